package winnow.store.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives are unpacked whole into their folder, or refused. */
class MediaArchiveTest {

    private static final int LINK = 0120777;
    private static final int FILE = 0100644;

    @TempDir
    Path folder;

    @Test
    void namesStayAsTheyAre() throws IOException {
        List<String> names =
                List.of("한글 이름.png", "a/b/space and 'quote'.png", "-leading.png", "#hash&amp;.png", "100%.png");
        Path archive = archive(names, FILE, new byte[] {1, 2, 3});

        MediaArchive.unpack(archive, folder.resolve("out"));

        try (Stream<Path> files = Files.walk(folder.resolve("out"))) {
            assertEquals(
                    names.stream().sorted().toList(),
                    files.filter(Files::isRegularFile)
                            .map(file -> folder.resolve("out").relativize(file).toString())
                            .sorted()
                            .toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "a/../../evil", "/tmp/evil", "C:/evil", "."})
    void whatLeadsOutIsRefusedAndNothingIsWrittenThere(String name) throws IOException {
        Path archive = archive(List.of(name), FILE, new byte[1]);

        IOException refused =
                assertThrows(IOException.class, () -> MediaArchive.unpack(archive, folder.resolve("out")));

        assertEquals(
                archive + " holds \"" + name + "\", which leads out of its folder; it was not used."
                        + " Unpack it yourself and choose the folder.",
                refused.getMessage());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(archive), files.toList());
        }
    }

    @Test
    void aLinkIsRefused() throws IOException {
        Path archive = archive(List.of("link"), LINK, "/etc/passwd".getBytes(StandardCharsets.UTF_8));

        IOException refused =
                assertThrows(IOException.class, () -> MediaArchive.unpack(archive, folder.resolve("out")));

        assertEquals(
                archive + " holds a link, \"link\"; it was not used. Unpack it yourself and choose the folder.",
                refused.getMessage());
    }

    @Test
    void twoFilesOfOneNameAreRefused() throws IOException {
        Path archive = archive(List.of("a.png", "./a.png"), FILE, new byte[1]);

        IOException refused =
                assertThrows(IOException.class, () -> MediaArchive.unpack(archive, folder.resolve("out")));

        assertEquals(
                archive + " holds two files that are both \"./a.png\" on this disk; it was not used."
                        + " Unpack it yourself and choose the folder.",
                refused.getMessage());
    }

    @Test
    void aBombIsRefusedBeforeItFillsTheDisk() throws IOException {
        Path archive = archive(List.of("zeros"), FILE, new byte[80 << 20]);

        IOException refused =
                assertThrows(IOException.class, () -> MediaArchive.unpack(archive, folder.resolve("out")));

        assertEquals(
                archive + " unpacks to more than 64 MB, which no pictures of its size do; it was not used."
                        + " Unpack it yourself and choose the folder.",
                refused.getMessage());
        assertTrue(Files.size(folder.resolve("out/zeros")) <= 64 << 20);
    }

    @Test
    void aCutArchiveIsCalledDamaged() throws IOException {
        Path archive = archive(List.of("a.png"), FILE, new byte[1000]);
        byte[] bytes = Files.readAllBytes(archive);
        Files.write(archive, Arrays.copyOf(bytes, bytes.length - 30));

        IOException refused =
                assertThrows(IOException.class, () -> MediaArchive.unpack(archive, folder.resolve("out")));

        assertEquals(
                archive + " cannot be unpacked: it is no ZIP archive, or damaged. Fetch it again.",
                refused.getMessage());
    }

    private Path archive(List<String> names, int mode, byte[] bytes) throws IOException {
        Path file = folder.resolve("pictures.zip");
        try (OutputStream out = Files.newOutputStream(file);
                ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
            for (String name : names) {
                ZipArchiveEntry entry = new ZipArchiveEntry(name);
                entry.setUnixMode(mode);
                zip.putArchiveEntry(entry);
                zip.write(bytes);
                zip.closeArchiveEntry();
            }
        }
        return file;
    }
}
