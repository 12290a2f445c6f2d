package winnow.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code plant} measures on a copy and leaves everything as it was. */
class PlantCommandTest {

    @TempDir
    private Path folder = Path.of("");

    private Shell shell = new Shell(Path.of(""));

    @BeforeEach
    void prepare() {
        shell = new Shell(folder.resolve("home"));
        Path world = folder.resolve("world");
        shell.run("demo-world", "--seed", 1, "--samples", 50, "--defects", "1%", "--out", world);
        shell.run("import", world.resolve("data.json"), "-w", workspace());
    }

    private Path workspace() {
        return folder.resolve("w.winnow");
    }

    private Shell.Result plant(Object... more) {
        Object[] first = {
            "--json", "plant", "--report", "--model", "default", "-w", workspace(), "--device", "cpu", "--threads", 1
        };
        Object[] all = new Object[first.length + more.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return shell.run(all);
    }

    @Test
    void everyKindIsMeasuredBesideWhatCostsNothing() throws IOException {
        byte[] before = Files.readAllBytes(folder.resolve("world/data.json"));

        Shell.Result result = plant("--samples", 42, "--defects", "50%", "--seed", 5);

        assertEquals(0, result.code(), result.out() + result.err());
        JsonNode json = result.json();
        assertEquals(42, json.path("samples").intValue());
        assertEquals(21, json.path("planted").intValue());
        assertEquals(42, json.path("scored").intValue());
        assertEquals(7, json.path("kinds").size());
        assertEquals(3, json.path("kinds").path("swapped_picture").path("n").intValue());
        for (JsonNode kind : json.path("kinds")) {
            assertEquals(3, kind.path("n").intValue());
            assertEquals(21, kind.path("clean").intValue());
            assertTrue(
                    kind.path("auroc").isDouble()
                            && kind.path("average_precision").isDouble()
                            && kind.path("precision_at").path("10").isDouble(),
                    kind.toString());
        }
        JsonNode baselines = json.path("baselines");
        assertEquals(3, baselines.size());
        assertEquals(1, baselines.at("/length/kinds/empty/auroc").doubleValue());
        assertEquals(0, baselines.at("/length/kinds/duplicate/auroc").doubleValue(), 0.25);
        assertEquals(0.5, baselines.at("/rules/kinds/swapped_picture/auroc").doubleValue(), 0.2);
        assertTrue(baselines.at("/rules/kinds/empty/auroc").doubleValue() > 0.9);
        assertTrue(baselines.at("/random/auroc").isDouble());
        assertEquals(
                0,
                shell.run("--json", "report", "-w", workspace())
                        .json()
                        .path("scored")
                        .intValue());
        assertEquals(before.length, Files.size(folder.resolve("world/data.json")));
    }

    @Test
    void theSameSeedGivesTheSameFigures() {
        JsonNode once = plant("--samples", 20).json();
        JsonNode again = plant("--samples", 20).json();

        assertEquals(once.path("kinds"), again.path("kinds"));
        assertEquals(once.path("baselines"), again.path("baselines"));
        assertKept(once, again);
    }

    /** Both reports can be listed, opened, and written down. */
    private void assertKept(JsonNode once, JsonNode again) {
        JsonNode listed = measured().json().path("reports");
        assertEquals(2, listed.size());
        assertEquals(again.path("report"), listed.get(0).path("id"), "the newest first");
        JsonNode shown = measured(once.path("report").asText().substring(0, 8)).json();
        assertEquals(once.path("kinds"), shown.path("kinds"));
        assertEquals(once.path("baselines"), shown.path("baselines"));
        assertEquals(7, shown.path("planted").intValue());
        Path csv = folder.resolve("figures.csv");
        assertEquals(again.path("report"), measured("--csv", csv).json().path("id"), "the last one");
        List<String> lines = lines(csv);
        assertEquals("ranking,kind,planted,clean,auroc,auroc_low,auroc_high,average_precision", head(lines.get(0)));
        assertEquals(1 + 4 * (1 + once.path("kinds").size()), lines.size());
        assertEquals(
                String.format(
                        Locale.ROOT, "model,all,7,13,%.6f", again.path("auroc").doubleValue()),
                String.join(",", List.of(lines.get(1).split(",", -1)).subList(0, 5)));
        Shell.Result unknown = measured("nothing");
        assertEquals(1, unknown.code());
        assertTrue(unknown.err().contains("No report nothing is kept"), unknown.err());
    }

    private Shell.Result measured(Object... more) {
        List<Object> all = new ArrayList<>(List.of("--json", "measured", "-w", workspace()));
        all.addAll(List.of(more));
        return shell.run(all.toArray());
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String head(String line) {
        return line.substring(0, line.indexOf(",precision_at"));
    }

    @Test
    void tooLittleToPlantIntoIsRefused() {
        Shell.Result none = plant("--samples", 3, "--defects", "1%");
        Shell.Result one = plant("--samples", 1);
        Shell.Result unknown = plant("--dataset", 9);

        assertEquals(1, none.code());
        assertTrue(none.err().contains("of 3 samples is none"), none.err());
        assertEquals(2, one.code());
        assertTrue(one.err().contains("--samples must be 2 or more"), one.err());
        assertEquals(2, unknown.code());
        assertTrue(unknown.err().contains("There is no dataset 9"), unknown.err());
    }
}
