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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Battles of three models, scored once by a small model: what votes make of margins, and of models. Four of five
 * battles of each two models are won by the first of red, green and blue; then a tie and one with two bad answers.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PreferenceCommandsTest {

    private static final Path MODEL = Path.of("../scoring/src/test/resources/tiny/ixc-small-safetensors");
    private static final Path PAIRS = Path.of("../store/src/test/resources/formats/llmbar/Natural.first30.json");
    private static final List<String> MODELS = List.of("red", "green", "blue");
    private static final int VOTES = 24;

    private Path folder = Path.of("");
    private Shell shell = new Shell(Path.of(""));
    private Path workspace = Path.of("");

    @BeforeAll
    void open(@TempDir Path temporary) throws IOException {
        folder = temporary;
        shell = new Shell(folder.resolve("home"));
        workspace = folder.resolve("w.winnow");
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            lines.add(battle(i / 10, i, i % 5 < 4 ? "model_a" : "model_b"));
        }
        lines.add(battle(0, 30, "tie"));
        lines.add(battle(1, 31, "tie (bothbad)"));
        ok("import", Files.write(folder.resolve("battles.jsonl"), lines), "-w", workspace);
    }

    private static String battle(int two, int number, String winner) {
        String a = MODELS.get(two == 2 ? 1 : 0);
        String b = MODELS.get(two == 0 ? 1 : 2);
        String turns = "[{\"role\": \"user\", \"content\": \"Say %d.\"}, {\"role\": \"assistant\", \"content\":"
                + " \"%s %d%s\"}]";
        return "{\"question_id\": \"q%d\", \"model_a\": \"%s\", \"model_b\": \"%s\", \"winner\": \"%s\","
                        .formatted(number, a, b, winner)
                + " \"conversation_a\": " + turns.formatted(number, a, number, " ".repeat(number % 7) + "!")
                + ", \"conversation_b\": " + turns.formatted(number, b, number, "") + "}";
    }

    @Test
    @Order(1)
    void modelsAreComparedByWhatTheFileSays() {
        JsonNode json = ok("leaderboard", "-w", workspace, "--json").json();

        assertEquals("labels", json.path("from").asText()); // nobody voted
        assertEquals(32, json.path("comparisons").asInt());
        assertEquals(1, json.path("both_bad").asInt());
        assertEquals("red", json.at("/models/0/model").asText());
        assertEquals(16, json.at("/models/0/wins").asInt());
        assertEquals(1, json.at("/models/0/ties").asInt());
        assertEquals(1, json.at("/models/0/both_bad").asInt());
        assertEquals(100 * 16.5 / 21, json.at("/models/0/win_share").asDouble(), 1e-4);
        assertEquals("blue", json.at("/models/2/model").asText());
        double sum = 0;
        for (JsonNode model : json.path("models")) {
            sum += model.path("strength").asDouble();
            assertTrue(
                    model.at("/interval/0").asDouble() < model.path("strength").asDouble());
        }
        assertEquals(0, sum, 1e-9);
        assertTrue(json.path("tie_rate").asDouble() > 0);
        assertEquals(6, json.path("matrix").size());
        assertEquals(8, json.at("/matrix/0/wins").asInt());
        String text =
                ok("leaderboard", "-w", workspace, "--intervals", "bootstrap").out();
        assertTrue(text.contains("prompts drawn again, 500 times"), text);
        assertTrue(text.contains("32 comparisons by labels, 1 of them both bad."), text);
    }

    @Test
    @Order(2)
    void whatIsMissingIsSaidInOneSentence() {
        failed("Nothing was scored yet, so no reward says", "leaderboard", "--from", "reward");
        failed("Nothing was scored yet, so there are no rewards", "calibrate");
        refused("must be votes or labels or reward", "leaderboard", "--from", "file");
        refused("must be length or style", "leaderboard", "--covariates", "size");
        refused("must be sandwich or bootstrap", "leaderboard", "--intervals", "none");
        refused("must be auto, temperature or isotonic", "calibrate", "--method", "platt");
        refused("There is no run 9", "calibrate", "--run", "9");
        refused("A name is empty.", "calibrate", "--name", " ");
        String none = ok("leaderboard", "--from", "votes", "-w", workspace).out();
        assertTrue(none.contains("Nothing to compare: nothing says which answer is better."), none);
        Path other = folder.resolve("other.winnow");
        ok("import", PAIRS, "-w", other);
        String unnamed = ok("leaderboard", "-w", other).out();
        assertTrue(unnamed.startsWith("Nothing to compare: no record names the models"), unnamed);
        assertEquals(
                "No calibration yet. Vote on pairs, then: winnow calibrate",
                ok("calibrate", "--list", "-w", workspace).out().strip());
    }

    @Test
    @Order(3)
    void rewardsPutModelsInOrderToo() {
        ok("score", "--model", MODEL, "--threads", "1", "-w", workspace);

        JsonNode json =
                ok("leaderboard", "--from", "reward", "-w", workspace, "--json").json();
        JsonNode told = ok(
                        "leaderboard", "--from", "labels", "--covariates", "length,length", "-w", workspace, "--json")
                .json();

        assertEquals(32, json.path("comparisons").asInt());
        assertEquals(0, json.path("both_bad").asInt());
        assertEquals(1, json.path("run").asInt());
        assertEquals(1, told.path("covariates").size());
        assertEquals(2, told.at("/covariates/0/interval").size());
    }

    @Test
    @Order(4)
    void votesMakeProbabilitiesOfMarginsAndPutModelsInOrder() {
        failed("there are 0. Vote on more pairs", "calibrate");
        for (int i = 0; i < VOTES; i++) {
            ok("pairs", "vote", i, i % 6 == 5 ? "b" : "a", "--annotator", "kim", "-w", workspace);
        }
        ok("pairs", "vote", VOTES, "both-bad", "--annotator", "kim", "-w", workspace);

        JsonNode json = ok("calibrate", "--author", "kim", "--annotator", "lee", "-w", workspace, "--json")
                .json();

        assertEquals(VOTES, json.path("n").asInt());
        assertEquals(1, json.path("both_bad").asInt());
        assertEquals("battles: 24 votes of kim", json.path("name").asText());
        assertEquals("log loss on votes held out", json.path("chosen_by").asText());
        for (String when : List.of("before", "after")) {
            JsonNode worth = json.path(when);
            assertTrue(worth.path("log_loss").asDouble() > 0, json.toString());
            assertTrue(worth.path("brier").asDouble() < 1, json.toString());
            int votes = 0;
            for (JsonNode bin : worth.path("reliability")) {
                votes += bin.path("n").asInt();
                assertTrue(
                        bin.at("/interval/0").asDouble() <= bin.path("observed").asDouble());
            }
            assertEquals(VOTES, votes);
        }
        JsonNode kept =
                ok("calibrate", "--list", "-w", workspace, "--json").json().at("/calibrations/0");
        assertEquals(json.path("calibration"), kept.path("calibration"));
        assertEquals("lee", kept.path("annotator").asText());
        assertEquals(64, kept.path("votes_sha256").asText().length());
        JsonNode board = ok("leaderboard", "-w", workspace, "--json").json();
        assertEquals("votes", board.path("from").asText());
        assertEquals(VOTES + 1, board.path("comparisons").asInt());
    }

    @Test
    @Order(5)
    void pairsAreBuiltByProbability() throws IOException {
        Path half = folder.resolve("half.jsonl");
        JsonNode all = ok(
                        "pairs",
                        "build",
                        "--from",
                        "reward",
                        "--min-probability",
                        "50%",
                        "--out",
                        half,
                        "-w",
                        workspace,
                        "--json")
                .json();
        JsonNode none = ok(
                        "pairs",
                        "build",
                        "--from",
                        "reward",
                        "--min-probability",
                        "99.9%",
                        "--out",
                        folder.resolve("none.jsonl"),
                        "-w",
                        workspace,
                        "--json")
                .json();

        assertFalse(Files.readString(half).isEmpty());
        assertEquals(
                all.path("pairs").asInt(), none.at("/dropped/below_probability").asInt());
        refused(
                "must be a share above 0% and below 100%",
                "pairs", "build", "--from", "reward", "--out", half, "--min-probability", "1.5");
        ok("calibrate", "--method", "isotonic", "--name", "steps", "-w", workspace);
        String list = ok("calibrate", "--list", "-w", workspace).out();
        assertTrue(list.contains("steps") && list.contains("isotonic"), list);
    }

    private void failed(String sentence, Object... command) {
        Shell.Result result = shell.run(with(command));

        assertEquals(Answer.FAILED, result.code(), result.err());
        assertTrue(result.err().contains(sentence), result.err());
    }

    private void refused(String sentence, Object... command) {
        Shell.Result result = shell.run(with(command));

        assertEquals(Answer.USAGE, result.code(), result.err());
        assertTrue(result.err().contains(sentence), result.err());
        assertEquals("", result.out());
    }

    private Object[] with(Object... command) {
        List<Object> all = new ArrayList<>(List.of(command));
        all.addAll(List.of("-w", workspace));
        return all.toArray();
    }

    private Shell.Result ok(Object... command) {
        Shell.Result result = shell.run(command);
        assertEquals(Answer.DONE, result.code(), result.err());
        return result;
    }
}
