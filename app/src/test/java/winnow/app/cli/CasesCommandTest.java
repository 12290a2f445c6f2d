package winnow.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Conversations and published cases on the command line, on the snapshots of the scoring module. */
class CasesCommandTest {

    private static final Path TINY = Path.of("../scoring/src/test/resources/tiny");
    private static final Path MODEL = TINY.resolve("ixc-small-safetensors");
    private static final Path CASES = TINY.resolve("goldens/small");
    private static final Path INPUTS = TINY.resolve("inputs");

    @TempDir
    private Path folder = Path.of("");

    private Shell shell = new Shell(Path.of(""));

    @BeforeEach
    void prepare() {
        shell = new Shell(folder.resolve("home"));
    }

    private Shell.Result cases(Path model, Path cases, Object... more) {
        Object[] all = {"--json", "score-cases", "--model", model, "--cases", cases, "--inputs", INPUTS, "--threads", 1
        };
        Object[] joined = Stream.concat(Arrays.stream(all), Arrays.stream(more)).toArray();
        return shell.run(joined);
    }

    private Path changed(String name, String key, Object value) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode json = (ObjectNode) mapper.readTree(CASES.resolve(name).toFile());
        json.set(key, mapper.valueToTree(value));
        Path cases = Files.createDirectories(folder.resolve("cases"));
        mapper.writeValue(cases.resolve(name).toFile(), json);
        return cases;
    }

    private static List<JsonNode> list(JsonNode json) {
        return StreamSupport.stream(json.spliterator(), false).toList();
    }

    @Test
    void everyCaseOfAFolderIsScoredAndCompared() {
        Shell.Result result = cases(MODEL, CASES);

        JsonNode json = result.json();
        assertEquals(0, result.code(), result.out());
        assertEquals(6, json.path("passed").intValue());
        assertEquals(0, json.path("failed").intValue());
        for (JsonNode one : list(json.path("cases"))) {
            assertTrue(one.path("expected").isArray() && one.path("got").isArray(), one.toString());
            assertTrue(one.path("pass").booleanValue(), one.toString());
            assertTrue(one.path("max_difference").doubleValue() <= 2e-4, one.toString());
        }
    }

    @Test
    void aCaseOfAnotherModelFails() throws IOException {
        JsonNode one = cases(MODEL, changed("text_single.json", "score", -3.9))
                .json()
                .path("cases")
                .path(0);

        assertFalse(one.path("pass").booleanValue());
        assertTrue(one.path("reason").asText().startsWith("Score 0 is off by"), one.toString());
    }

    @Test
    void aToleranceOfTheCallCountsMoreThanThatOfTheCases() throws IOException {
        Path cases = changed("text_single.json", "score", -1000.0);

        assertEquals(3, cases(MODEL, cases).code());
        assertEquals(0, cases(MODEL, cases, "--tolerance", 2000).code());
    }

    @Test
    void overridesOfTheConfigurationApplyToTheirCaseOnly() throws IOException {
        Path cases = changed("text_single.json", "config_overrides", Map.of("rope_theta", 5));
        Files.copy(CASES.resolve("text_unicode.json"), cases.resolve("text_unicode.json"));

        JsonNode json = cases(MODEL, cases).json();

        assertEquals(1, json.path("passed").intValue());
        assertEquals(
                "text_unicode",
                list(json.path("cases")).stream()
                        .filter(one -> one.path("pass").booleanValue())
                        .findFirst()
                        .orElseThrow()
                        .path("name")
                        .asText());
    }

    @Test
    void aMissingPictureCostsItsCaseOnly() throws IOException {
        Path cases = changed("img_small.json", "images", List.of(List.of("gone.png")));
        Files.copy(CASES.resolve("text_unicode.json"), cases.resolve("text_unicode.json"));

        Shell.Result result = cases(MODEL, cases);

        assertEquals(3, result.code());
        assertEquals(1, result.json().path("passed").intValue());
        assertTrue(result.out().contains("gone.png"), result.out());
    }

    @Test
    void aFolderWithoutCasesIsNamed() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));

        Shell.Result result = cases(MODEL, empty);

        assertEquals(1, result.code());
        assertTrue(result.err().contains("holds no case"), result.err());
    }

    @Test
    void aScoreAndItsRankAgree() throws IOException {
        Path file = Files.writeString(
                folder.resolve("talks.json"),
                "{\"conversations\": [" + talk("A small picture.") + "," + talk("No.") + "," + talk("A small picture.")
                        + "], \"images\": [[\"small.png\"], [\"small.png\"], [\"small.png\"]]}");

        JsonNode ranked = shell.run("--json", "rank", "--model", MODEL, "--conversations", file, "--media-root", INPUTS)
                .json();
        JsonNode one = shell.run(
                        "--json",
                        "score-one",
                        "--model",
                        MODEL,
                        "--image",
                        INPUTS.resolve("small.png"),
                        "--user",
                        "Describe the image.",
                        "--assistant",
                        "A small picture.")
                .json();

        assertEquals(
                one.path("score").doubleValue(), ranked.path("scores").path(0).doubleValue(), 1e-6);
        assertEquals(3, ranked.path("order").size());
        int first = ranked.path("order").path(0).intValue();
        assertTrue(first != 2, "equal scores keep their order: " + ranked);
        assertFalse(one.path("truncated").booleanValue());
        assertTrue(one.path("tokens").intValue() > 841);
        assertTrue(one.path("seconds").path("compute").isNumber());
    }

    private static String talk(String answer) {
        return "[{\"role\": \"user\", \"content\": \"Describe the image.\"}, {\"role\": \"assistant\", \"content\": \""
                + answer + "\"}]";
    }

    @Test
    void wrongConversationsAreRefusedWithTheirPlace() throws IOException {
        Path file = Files.writeString(
                folder.resolve("talk.json"), "[{\"role\": \"user\", \"content\": \"Hi\"}, {\"role\": \"bot\"}]");

        Shell.Result noText = shell.run("score-one", "--model", MODEL, "--conversation", file);
        Files.writeString(file, "[{\"role\": \"bot\", \"content\": \"Hi\"}]");
        Shell.Result noRole = shell.run("score-one", "--model", MODEL, "--conversation", file);

        assertEquals(1, noText.code());
        assertTrue(noText.err().contains("turn 1: \"content\" must be a text."), noText.err());
        assertTrue(noRole.err().contains("must be system, user or assistant, was \"bot\""), noRole.err());
        assertEquals(2, shell.run("score-one", "--model", MODEL, "--user", "Hi").code());
        assertEquals(2, shell.run("score-one", "--model", MODEL).code());
    }

    @Test
    void anAnswerIsExplainedWordByWordAndSentenceBySentence() {
        JsonNode json = shell.run(
                        "--json",
                        "explain",
                        "--model",
                        MODEL,
                        "--image",
                        INPUTS.resolve("small.png"),
                        "--user",
                        "Describe the image.",
                        "--assistant",
                        "A small picture. It shows a house.")
                .json();

        assertTrue(json.path("heuristic").booleanValue());
        assertTrue(json.path("score_without_media").isNumber(), json.toString());
        assertEquals(2, json.path("sentences").size());
        assertEquals(
                "A small picture.", json.path("sentences").path(0).path("text").asText());
        List<JsonNode> running = list(json.path("running"));
        assertTrue(running.size() > 5, json.toString());
        assertEquals(0, running.get(0).path("from").intValue());
        assertEquals(34, running.get(running.size() - 1).path("to").intValue());
    }

    @Test
    void aSampleOfTheWorkspaceIsExplained() throws IOException {
        Path data = Files.writeString(
                folder.resolve("data.json"),
                "[{\"conversations\": [{\"from\": \"human\", \"value\": \"Why?\"},"
                        + " {\"from\": \"gpt\", \"value\": \"Because. So it is.\"}]}]");
        Path workspace = folder.resolve("w.winnow");
        shell.run("-w", workspace, "import", data);

        Shell.Result known = shell.run("-w", workspace, "--json", "explain", "--model", MODEL, "--sample", 1);
        Shell.Result unknown = shell.run("-w", workspace, "explain", "--model", MODEL, "--sample", 77);

        assertEquals(2, known.json().path("sentences").size(), known.out());
        assertTrue(known.json().path("score_without_media").isNull(), known.out());
        assertEquals(2, unknown.code());
        assertTrue(unknown.err().contains("There is no sample 77"), unknown.err());
    }
}
