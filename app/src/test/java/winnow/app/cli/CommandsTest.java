package winnow.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.store.job.CancelToken;

class CommandsTest {

    private static final String TALK =
            "\"conversations\": [{\"from\": \"human\", \"value\": \"%s?\"}, {\"from\": \"gpt\", \"value\": \"%s.\"}]}";

    @TempDir
    private Path folder = Path.of("");

    private Path workspace = Path.of("");
    private Path data = Path.of("");
    private Shell shell = new Shell(Path.of(""));

    @BeforeEach
    void prepare() throws IOException {
        shell = new Shell(folder.resolve("home"));
        workspace = folder.resolve("test.winnow");
        data = Files.writeString(
                folder.resolve("data.json"), "[" + talk("one") + ",\n" + talk("two") + ",\n" + talk("three") + "]");
    }

    private static String talk(String id) {
        return "{\"id\": \"" + id + "\", " + TALK.formatted("Why " + id, "Because " + id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "import",
                "formats",
                "check",
                "score",
                "report",
                "find",
                "decide",
                "tag",
                "views",
                "undo",
                "redo",
                "export",
                "score-one",
                "rank",
                "explain",
                "score-cases",
                "speed",
                "doctor"
            })
    void helpListsEveryCommandAndEachExplainsItself(String command) {
        assertTrue(
                shell.run("--help").out().lines().anyMatch(line -> line.strip().startsWith(command)));

        Shell.Result help = shell.run(command, "--help");

        assertEquals(0, help.code());
        assertTrue(help.out().contains("--workspace") && help.out().contains("--json"), help.out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "find",
                "score",
                "score --model default --hd-num 0",
                "score --model default --hd-num 1.5",
                "score --model default --threads -1",
                "score --model default --refine 10",
                "score --model default --refine 0%",
                "score --model default --refine 100%",
                "score --model default --refine 10% --hd-num 9",
                "score --model default --device gpu",
                "score --model default --precision half",
                "model",
                "model check",
                "model pull ../x",
                "model check default --samples 0",
                "score --model default --dataset 0",
                "check --prune nonsense",
                "check --max-chars 0",
                "report --lowest -1",
                "report --run x",
                "decide all",
                "decide all --verdict maybe",
                "decide all --verdict none",
                "export",
                "export --out x --prune-below NaN",
                "export --out x --prune-below Infinity",
                "export --out x --media move",
                "import",
                "report"
            })
    void wrongUsageIsExitCodeTwoAndOneObject(String line) {
        Shell.Result result = shell.run((Object[]) ("--json " + line).split(" "));

        assertEquals(2, result.code(), result.err());
        assertFalse(result.json().get("error").asText().isBlank());
        assertTrue(result.err().contains(result.json().get("error").asText()), result.err());
    }

    @Test
    void globalOptionsStandBeforeAndAfterTheCommand() {
        Shell.Result before = shell.run("-w", workspace, "--json", "--quiet", "--offline", "import", data);
        Shell.Result after = shell.run("report", "--workspace", workspace, "--json", "--quiet", "--offline");

        assertEquals(3, before.json().get("datasets").get(0).get("imported").asInt());
        assertEquals(3, after.json().get("samples").asInt());
        assertEquals("", after.err());
    }

    @Test
    void aCheapPassIsRefinedAndTheReportTellsHowAlikeBothRank() {
        shell.run("-w", workspace, "import", data);

        Shell.Result scored = shell.run("-w", workspace, "--json", "score", "--model", "default", "--refine", "40%");
        Shell.Result report = shell.run("-w", workspace, "--json", "report");

        assertEquals(0, scored.code(), scored.err());
        assertEquals(3, scored.json().get("first").get("scored").asInt());
        assertEquals(report.json().get("refine"), scored.json().get("refine"));
        assertEquals(0.4, report.json().get("refine").get("share").asDouble());
        assertEquals(2, report.json().get("refine").get("refined").asInt());
        assertEquals(3, report.json().get("refine").get("control").asInt());
        assertTrue(shell.run("-w", workspace, "report").out().contains("drawn at random"));
    }

    @Test
    void aQueryMayStartWithAMinus() {
        shell.run("-w", workspace, "import", data);

        Shell.Result found = shell.run("-w", workspace, "--json", "find", "-record:1");

        assertEquals("[1,3]", found.json().get("samples").toString());
    }

    @Test
    void aMistypedOptionIsNotTakenForAQuery() {
        shell.run("-w", workspace, "import", data);

        Shell.Result result = shell.run("-w", workspace, "decide", "--all", "--verdict", "prune");

        assertEquals(2, result.code());
        assertTrue(result.err().startsWith("Unknown option: '--all'"), result.err());
    }

