@echo off
rem Starts Winnow on Windows x64 (untested): checks Java, builds when a source is newer than the build, then runs.
rem Without arguments the window opens, with arguments a command runs (see --help). Builds print to standard error only.
rem WINNOW_JAVA_OPTS: more options for Java, separated by spaces.
setlocal EnableExtensions DisableDelayedExpansion
set "ROOT=%~dp0"
set "DIST=%ROOT%app\target\dist"
set "STAMP=%DIST%\built"

if /i not "%PROCESSOR_ARCHITECTURE%"=="AMD64" if /i not "%PROCESSOR_ARCHITEW6432%"=="AMD64" (
  echo Winnow runs on Linux ^(x64, arm64^), Windows ^(x64^) and macOS ^(arm64^), not on Windows %PROCESSOR_ARCHITECTURE%. 1>&2
  exit /b 1
)

set "JAVA=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "JAVA=%JAVA_HOME%\bin\java.exe"
set "VERSION="
for /f tokens^=2^ delims^=^" %%v in ('""%JAVA%" -version 2^>^&1 ^| findstr /c:" version ""') do if not defined VERSION set "VERSION=%%v"
set "FEATURE=0"
for /f "tokens=1 delims=.-+" %%f in ("%VERSION%") do set "FEATURE=%%f"
if %FEATURE% LSS 17 (
  echo Winnow needs a JDK 17 or newer. Install it with: winget install EclipseAdoptium.Temurin.17.JDK 1>&2
  exit /b 1
)
rem A newer JDK warns of more than this code was written for, and Error Prone may not run in it: users need neither.
set "RELAXED="
if %FEATURE% GTR 17 set "RELAXED=-Dwinnow.werror=-nowarn -Dwinnow.errorprone=-nowarn"

rem PowerShell compares times, builds, and holds a lock so that two first calls do not collide.
powershell -NoProfile -ExecutionPolicy Bypass -Command ^
  "$ErrorActionPreference = 'Stop'; Set-Location -LiteralPath $env:ROOT;" ^
  "function Stale { if (-not (Test-Path -LiteralPath $env:STAMP)) { return $true };" ^
  "  $t = (Get-Item -LiteralPath $env:STAMP).LastWriteTimeUtc;" ^
  "  $n = Get-ChildItem pom.xml, resources, store, scoring, viewer, app -Recurse -File |" ^
  "    Where-Object { $_.FullName -notmatch '\\target\\|\\src\\test\\' -and $_.LastWriteTimeUtc -gt $t } | Select-Object -First 1;" ^
  "  return $null -ne $n }" ^
  "if (-not (Stale)) { exit 0 };" ^
  "$lock = $null; while ($null -eq $lock) { try { $lock = [IO.File]::Open((Join-Path $env:ROOT '.winnow-build.lock'), 'OpenOrCreate', 'ReadWrite', 'None') } catch [IO.IOException] { Start-Sleep 1 } };" ^
  "if (-not (Stale)) { exit 0 };" ^
  "[Console]::Error.WriteLine('Building Winnow. The first time takes some minutes and fetches what it needs.');" ^
  "New-Item -ItemType Directory -Force app\target | Out-Null; $started = Get-Date; $log = 'app\target\launcher-build.log';" ^
  "cmd /c \"mvnw.cmd -ntp -B $env:RELAXED -pl app -am -Dmaven.test.skip=true -Dspotless.check.skip=true -Dcheckstyle.skip=true -Dlicense.skip=true package > $log 2>&1\";" ^
  "if ($LASTEXITCODE -ne 0) { Get-Content $log -Tail 30 | ForEach-Object { [Console]::Error.WriteLine($_) };" ^
  "  [Console]::Error.WriteLine('Winnow could not be built; the end of ' + $log + ' is above.'); exit 1 };" ^
  "New-Item -ItemType File -Force $env:STAMP | Out-Null; (Get-Item -LiteralPath $env:STAMP).LastWriteTime = $started"
if errorlevel 1 exit /b 1

"%JAVA%" -Xshare:auto -Dfile.encoding=UTF-8 -Djava.awt.headless=true -Dai.djl.offline=true -DOPT_OUT_TRACKING=true %WINNOW_JAVA_OPTS% -cp "%DIST%\winnow.jar;%DIST%\lib\*" winnow.app.Winnow %*
exit /b %ERRORLEVEL%
