package winnow.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

/** Scores of another program, as a run: by name, by position, and what is no number. */
class ImportScoresCommandTest {

    private static final Path PAIRS = Path.of("../store/src/test/resources/formats/llmbar/Natural.first30.json");

    private Path folder = Path.of("");
    private Shell shell = new Shell(Path.of(""));
    private Path workspace = Path.of("");

    @BeforeEach
    void open(@TempDir Path temporary) throws IOException {
        folder = temporary;
        shell = new Shell(folder.resolve("home"));
        workspace = folder.resolve("w.winnow");
        List<String> lines = new ArrayList<>();
        for (String id : List.of("a", "b", "c", "d", "twice", "twice")) {
            lines.add(("{\"id\": \"%s\", \"image\": \"x.jpg\", \"conversations\": [{\"from\": \"human\", \"value\":"
                            + " \"<image>\\nWhat is it?\"}, {\"from\": \"gpt\", \"value\": \"A bus, number %d.\"}]}")
                    .formatted(id, lines.size()));
        }
        assertEquals(
                0,
                run("import", Files.write(folder.resolve("talks.jsonl"), lines)).code());
    }

    @Test
    void idsFindTheirRecordsAndWhatIsNoNumberIsListed() throws IOException {
        Path scores = write(
                "other.jsonl",
                "{\"id\": \"a\", \"score\": 0.5}",
                "{\"id\": \"b\", \"score\": NaN}",
                "{\"id\": \"b\", \"score\": 1e400}",
                "{\"id\": \"c\", \"score\": \"-Infinity\"}",
                "{\"id\": \"d\", \"score\": \"-1.25\"}",
                "{\"id\": \"d\", \"score\": 3}",
                "{\"id\": \"nobody\", \"score\": 3}",
                "{\"id\": \"twice\", \"score\": 2}",
                "{\"score\": 3}");
        Shell.Result result = run("import-scores", scores, "--json");

        assertEquals(3, result.code());
        assertEquals(3, result.json().path("scored").asInt());
        List<String> failures = new ArrayList<>();
        result.json().path("failures").forEach(each -> failures.add(each.asText()));
        assertEquals(7, failures.size(), failures.toString());
        assertTrue(
                failures.stream().anyMatch(each -> each.startsWith("Line 2: The record is not valid JSON")),
                failures.toString());
        assertTrue(failures.contains("Line 3: The score is not a finite number: Infinity."), failures.toString());
        assertTrue(failures.contains("Line 4: The score is not a finite number: -Infinity."), failures.toString());
        assertTrue(failures.contains("Line 6: It scores what line 5 scored already; the first one counts."));
        assertTrue(failures.contains("Line 7: Dataset 1 has no such answer."));
        assertTrue(failures.contains(
                "Line 8: Record 5 has the same id as record 4, which took the score. Name them by" + " \"record\"."));

        JsonNode report = run("report", "--json").json();
        assertEquals(3, report.path("scored").asInt());
        assertEquals(2, report.path("failed").asInt()); // samples, not lines
        assertEquals(-1.25, report.path("lowest").path(0).path("reward").asDouble());
        assertEquals(
                3, run("import-scores", scores, "--json").json().path("scored").asInt());
        assertEquals(1, run("report", "--json").json().path("run").asInt(1)); // the same run again
    }

    @Test
    void theSheetOfAnExportComesBackAsItWas() throws IOException {
        Path scores = write("ours.csv", "record,candidate,reward", "0,0,1.5", "4,0,-2", "5,0,7");
        assertEquals(0, run("import-scores", scores, "--name", "judge").code());
        assertEquals(
                0,
                run("export", "--out", folder.resolve("out"), "--format", "csv").code());
        Path sheet;
        try (var files = Files.list(folder.resolve("out"))) {
            sheet = files.filter(file -> file.toString().endsWith(".csv"))
                    .findFirst()
                    .orElseThrow();
        }
        JsonNode again = run("import-scores", sheet, "--json").json();
        assertEquals(3, again.path("scored").asInt());
        assertEquals(3, again.path("failed").asInt()); // the rows without a reward
    }

    @Test
    void aRecordWithTwoAnswersMustBeSaid() throws IOException {
        assertEquals(0, run("import", PAIRS).code());
        Path scores = write(
                "pairs.jsonl", "{\"record\": 0, \"score\": 1}", "{\"record\": 1, \"candidate\": 1, \"score\": 2}");

        Shell.Result unsaid = run("import-scores", scores);
        assertEquals(2, unsaid.code());
        assertTrue(unsaid.err().contains("Say with --dataset whose scores these are: 1 talks, 2 "), unsaid.err());

        JsonNode said = run("import-scores", scores, "--dataset", 2, "--json").json();
        assertEquals(1, said.path("scored").asInt());
        assertEquals(
                "Line 1: Record 0 has 2 answers. Say which with \"candidate\".",
                said.path("failures").path(0).asText());
    }

    @Test
    void scoresAreToldFromSamplesAndAFileThatScoresNothingLeavesNoRun() throws IOException {
        Path scores = write("scores.jsonl", "{\"id\": \"x\", \"score\": 1}");

        Shell.Result imported = run("import", scores);
        assertTrue(imported.err().contains("winnow import-scores"), imported.err());
        Shell.Result nothing = run("import-scores", scores);
        assertEquals(1, nothing.code());
        assertTrue(nothing.err().contains("scores nothing of dataset 1 (talks). Line 1: "), nothing.err());
        assertEquals(0, run("report", "--json").json().path("scored").asInt());
    }

    private Path write(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines));
    }

    private Shell.Result run(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("-w", workspace));
        return shell.run(all.toArray());
    }
}
