package winnow.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rankings, truth and audits from the command line, on twelve answers scored with the shipped model. */
class AuditCommandTest {

    @TempDir
    private Path folder = Path.of("");

    private Path workspace = Path.of("");
    private Shell shell = new Shell(Path.of(""));

    @BeforeEach
    void prepare() throws IOException {
        shell = new Shell(folder.resolve("home"));
        workspace = folder.resolve("test.winnow");
        List<String> records = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            records.add("{\"id\": \"" + i + "\", \"task\": \"" + (i % 2 == 0 ? "why" : "how")
                    + "\", \"conversations\": [{\"from\": \"human\", \"value\": \"Question " + i
                    + "?\"}, {\"from\": \"gpt\", \"value\": \"Answer number " + i + " is - as they say - "
                    + "long ".repeat(i) + ".\"}]}");
        }
        Path data = Files.writeString(folder.resolve("data.json"), "[" + String.join(",\n", records) + "]");
        assertEquals(0, shell.run("import", data, "-w", workspace).code());
    }

    private void score() {
        assertEquals(
                0, shell.run("score", "--model", "default", "-w", workspace).code());
    }

    private JsonNode json(String line) {
        List<Object> arguments = new ArrayList<>(List.of((Object[]) line.split(" ", -1)));
        arguments.addAll(List.of("--json", "-w", workspace));
        Shell.Result result = shell.run(arguments.toArray());
        assertEquals(0, result.code(), result.err());
        return result.json();
    }

    @Test
    void rankingsAreComparedWithTheTruth() throws IOException {
        score();
        Path truth = Files.writeString(folder.resolve("truth.json"), "{\"3\": \"cut\", \"8\": \"wrong\"}");

        JsonNode report = json("report --rank group --group task --lowest 4 --truth " + truth);

        assertEquals("group:task", report.path("rank").asText());
        assertEquals(4, report.path("lowest").size());
        assertTrue(report.at("/lowest/0/value").asDouble()
                <= report.at("/lowest/1/value").asDouble());
        assertEquals(100.0 / 12, report.at("/lowest/0/percentile").asDouble(), 1e-9);
        JsonNode found = report.path("truth");
        assertEquals(2, found.path("n").asInt());
        assertEquals(1, found.at("/kinds/cut/n").asInt());
        assertTrue(found.path("precision_at").has("10"));
        for (String ranking : List.of("raw", "group", "adjusted")) {
            double auroc = found.at("/rankings/" + ranking + "/auroc").asDouble(-1);
            assertTrue(auroc >= 0 && auroc <= 1, found.toString());
        }
        assertEquals(found.path("auroc"), found.at("/rankings/group/auroc"));
        assertTrue(shell.run("report", "--truth", truth, "-w", workspace).out().contains("AUROC"));
    }

    @Test
    void agreementHasItsVotersAndAdjustedItsValues() {
        score();

        JsonNode agreement = json("report --rank agreement --voters short,run:1 --voter-share 25% --lowest 1");
        JsonNode adjusted = json("report --rank adjusted --lowest 2");

        assertEquals("agreement:0.25:short,run:1", agreement.path("rank").asText());
        assertTrue(adjusted.at("/lowest/0/value").asDouble()
                <= adjusted.at("/lowest/1/value").asDouble());
    }

    @Test
    void aCutIsAuditedMovedAndPruned() {
        score();
        JsonNode started = json("audit start --rank group --group source --share 50% --samples 12 --seed 4");
        assertEquals(
                List.of(6, 6, 13),
                List.of(
                        started.path("below").asInt(),
                        started.path("above").asInt(),
                        started.path("drawn").asInt()));
        JsonNode next = json("audit next");
        assertFalse(next.has("reward") || next.has("value") || next.has("below"), next.toString());
        assertEquals("user", next.at("/conversation/0/role").asText());

        assertFalse(json("audit judge bad --reason Empty").path("done").asBoolean());
        assertEquals(1, json("audit undo").path("changed").asInt());
        for (int i = 0; i < 13; i++) {
            json("audit judge bad");
        }

        assertTrue(json("audit next").path("done").asBoolean());
        JsonNode report = json("audit report");
        assertEquals(1, report.at("/below/bad_share").asDouble());
        assertEquals(
                List.of(1.0, 1.0),
                List.of(
                        report.at("/below/interval/0").asDouble(),
                        report.at("/below/interval/1").asDouble()));
        assertEquals(0, report.path("more_below").asInt());
        assertEquals(1, report.path("repeated").asInt());
        assertEquals(12, json("audit move --cut 1000").path("judged_below").asInt());
        assertEquals(12, json("audit prune").path("changed").asInt());
        assertEquals(12, json("audit report").at("/pruned/0/standing").asInt());
        assertEquals(12, json("undo").path("changed").asInt());
        assertTrue(shell.run("audit", "report", "-w", workspace).out().contains("0 of them are pruned now"));
    }

    @Test
    void wrongUsageIsExitCodeTwo() {
        score();
        assertEquals(
                0, shell.run("audit", "start", "--cut", "1000", "-w", workspace).code());
        for (String line : List.of(
                "audit",
                "audit start",
                "audit start --cut x",
                "audit start --cut 1 --share 5%",
                "audit start --cut -1000000",
                "audit start --source-cut 9=1",
                "audit start --share 10% --samples 0",
                "audit judge maybe",
                "audit judge",
                "audit more",
                "audit report --audit nonsense",
                "report --rank best",
                "report --group size",
                "report --rank agreement --voters nobody",
                "report --rank agreement --voters run:99",
                "report --dataset 9")) {
            List<Object> arguments = new ArrayList<>(List.of((Object[]) line.split(" ", -1)));
            arguments.addAll(List.of("--json", "-w", workspace));

            Shell.Result result = shell.run(arguments.toArray());

            assertEquals(2, result.code(), line + ": " + result.out() + result.err());
            assertFalse(result.json().path("error").asText().isBlank(), line);
        }
    }

    @Test
    void withoutScoresOrAuditsOneSentenceSaysWhatToDo() {
        Shell.Result start = shell.run("audit", "start", "--cut", "1", "-w", workspace);
        Shell.Result report = shell.run("audit", "report", "-w", workspace);
        Shell.Result truth = shell.run("report", "--truth", "none.json", "-w", workspace);

        assertEquals(List.of(1, 1, 1), List.of(start.code(), report.code(), truth.code()));
        assertTrue(start.err().contains("winnow score"), start.err());
        assertTrue(report.err().contains("winnow audit start"), report.err());
        assertTrue(truth.err().contains("Nothing was scored yet"), truth.err());
    }
}
