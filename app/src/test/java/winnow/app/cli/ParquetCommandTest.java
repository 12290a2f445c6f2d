package winnow.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.store.db.Snapshot;
import winnow.store.db.Workspace;

/** Parquet files with pictures inside on their way through a workspace and out again. */
class ParquetCommandTest {

    private static final Path LLAVA = Path.of("../store/src/test/resources/parquet/llava.parquet");

    @TempDir
    Path folder;

    private Shell shell;
    private Path workspace;

    @BeforeEach
    void open() {
        shell = new Shell(folder.resolve("home"));
        workspace = folder.resolve("w.winnow");
    }

    @Test
    void picturesInsideOfAFileAreKeptBesideTheWorkspaceAndMoveWithIt() throws IOException {
        JsonNode dataset = imported(workspace, LLAVA);

        assertEquals("llava-parquet", dataset.get("format").asText());
        assertEquals(4, dataset.get("imported").asInt());
        List<String> pictures = pictures(folder.resolve("w.winnow.media"));
        assertEquals(3, pictures.size());
        assertTrue(pictures.stream().allMatch(name -> name.matches("[0-9a-f]{2}/[0-9a-f]{64}\\.png")), "" + pictures);

        Path moved = Files.createDirectory(folder.resolve("moved"));
        Files.move(workspace, moved.resolve("w.winnow"));
        Files.move(folder.resolve("w.winnow.media"), moved.resolve("w.winnow.media"));
        Shell.Result checked = shell.run("check", "--workspace", moved.resolve("w.winnow"), "--decode", "--json");

        assertEquals(Answer.DONE, checked.code(), checked.out() + checked.err());
        assertTrue(!checked.out().contains("missing") && !checked.out().contains("unreadable"), checked.out());
    }

    @Test
    void whatIsLeftIsAFileOfTheSameKindWithTheSamePictures() throws IOException {
        imported(workspace, LLAVA);
        done(shell.run("decide", "record:1", "--workspace", workspace, "--verdict", "prune", "--json"));
        done(shell.run("export", "--workspace", workspace, "--out", folder.resolve("out"), "--json"));
        Path cleaned = folder.resolve("out/llava.parquet");

        Path second = folder.resolve("second.winnow");
        JsonNode again = imported(second, cleaned);
        done(shell.run("export", "--workspace", second, "--out", folder.resolve("again"), "--json"));

        assertEquals(3, again.get("imported").asInt());
        assertEquals("llava-parquet", again.get("format").asText());
        List<String> before = kept(workspace);
        assertEquals(3, before.size());
        assertEquals(before, kept(second));
        assertEquals(-1, Files.mismatch(cleaned, folder.resolve("again/llava.parquet")));
        List<String> pictures = pictures(folder.resolve("second.winnow.media"));
        assertEquals(2, pictures.size());
        for (String picture : pictures) {
            assertEquals(
                    -1,
                    Files.mismatch(
                            folder.resolve("w.winnow.media").resolve(picture),
                            folder.resolve("second.winnow.media").resolve(picture)));
        }
    }

    @Test
    void aPictureThatWasChangedSinceIsNotExported() throws IOException {
        imported(workspace, LLAVA);
        Path media = folder.resolve("w.winnow.media");
        String picture = pictures(media).get(0);
        Files.writeString(media.resolve(picture), "changed");

        Shell.Result result = shell.run("export", "--workspace", workspace, "--out", folder.resolve("out"), "--json");

        assertEquals(Answer.FAILED, result.code());
        assertEquals(
                picture + " was changed since it was taken out of its Parquet file."
                        + " Import that file again into a new workspace.",
                result.json().get("error").asText());
        assertTrue(Files.notExists(folder.resolve("out")));
    }

    @Test
    void aFileThatIsCutOffIsRefusedInOneSentence() throws IOException {
        byte[] bytes = Files.readAllBytes(LLAVA);
        Path file = Files.write(folder.resolve("cut.parquet"), Arrays.copyOf(bytes, bytes.length - 100));

        Shell.Result result = shell.run("import", "--workspace", workspace, "--json", file);

        assertEquals(Answer.FAILED, result.code());
        assertEquals(
                file + " starts as a Parquet file, but its end is missing: it was cut off. Fetch it again.",
                result.json().get("error").asText());
    }

    private JsonNode imported(Path into, Path file) {
        Shell.Result result = shell.run("import", "--workspace", into, "--json", file);
        done(result);
        return result.json().get("datasets").get(0);
    }

    private static void done(Shell.Result result) {
        assertEquals(Answer.DONE, result.code(), result.out() + result.err());
    }

    private static List<String> pictures(Path media) throws IOException {
        try (Stream<Path> files = Files.walk(media)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> media.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> kept(Path file) {
        try (Workspace opened = Workspace.open(file);
                Snapshot snapshot = opened.snapshot()) {
            Snapshot.Cut cut = new Snapshot.Cut(OptionalLong.empty(), OptionalDouble.empty());
            return snapshot.kept(1, cut, -1, 100).stream()
                    .map(Snapshot.RawRecord::raw)
                    .toList();
        }
    }
}
