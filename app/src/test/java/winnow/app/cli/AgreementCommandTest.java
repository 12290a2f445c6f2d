package winnow.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two annotators vote and decide on a real file, and are compared. */
class AgreementCommandTest {

    private static final Path PAIRS = Path.of("../store/src/test/resources/formats/llmbar/Natural.first30.json");

    @TempDir
    Path folder;

    private Shell shell;
    private Path workspace;

    @BeforeEach
    void open() {
        shell = new Shell(folder.resolve("home"));
        workspace = folder.resolve("w.winnow");
        ok("import", PAIRS, "-w", workspace);
    }

    @Test
    void twoAnnotatorsAreCompared() {
        for (String who : List.of("kim", "lee")) {
            ok("pairs", "vote", 0, "a-much", "--annotator", who, "-w", workspace);
            ok("pairs", "vote", 1, "b", "--annotator", who, "-w", workspace);
        }
        ok("pairs", "vote", 2, "a", "--annotator", "kim", "-w", workspace);
        ok("pairs", "vote", 2, "b", "--annotator", "lee", "-w", workspace);
        ok("pairs", "vote", 3, "tie", "--annotator", "kim", "-w", workspace);

        JsonNode json = ok("agreement", "-w", workspace, "--json").json();

        assertTrue(json.get("accuracy").isNull(), json.toString()); // nothing was scored
        assertTrue(json.at("/intervals/accuracy").isNull(), json.toString());
        assertEquals(7, json.get("votes").asInt());
        assertEquals(6, json.get("unscored").asInt());
        assertEquals(1, json.get("ties").asInt());
        // of three pairs two the same; by chance 2/3 * 1/3 + 1/3 * 2/3 = 4/9, so (6/9 - 4/9) / (5/9)
        assertEquals(0.4, json.get("kappa").asDouble(), 1e-6);
        // observed 2/6; expected 1 - (3 * 2 + 3 * 2) / (6 * 5) = 18/30; 1 - 10/18
        assertEquals(0.444444, json.get("alpha").asDouble(), 1e-6);
        assertEquals(2, json.at("/intervals/kappa").size());
        assertEquals("cohen", json.at("/annotators/votes/kappa_of").asText());
        assertEquals(66.6667, json.at("/annotators/votes/same").asDouble(), 1e-9);
        assertEquals(50, json.at("/order/left_wins").asDouble(), 1e-9);
        assertEquals(30, json.at("/label/pairs").asInt());
        assertEquals("Natural.first30", json.at("/sources/0/name").asText());
        assertEquals(1, json.get("notes").size());
        String text = ok("agreement", "-w", workspace).out();
        assertTrue(text.contains("0.400 ("), text);
        assertTrue(text.contains("Nothing to hold against the model"), text);
    }

    @Test
    void verdictsAloneAreComparedToo() {
        ok("decide", "", "--verdict", "keep", "--annotator", "kim", "-w", workspace);
        ok("decide", "", "--verdict", "prune", "--annotator", "lee", "-w", workspace);

        JsonNode json = ok("agreement", "-w", workspace, "--json").json();

        assertEquals(60, json.at("/annotators/verdicts/things").asInt());
        assertEquals(0, json.at("/annotators/verdicts/same").asDouble());
        assertEquals(0, json.get("kappa").asDouble(), 1e-9); // as much as by chance: each always says the same
        // observed 1; expected 1 - 2 * (60 * 59) / (120 * 119) = 60/119
        assertEquals(1 - 119 / 60.0, json.get("alpha").asDouble(), 1e-6);
    }

    @Test
    void nothingToCompareIsOneSentence() {
        Shell.Result result = ok("agreement", "-w", workspace);
        JsonNode json = ok("agreement", "-w", workspace, "--json").json();

        assertEquals(1, result.out().lines().count(), result.out());
        assertTrue(result.out().startsWith("Nothing to compare: no pair was voted on"), result.out());
        for (String key : List.of("accuracy", "kappa", "alpha")) {
            assertTrue(json.get(key).isNull(), json.toString());
            assertTrue(json.at("/intervals/" + key).isNull(), json.toString());
        }
        assertEquals(1, json.get("notes").size());
    }

    @Test
    void aDatasetOrRunThatIsNotThereIsWrongUsage() {
        refused("There is no dataset 9", "--dataset", 9);
        refused("There is no run 9", "--run", 9);
        refused("must be a whole number", "--run", "first");
    }

    private void refused(String sentence, Object option, Object value) {
        Shell.Result result = shell.run("agreement", option, value, "-w", workspace);

        assertEquals(Answer.USAGE, result.code(), result.err());
        assertTrue(result.err().contains(sentence), result.err());
        assertEquals("", result.out());
    }

    private Shell.Result ok(Object... command) {
        Shell.Result result = shell.run(command);
        assertEquals(Answer.DONE, result.code(), result.err());
        return result;
    }
}
