package winnow.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of all shapes on their way through a workspace and out again. */
class DatasetLayoutsTest {

    @TempDir
    Path folder;

    private Shell shell;
    private Path workspace;

    @BeforeEach
    void open() {
        shell = new Shell(folder.resolve("home"));
        workspace = folder.resolve("w.winnow");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "table.csv   | question,answer\\nq,\"a\\nb\"\\n=1+1,c\\n                                 | qa  | 2 | 2 | 0",
                "keyed.json  | {\\n  \"1\": {\"question\": \"q\", \"answer\": \"a\"},\\n  \"x\": {\"question\": \"r\"}\\n}\\n"
                        + "| qa | 2 | 1 | 1",
                "pairs.jsonl | {\"prompt\": \"p\", \"chosen\": \"c\", \"rejected\": \"r\", \"more\": 1.50}\\n | trl | 1 | 2 | 0",
                "asked.json  | [\\n  {\"question\":  \"q\"},\\n  {\"question\": \"r\"}\\n]\\n               | qa  | 2 | 0 | 2"
            })
    void anExportOfEverythingIsTheFileItself(
            String name, String escaped, String format, int records, int samples, int prompts) throws IOException {
        String text = escaped.replace("\\n", "\n");
        Path file = Files.writeString(folder.resolve(name), text);

        JsonNode dataset = imported(file);
        Shell.Result exported = shell.run("export", "--workspace", workspace, "--out", folder.resolve("out"), "--json");

        assertEquals(format, dataset.get("format").asText());
        assertEquals(records, dataset.get("records").asInt());
        assertEquals(samples, dataset.get("imported").asInt());
        assertEquals(prompts, dataset.get("prompts").asInt());
        assertEquals(Answer.DONE, exported.code(), exported.err());
        assertEquals(text, Files.readString(folder.resolve("out").resolve(name)));
    }

    @Test
    void anExportInAnotherLayoutSaysWhatItLeftOutAndBrought() throws IOException {
        Files.writeString(folder.resolve("a.png"), "no picture, but a file");
        imported(Files.writeString(
                folder.resolve("mixed.jsonl"),
                "{\"prompt\": \"p\", \"chosen\": \"c\", \"rejected\": \"r\", \"images\": [\"a.png\"]}\n"
                        + "{\"prompt\": \"p\", \"chosen\": [{\"role\": \"user\", \"content\": \"x\"}, {\"role\":"
                        + " \"assistant\", \"content\": \"c\"}], \"rejected\": \"r\"}\n"));
        Path out = folder.resolve("out");

        JsonNode report = shell.run(
                        "export",
                        "--workspace",
                        workspace,
                        "--out",
                        out,
                        "--json",
                        "--format",
                        "llamafactory-dpo",
                        "--media",
                        "copy")
                .json();

        assertEquals(2, report.get("kept").asInt());
        assertEquals(1, report.get("files").get(0).get("records").asInt());
        assertEquals(
                1,
                report.get("left_out")
                        .get("Its two answers are not to one conversation, which the layout asks for.")
                        .asInt());
        assertEquals(1, report.get("media").get("copied").asInt());
        assertEquals(1, report.get("notes").size());
        assertTrue(Files.isRegularFile(out.resolve("a.png")));
        JsonNode info =
                new ObjectMapper().readTree(out.resolve("dataset_info.json").toFile());
        assertEquals("mixed.json", info.path("mixed").path("file_name").asText());
    }

    @Test
    void formatsSayWhatAnyDataCanBeWrittenIn() {
        List<String> any = new ArrayList<>();
        shell.run("formats", "--json").json().get("formats").forEach(format -> {
            if (format.get("any").asBoolean()) {
                any.add(format.get("name").asText());
            }
        });

        assertEquals(
                List.of(
                        "csv",
                        "ixc-reward",
                        "llamafactory-dpo",
                        "llava-json",
                        "llava-jsonl",
                        "messages",
                        "ms-swift",
                        "parquet",
                        "sharegpt",
                        "trl"),
                any);
    }

    @Test
    void aFormatNobodyKnowsIsWrongUsage() throws IOException {
        imported(Files.writeString(folder.resolve("a.json"), "[{\"instruction\": \"i\", \"output\": \"o\"}]"));

        Shell.Result result = shell.run(
                "export", "--workspace", workspace, "--out", folder.resolve("out"), "--json", "--format", "x");

        assertEquals(Answer.USAGE, result.code());
        assertTrue(result.json().get("error").asText().startsWith("There is no format \"x\" to export in."));
    }

    @Test
    void aPackedFileIsImportedAndExportedUnpacked() throws IOException {
        String text = "{\"prompt\": \"p\", \"chosen\": \"c\", \"rejected\": \"r\"}\n".repeat(700);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }

        JsonNode dataset = imported(Files.write(folder.resolve("pairs.jsonl.gz"), bytes.toByteArray()));
        shell.run("export", "--workspace", workspace, "--out", folder.resolve("out"), "--json");

        assertEquals("pairs", dataset.get("name").asText());
        assertEquals(1400, dataset.get("imported").asInt());
        assertEquals(text, Files.readString(folder.resolve("out/pairs.jsonl")));
    }

    @Test
    void aFormatThatIsNamedIsTaken() throws IOException {
        Path file = Files.writeString(folder.resolve("a.json"), "[{\"instruction\": \"i\", \"output\": \"o\"}]");

        Shell.Result result = shell.run("import", "--workspace", workspace, "--format", "qa", "--json", file);

        assertEquals("qa", result.json().get("datasets").get(0).get("format").asText());
    }

    @Test
    void aPointerOfGitLfsIsRefusedInOneSentence() throws IOException {
        Path file = Files.writeString(
                folder.resolve("test.jsonl.gz"),
                "version https://git-lfs.github.com/spec/v1\noid sha256:8be3fc1a\nsize 875191\n");

        Shell.Result result = shell.run("import", "--workspace", workspace, "--json", file);

        assertEquals(Answer.FAILED, result.code());
        String error = result.json().get("error").asText();
        assertTrue(error.startsWith(file + " is a Git LFS pointer, not the data it stands for."), error);
    }

    private JsonNode imported(Path file) {
        Shell.Result result = shell.run("import", "--workspace", workspace, "--json", file);
        assertEquals(Answer.DONE, result.code(), result.out() + result.err());
        return result.json().get("datasets").get(0);
    }
}