    @Test
    void aWorkspaceThatDoesNotExistIsOneSentence() {
        Shell.Result result = shell.run("report", "-w", workspace, "--json");

        assertEquals(1, result.code());
        assertTrue(result.json().get("error").asText().contains(workspace + " does not exist"), result.out());
    }

    @Test
    void aFolderIsNoWorkspace() {
        Shell.Result result = shell.run("import", data, "-w", folder);

        assertEquals(1, result.code());
        assertTrue(result.err().contains("is a folder, not a workspace"), result.err());
    }

    @Test
    void someOtherFileIsNoWorkspace() {
        Shell.Result result = shell.run("report", "-w", data, "--json");

        assertEquals(1, result.code());
        assertTrue(result.json().get("error").asText().contains("data.json"), result.out());
    }

    @Test
    void aBrokenFileCostsOnlyItself() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.json"), "no data at all");

        Shell.Result result = shell.run("import", broken, data, folder.resolve("gone.json"), "-w", workspace, "--json");

        assertEquals(3, result.code());
        assertEquals(1, result.json().get("datasets").size());
        assertEquals(2, result.json().get("failures").size());
    }

    @Test
    void whenAllFilesAreBrokenTheImportFailed() {
        Path gone = folder.resolve("gone.json");

        Shell.Result result = shell.run("import", gone, "-w", workspace, "--json");

        assertEquals(1, result.code());
        assertTrue(result.json().get("error").asText().contains(gone.toString()), result.out());
    }

    @Test
    void aRejectedRecordIsNamedWithLineAndReason() throws IOException {
        Path lines = Files.writeString(folder.resolve("data.jsonl"), talk("one") + "\n{broken\n" + talk("two") + "\n");

        Shell.Result result = shell.run("import", lines, "-w", workspace, "--json");

        JsonNode reject = result.json().get("rejects").get(0);
        assertEquals(3, result.code());
        assertEquals(2, result.json().get("datasets").get(0).get("imported").asInt());
        assertEquals(1, reject.get("record").asInt());
        assertEquals(2, reject.get("line").asInt());
        assertEquals(lines.toString(), reject.get("file").asText());
        assertFalse(reject.get("reason").asText().isBlank());
    }

    @Test
    void anUnknownFormatIsWrongUsage() {
        Shell.Result result = shell.run("import", data, "--format", "punched-cards", "-w", workspace);

        assertEquals(2, result.code());
        assertTrue(result.err().contains("There is no format \"punched-cards\""), result.err());
    }

    @Test
    void decisionsAreTakenBackAndDoneAgain() {
        shell.run("import", data, "-w", workspace);

        List<Integer> changed = List.of(
                changed("decide", "", "--verdict", "PRUNE", "--reason", "wrong", "--annotator", "Kim"),
                changed("undo"),
                changed("undo"),
                changed("redo"));

        assertEquals(List.of(3, 3, 0, 3), changed);
        assertEquals(
                3,
                shell.run("report", "-w", workspace, "--json")
                        .json()
                        .get("pruned")
                        .asInt());
    }

    private int changed(String... arguments) {
        Object[] all = Stream.concat(Arrays.stream(arguments), Stream.of("--json", "-w", workspace))
                .toArray();
        Shell.Result result = shell.run(all);
        assertEquals(0, result.code(), result.err());
        return result.json().get("changed").asInt();
    }

    @Test
    void aQueryThatIsNotUnderstoodIsWrongUsage() {
        shell.run("import", data, "-w", workspace);

        Shell.Result result = shell.run("find", "reward<<<", "-w", workspace, "--json");

        assertEquals(2, result.code());
        assertFalse(result.json().get("error").asText().isBlank());
    }

    @Test
    void findCountsAndListsSamples() {
        shell.run("import", data, "-w", workspace);

        JsonNode found =
                shell.run("find", "decided:no", "-w", workspace, "--json").json();

        assertEquals(3, found.get("count").asInt());
        assertEquals(3, found.get("samples").size());
    }

    @Test
    void anExportWithNothingPrunedNamesItsFiles() {
        shell.run("import", data, "-w", workspace);
        Path out = folder.resolve("out");

        Shell.Result result = shell.run("export", "--out", out, "-w", workspace, "--json");

        assertEquals(0, result.code(), result.err());
        assertEquals(3, result.json().get("kept").asInt());
        assertEquals(0, result.json().get("pruned").asInt());
        for (JsonNode file : result.json().get("files")) {
            assertTrue(Files.isRegularFile(Path.of(file.get("path").asText())), file.toString());
            assertTrue(file.get("sha256").asText().matches("[0-9a-f]{64}"), file.toString());
        }
        assertTrue(result.json().get("files").size() > 0);
    }

    @Test
    void aCutWithoutScoresIsWrongUsage() {
        shell.run("import", data, "-w", workspace);
        Path out = folder.resolve("out");

        Shell.Result result = shell.run("export", "--out", out, "--prune-below", "-2", "-w", workspace, "--json");

        assertEquals(2, result.code());
        assertTrue(result.json().get("error").asText().contains("-2"), result.out());
        assertFalse(Files.exists(out));
    }

    @Test
    void aRunOrDatasetThatIsNotThereIsWrongUsage() {
        shell.run("import", data, "-w", workspace);

        assertEquals(2, shell.run("report", "--run", "7", "-w", workspace).code());
        assertEquals(
                2,
                shell.run("export", "--out", folder.resolve("x"), "--dataset", "7", "-w", workspace)
                        .code());
        assertEquals(
                2,
                shell.run("score", "--model", "default", "--dataset", "7", "-w", workspace)
                        .code());
    }

    @Test
    void aFolderWithoutAModelIsOneSentence() {
        shell.run("import", data, "-w", workspace);

        Shell.Result result = shell.run("score", "--model", folder, "-w", workspace, "--json");

        assertEquals(1, result.code());
        assertTrue(result.json().get("error").asText().contains(folder.toString()), result.out());
    }

    @Test
    void aCancelledCommandIsExitCode130() {
        CancelToken cancelled = new CancelToken();
        cancelled.cancel();
        Shell stopped = new Shell(folder.resolve("home"), Map.of(), file -> false, cancelled);

        Shell.Result result = stopped.run("import", data, "-w", workspace, "--json");

        assertEquals(130, result.code());
        assertTrue(result.json().get("error").asText().startsWith("Cancelled"), result.out());
    }

    @Test
    void formatsNamesWhatIsReadAndWritten() {
        JsonNode formats = shell.run("formats", "--json").json().get("formats");

        assertTrue(formats.size() > 0);
        for (JsonNode format : formats) {
            assertTrue(format.get("reads").isBoolean() && format.get("writes").isBoolean(), format.toString());
            assertFalse(format.get("name").asText().isBlank());
        }
    }

    @Test
    void aRetryScoresWhatFailedBefore() throws IOException {
        Path late = folder.resolve("late.png");
        Files.writeString(
                data, "[" + talk("one") + ", {\"image\": \"late.png\", " + TALK.formatted("What", "That") + "]");
        shell.run("import", data, "-w", workspace);
        assertEquals(
                3, shell.run("score", "--model", "default", "-w", workspace).code());
        ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", late.toFile());

        Shell.Result again = shell.run("score", "--model", "default", "-w", workspace, "--json");
        Shell.Result retried = shell.run("score", "--model", "default", "--retry", "-w", workspace, "--json");

        assertEquals(0, again.json().get("scored").asInt());
        assertEquals(1, retried.json().get("scored").asInt());
        assertEquals(0, retried.code());
    }

    @Test
    void aRetryOfOneDatasetKeepsTheReasonsOfTheOthers() throws IOException {
        for (String name : List.of("first", "second")) {
            Path file = folder.resolve(name + ".json");
            Files.writeString(file, "[{\"image\": \"" + name + ".png\", " + TALK.formatted("What", "That") + "]");
            shell.run("import", file, "-w", workspace);
        }
        shell.run("score", "--model", "default", "-w", workspace);

        shell.run("score", "--model", "default", "--retry", "--dataset", "1", "-w", workspace);

        assertEquals(
                2,
                shell.run("report", "-w", workspace, "--json")
                        .json()
                        .get("failed")
                        .asInt());
    }

    @Test
    void aWorkspaceAndNothingElseIsOpened(@TempDir Path elsewhere) {
        java.util.List<java.util.Optional<Path>> opened = new java.util.ArrayList<>();
        Shell shell = new Shell(elsewhere, java.util.Map.of(), opened::add, new winnow.store.job.CancelToken());

        assertEquals(0, shell.run(elsewhere.resolve("my data.winnow")).code());

        assertEquals(java.util.List.of(java.util.Optional.of(elsewhere.resolve("my data.winnow"))), opened);
        assertEquals(2, shell.run(elsewhere.resolve("my data.txt")).code());
        assertEquals(1, opened.size());
    }
}
