<#-- Becomes THIRD-PARTY.md. What is above the table is written by hand; the table comes from the poms of the libraries. -->
# What others made

Winnow itself is under the Apache License 2.0 (`LICENSE`). It comes with, or fetches while it is built, what is listed here.

## In the source tree

| what | where | source | licence |
|---|---|---|---|
| Noto Sans KR, Noto Sans Mono, cut to what Winnow needs | `resources/fonts` | the Noto fonts, https://fonts.google.com/noto | OFL-1.1 (`OFL.txt` and `NOTICE` there) |
| Titles of video frames (`titles.png`), drawn in DejaVu Sans | `scoring/src/main/resources/winnow/scoring/ixc` | the DejaVu fonts, https://dejavu-fonts.github.io | Bitstream Vera licence; a picture, no font |
| Tokenizer of InternLM2 (whole or trimmed `tokenizer.model`) | `resources/tokenizer`, `resources/demo/model`, test resources | InternLM, https://github.com/InternLM | Apache-2.0 |
| Demo set: texts and pictures | `resources/demo/data` | made for Winnow, see its `NOTICE.md` | Apache-2.0 |
| Maven wrapper scripts | `mvnw`, `mvnw.cmd`, `.mvn` | Apache Maven, https://maven.apache.org/wrapper | Apache-2.0 |
| Test data | `*/src/test/resources`, `src/test/resources` | named in the `SOURCES.md` beside it | named in the `SOURCES.md` beside it; not shipped |

## Libraries

Fetched from Maven Central by the build and put beside the program in `app/target/dist/lib`. The native libraries in them (PyTorch, SQLite,
SentencePiece, the tokenizers of Hugging Face, JavaFX, FFmpeg, Snappy, Zstandard) are under the licences of their projects: BSD-3-Clause, public domain, Apache-2.0, GPL 2 with the classpath
exception, and LGPL 3 (FFmpeg, built without its GPL parts).
The LGPL libraries are separate, replaceable jars.

| library | version | licence |
|---|---|---|
<#assign rows = []>
<#list dependencyMap as entry>
  <#assign project = entry.getKey()>
  <#assign row = "| " + project.groupId + ":" + project.artifactId + " | " + project.version + " | " + entry.getValue()?join(", ") + " |">
  <#if project.groupId != 'winnow' && !rows?seq_contains(row)><#assign rows = rows + [row]></#if>
</#list>
<#list rows?sort as row>
${row}
</#list>
