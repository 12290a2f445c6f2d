package winnow.app.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemLookTest {

    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource({"Adwaita:dark, true", "Yaru-dark, true", "Adwaita, false", "Darkness, false"})
    void aThemeInTheEnvironmentIsBelieved(String theme, boolean dark) {
        assertEquals(dark, new SystemLook(Map.of("GTK_THEME", theme), home).isDark());
    }

    @ParameterizedTest
    @CsvSource({
        "gtk-application-prefer-dark-theme = 1, true",
        "gtk-application-prefer-dark-theme=true, true",
        "gtk-application-prefer-dark-theme=0, false",
        "gtk-theme-name=Adwaita-dark, true",
        "gtk-theme-name=Adwaita, false"
    })
    void otherwiseTheFileOfTheDesktopIsRead(String line, boolean dark) throws IOException {
        Path folder = Files.createDirectories(home.resolve(".config/gtk-3.0"));
        Files.writeString(folder.resolve("settings.ini"), "[Settings]\n" + line + "\n");

        assertEquals(dark, new SystemLook(Map.of(), home).isDark());
    }

    @Test
    void whereNeitherSaysItIsLight() {
        assertEquals(false, new SystemLook(Map.of("GTK_THEME", " "), home).isDark());
    }

    @Test
    void aFileThatIsNoTextIsLight() throws IOException {
        Path folder = Files.createDirectories(home.resolve("gtk-3.0"));
        Files.write(folder.resolve("settings.ini"), new byte[] {(byte) 0xff, (byte) 0xfe, 1});

        assertEquals(false, new SystemLook(Map.of("XDG_CONFIG_HOME", home.toString()), home).isDark());
    }
}
