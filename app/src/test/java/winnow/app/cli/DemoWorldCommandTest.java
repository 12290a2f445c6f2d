package winnow.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code demo-world} makes what {@code import}, {@code score} and {@code report --truth} take. */
class DemoWorldCommandTest {

    @TempDir
    private Path folder = Path.of("");

    private Shell.Result make(String defects) {
        Shell shell = new Shell(folder.resolve("home"));
        return shell.run(
                "--json", "demo-world", "--seed", 4711, "--samples", 70, "--defects", defects, "--out", world());
    }

    private Path world() {
        return folder.resolve("world");
    }

    @Test
    void allRecordsAreImportedScoredAndMeasured() {
        Shell shell = new Shell(folder.resolve("home"));
        Path workspace = folder.resolve("w.winnow");

        JsonNode made = make("20%").json();
        JsonNode imported = shell.run("--json", "import", world().resolve("data.json"), "-w", workspace)
                .json();
        Shell.Result scored =
                shell.run("--json", "score", "--model", "default", "-w", workspace, "--device", "cpu", "--threads", 1);
        JsonNode report = shell.run("--json", "report", "--truth", world().resolve("truth.json"), "-w", workspace)
                .json();

        assertEquals(70, made.path("samples").intValue());
        assertEquals(12, made.path("defects").size());
        JsonNode dataset = imported.path("datasets").path(0);
        assertEquals(70, dataset.path("imported").intValue());
        assertEquals(0, dataset.path("rejected").intValue());
        assertEquals("llava-json", dataset.path("format").asText());
        assertEquals(0, scored.code(), scored.out() + scored.err());
        assertEquals(70, scored.json().path("scored").intValue());
        assertEquals(14, report.at("/truth/n").intValue());
        assertEquals(12, report.at("/truth/kinds").size());
    }

    @Test
    void everyTypeOfQuestionAndEveryKindOfMediaIsThere() throws IOException {
        make("20%");

        JsonNode data = new ObjectMapper().readTree(world().resolve("data.json").toFile());
        List<String> tasks = new ArrayList<>();
        int clips = 0;
        for (JsonNode record : data) {
            tasks.add(record.path("task").asText());
            clips += record.has("video") ? 1 : 0;
            String media = record.path(record.has("video") ? "video" : "image").asText();
            assertTrue(Files.size(world().resolve(media)) > 0, media);
        }
        assertEquals(
                List.of("color", "count", "listing", "motion", "sign"),
                tasks.stream().distinct().sorted().toList());
        assertTrue(clips >= 8, "clips " + clips);
    }

    @Test
    void whatMakesNoWorldIsRefused() {
        Shell.Result refused = make("10");

        assertEquals(2, refused.code());
        assertTrue(refused.err().contains("must be a share above 0% and below 100%"), refused.err());
    }
}
