package winnow.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.store.job.CancelToken;

class DemoCommandTest {

    private static final long SAMPLES = 400;
    private static final int PLANTED = 40;

    @TempDir
    private static Path folder = Path.of("");

    private static Shell.Result first = new Shell.Result(1, "", "");

    @BeforeAll
    static void runTheDemoOnce() {
        first = new Shell(folder.resolve("home")).run("demo", "--headless", "--json", "--out", folder.resolve("demo"));
    }

    @Test
    void theDemoScoresEverySample() {
        JsonNode report = first.json();

        assertEquals(0, first.code(), first.err());
        assertEquals(SAMPLES, report.get("samples").asLong());
        assertEquals(SAMPLES, report.get("scored").asLong());
        assertEquals(0, report.get("failed").asLong());
        assertTrue(report.get("seconds").asDouble() > 0);
        assertTrue(report.get("lowest").get(0).get("reward").isNumber());
        assertTrue(Files.isRegularFile(Path.of(report.get("workspace").asText())));
        assertFalse(first.err().contains(ScoreCommand.UNTRAINED), first.err());
        assertEquals(PLANTED, report.get("planted").asInt());
        assertTrue(report.get("found").asInt() >= PLANTED / 2, report.get("found")::toString);
    }

    @Test
    void runAgainTheDemoFindsEverythingAgain() {
        Shell shell = new Shell(folder.resolve("home"));

        JsonNode second = shell.run("demo", "--headless", "--json", "--out", folder.resolve("demo"))
                .json();

        assertEquals(first.json().get("lowest"), second.get("lowest"));
        assertEquals(SAMPLES, second.get("samples").asLong());
    }

    @Test
    void withADisplayTheWindowOpensOnTheDemo() {
        List<Path> opened = new ArrayList<>();
        Window window = workspace -> workspace.map(opened::add).orElse(false);
        Shell shell = new Shell(folder.resolve("home"), Map.of("DISPLAY", ":0"), window, new CancelToken());

        Shell.Result result = shell.run("demo", "--out", folder.resolve("demo"));

        assertEquals(0, result.code(), result.err());
        assertEquals(List.of(folder.resolve("demo").resolve("demo.winnow")), opened);
        assertTrue(result.out().contains(SAMPLES + " samples, " + SAMPLES + " scored"), result.out());
    }

    @Test
    void whenNoWindowOpensTheReportIsThereAnyway() {
        Shell shell = new Shell(folder.resolve("home"), Map.of("DISPLAY", ":0"), workspace -> false, new CancelToken());

        Shell.Result result = shell.run("demo", "--out", folder.resolve("demo"));

        assertEquals(0, result.code());
        assertTrue(result.out().contains("reward"), result.out());
    }

    @Test
    void theDoctorFindsAllThatIsNeeded() {
        Shell.Result result = new Shell(folder.resolve("home")).run("doctor", "--json");

        assertEquals(0, result.code(), result.out());
        assertTrue(result.json().get("ok").asBoolean());
        List<String> names = result.json().get("checks").findValuesAsText("name");
        assertTrue(
                names.containsAll(List.of("java", "engine", "database", "shipped model", "formats")), names::toString);
        assertFalse(result.json().get("checks").findValuesAsText("found").contains(""));
    }
}
