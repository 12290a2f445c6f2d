package winnow.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users can say about files that are not quite as they should be. */
class ImportCommandTest {

    private static final Path FORMATS = Path.of("../store/src/test/resources/formats");
    private static final String RECORD =
            "{\"image\": \"ok.png\", \"conversations\": [{\"from\": \"human\", \"value\": \"<image>\\nWhat is it?\"},"
                    + " {\"from\": \"gpt\", \"value\": \"A test pattern.\"}]}";

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
    void nothingOfABrokenFileIsTakenUnlessItIsAskedFor() throws IOException {
        Path file = Files.writeString(folder.resolve("cut.json"), "[" + RECORD + ",\n" + RECORD + ",]");

        Shell.Result refused = shell.run("-w", workspace, "--json", "import", file);
        Shell.Result partial = shell.run("-w", workspace, "--json", "import", file, "--partial");

        assertEquals(Answer.FAILED, refused.code());
        assertEquals(
                file + " is broken: There is a comma but no record before the closing \"]\" in line 2."
                        + " Mend or fetch the file again, or import the 2 samples that can be read with --partial.",
                refused.json().get("error").asText());
        assertEquals(Answer.PARTLY, partial.code());
        assertEquals(2, partial.json().at("/datasets/0/imported").asInt());
        assertEquals(1, partial.json().at("/datasets/0/rejected").asInt());
    }

    @Test
    void aFieldThatStandsTwiceIsAWarning() throws IOException {
        Path file = Files.writeString(
                folder.resolve("twice.jsonl"), RECORD + "\n" + RECORD.replaceFirst("\\{", "{\"image\": \"a.png\", "));

        Shell.Result result = shell.run("-w", workspace, "--json", "import", file);

        assertEquals(Answer.DONE, result.code(), result.err());
        assertEquals(2, result.json().at("/datasets/0/imported").asInt());
        assertEquals(1, result.json().at("/datasets/0/warned").asInt());
        assertEquals(2, result.json().at("/warnings/0/line").asInt());
        assertEquals(
                "Field \"image\" stands twice in one object; the last one counts.",
                result.json().at("/warnings/0/reason").asText());
    }

    @Test
    void picturesAreFoundInAnArchive() throws IOException {
        Path file = Files.writeString(folder.resolve("data.jsonl"), RECORD);
        Path archive = folder.resolve("pictures.zip");
        try (OutputStream out = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("ok.png"));
            zip.write(Files.readAllBytes(Path.of("../store/src/test/resources/pictures/good/acid2.png")));
            zip.closeEntry();
        }

        Shell.Result imported = shell.run("-w", workspace, "--json", "import", file, "--media-root", archive);
        Shell.Result checked = shell.run("-w", workspace, "--json", "check", "--decode");

        assertEquals(Answer.DONE, imported.code(), imported.err());
        assertEquals(Answer.DONE, checked.code(), checked.out());
        assertTrue(!checked.out().contains("missing") && !checked.out().contains("unreadable"), checked.out());
    }

    @Test
    void anArchiveThatLeadsOutIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("data.jsonl"), RECORD);
        Path archive = folder.resolve("pictures.zip");
        try (OutputStream out = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("../evil.png"));
            zip.closeEntry();
        }

        Shell.Result refused = shell.run("-w", workspace, "--json", "import", file, "--media-root", archive);

        assertEquals(Answer.FAILED, refused.code());
        assertEquals(
                archive + " holds \"../evil.png\", which leads out of its folder; it was not used."
                        + " Unpack it yourself and choose the folder.",
                refused.json().get("error").asText());
        assertTrue(Files.notExists(folder.resolve("evil.png")));
        assertTrue(Files.notExists(folder.resolve("w.winnow.media/evil.png")));
    }

    @Test
    void theFilesAMixtureNamesAreImportedInItsPlace() {
        Shell.Result result = shell.run("-w", workspace, "--json", "import", FORMATS.resolve("ixc-finetune/data.txt"));

        JsonNode datasets = result.json().get("datasets");
        assertEquals(Answer.PARTLY, result.code());
        assertEquals(2, datasets.size());
        assertEquals("only_text_example", datasets.at("/0/name").asText());
        assertTrue(
                result.json().at("/failures/0/reason").asText().endsWith("multi_images_example.json does not exist."),
                result.out());
    }

    @Test
    void fieldsAreSaidAndTheGuessIsShown() throws IOException {
        Path file = Files.writeString(
                folder.resolve("odd.jsonl"), "{\"question\": \"not this\", \"ask\": \"q\", \"said\": \"a\"}");

        Shell.Result guessed = shell.run("-w", folder.resolve("guess.winnow"), "--json", "import", file);
        Shell.Result result =
                shell.run("-w", workspace, "--json", "import", file, "--map", "question=ask", "--map", "answer=said");
        Shell.Result wrong = shell.run("-w", workspace, "import", file, "--map", "colour=said");
        Shell.Result other =
                shell.run("-w", workspace, "--json", "import", file, "--map", "answer=said", "--format", "trl");

        assertEquals(
                "{\"question\":\"question\"}",
                guessed.json().at("/datasets/0/fields").toString());
        assertEquals(
                "{\"answer\":\"said\",\"question\":\"ask\"}",
                result.json().at("/datasets/0/fields").toString());
        assertEquals(1, result.json().at("/datasets/0/imported").asInt());
        assertEquals(2, wrong.code());
        assertTrue(wrong.err().contains("--map must be PART=FIELD with one of the parts question"), wrong.err());
        assertEquals(
                "What fields hold can be said of the format qa only, not of trl.",
                other.json().get("error").asText());
    }

    @Test
    void theIndexIsBuiltOnceAndSearchesFindTheSame() throws IOException {
        Path file = Files.writeString(folder.resolve("data.jsonl"), RECORD);
        shell.run("-w", workspace, "import", file);

        Shell.Result built = shell.run("-w", workspace, "--json", "index");
        Shell.Result again = shell.run("-w", workspace, "--json", "index");
        Shell.Result found = shell.run("-w", workspace, "--json", "decide", "PATTERN", "--verdict", "prune");

        assertEquals(1, built.json().get("added").asInt());
        assertEquals(0, again.json().get("added").asInt());
        assertEquals(1, found.json().get("changed").asInt(), found.out());
    }
}
