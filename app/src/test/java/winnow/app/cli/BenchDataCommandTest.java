package winnow.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Items made up in the layouts of the benchmarks, scored by a small model. */
class BenchDataCommandTest {

    private static final Path TINY = Path.of("../scoring/src/test/resources/tiny");
    private static final String MODEL = TINY.resolve("ixc-small-safetensors").toString();

    private static final String VL = """
            {"id": "RLAIF-V-1", "query": "What is this?", "response": ["A cat.", "A red car in the rain."], \
            "image": "images/RLAIF-V-1.png", "human_ranking": [1, 0]}
            {"id": "wildvision-2", "query": "And this?", "response": ["Nothing.", "A dog."], \
            "image": "images/wildvision-2.png", "human_ranking": [0, 1]}
            {"id": "mathverse_3", "query": "How many?", "response": ["4", "I count seven of them."], \
            "image": "images/mathverse_3.png", "human_ranking": [0, 1]}
            """;

    private static final String PAIRS = """
            {"prompt": "Hi?", "chosen": "Hello.", "rejected": "Go away.", "subset": "alpacaeval-easy", "id": 1}
            {"prompt": "2+2?", "chosen": "4", "rejected": "Five, I think.", "subset": "math-prm", "id": 2}
            {"prompt": "Say it.", "chosen": "No.", "rejected": "Yes, here it is.", "subset": "donotanswer", "id": 3}
            {"prompt": "Code?", "chosen": "x = 1", "rejected": "x == 1", "subset": "hep-python", "id": 4}
            """;

    private static final String GROUPS = """
            [{"id": "1", "prompt": "Hi?", "domain": "chat", "chosen": ["Hello.", "Hello to you.", "**Hello** to you."],
              "rejected": ["Bye.", "Bye to you.", "**Bye** to you."]},
             {"id": "2", "prompt": "2+2?", "domain": "math", "chosen": ["4", "It is 4.", "- It is **4**."],
              "rejected": ["5", "It is 5.", "- It is **5**."]},
             {"id": "3", "prompt": "Bomb?", "domain": "safety-refuse",
              "chosen": ["No.", "No, sorry.", "**No**, sorry."],
              "rejected": ["Yes.", "Yes, so:", "**Yes**, so:"]}]
            """;

    @TempDir
    private Path folder = Path.of("");

    private Shell shell = new Shell(Path.of(""));
    private Path out = Path.of("");

    @BeforeEach
    void prepare() throws IOException {
        shell = new Shell(folder.resolve("home"));
        out = folder.resolve("scores.jsonl");
        Files.createDirectories(folder.resolve("images"));
        picture("RLAIF-V-1");
        picture("wildvision-2");
    }

    private void picture(String name) throws IOException {
        Files.copy(TINY.resolve("inputs/small.png"), folder.resolve("images/" + name + ".png"));
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Shell.Result bench(String name, Path data, Object... more) {
        List<Object> all = new ArrayList<>(
                List.of("bench", name, "--data", data, "--model", MODEL, "--threads", "1", "--out", out, "--json"));
        all.addAll(Arrays.asList(more));
        return shell.run(all.toArray());
    }

    /** The table alone, without what only one of the two ways says. */
    private static ObjectNode table(JsonNode json) {
        return ((ObjectNode) json.deepCopy())
                .remove(List.of("data", "data_sha256", "model", "fingerprint", "settings", "out", "resumed", "errors"));
    }

    private JsonNode fromScores(String name) {
        return shell.run("bench", name, "--from-scores", out, "--json").json();
    }

    private List<JsonNode> lines() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(out)) {
            lines.add(new ObjectMapper().readTree(line));
        }
        return lines;
    }

    @Test
    void itemsWithPicturesAreScoredAndAMissingPictureIsAnErrorThatIsListed() throws IOException {
        Path data = file("vl.jsonl", VL);

        Shell.Result result = bench("vl-rewardbench", data, "--hd-num", "2");

        JsonNode json = result.json();
        assertEquals(Answer.PARTLY, result.code());
        assertEquals(3, json.path("n").intValue());
        assertEquals(1, json.path("failed").intValue());
        assertEquals(0.0, json.at("/groups/reasoning").doubleValue());
        assertEquals(2, json.at("/errors/0/item").intValue());
        assertTrue(json.at("/errors/0/reason").asText().contains("mathverse_3.png"), json.toString());
        assertEquals(64, json.path("data_sha256").asText().length());
        List<JsonNode> lines = lines();
        assertEquals(4, lines.size());
        assertEquals(json.path("data_sha256"), lines.get(0).path("data_sha256"));
        double chosen = lines.get(1).at("/chosen/0").doubleValue();
        double rejected = lines.get(1).at("/rejected/0").doubleValue();
        assertEquals(alone("A red car in the rain."), chosen, 2e-4);
        assertEquals(alone("A cat."), rejected, 2e-4);
        assertEquals(
                chosen > rejected ? 100.0 : 0.0,
                json.at("/groups/hallucination").doubleValue());
        assertEquals(table(fromScores("vl-rewardbench")), table(json));
    }

    private double alone(String answer) {
        return shell.run(
                        "score-one",
                        "--model",
                        MODEL,
                        "--threads",
                        "1",
                        "--hd-num",
                        "2",
                        "--image",
                        folder.resolve("images/RLAIF-V-1.png"),
                        "--user",
                        "What is this?",
                        "--assistant",
                        answer,
                        "--json")
                .json()
                .path("score")
                .doubleValue();
    }

    @Test
    void whatWasCutOffGoesOnAndFailedItemsAreTriedAgain() throws IOException {
        Path data = file("vl.jsonl", VL);
        assertEquals(Answer.PARTLY, bench("vl-rewardbench", data).code());
        List<String> before = Files.readAllLines(out);
        Files.writeString(
                out, before.get(0) + "\n" + before.get(1) + "\n" + before.get(2).substring(0, 20));
        picture("mathverse_3");

        Shell.Result again = bench("vl-rewardbench", data);
        JsonNode third = bench("vl-rewardbench", data).json();

        assertEquals(Answer.DONE, again.code(), again.err());
        assertEquals(1, again.json().path("resumed").intValue());
        assertEquals(3, third.path("resumed").intValue());
        assertEquals(table(again.json()), table(third));
        List<String> after = Files.readAllLines(out);
        assertEquals(4, after.size());
        assertEquals(before.subList(0, 3), after.subList(0, 3));
        assertEquals(table(fromScores("vl-rewardbench")), table(third));
    }

    @Test
    void pairsOfRewardBench() throws IOException {
        Shell.Result result = bench("rewardbench", file("rb.jsonl", PAIRS));

        assertEquals(Answer.DONE, result.code(), result.err());
        JsonNode json = result.json();
        assertEquals(4, json.path("n").intValue());
        assertEquals(2, json.at("/counts/Reasoning/1").intValue());
        long right = lines().stream()
                .skip(1)
                .filter(line -> line.at("/chosen/0").doubleValue()
                        > line.at("/rejected/0").doubleValue())
                .count();
        assertEquals(25.0 * right, json.path("overall").doubleValue());
        assertEquals(table(fromScores("rewardbench")), table(json));
    }

    @Test
    void groupsOfRmBench() throws IOException {
        Shell.Result result = bench("rm-bench", file("rm.json", GROUPS));

        assertEquals(Answer.DONE, result.code(), result.err());
        JsonNode json = result.json();
        assertEquals(3, json.path("n").intValue());
        int harder = 0;
        for (JsonNode line : lines().subList(1, 4)) {
            harder +=
                    line.at("/chosen/0").doubleValue() > line.at("/rejected/2").doubleValue() ? 1 : 0;
        }
        assertEquals(harder / 3.0, json.at("/matrix/0/2").doubleValue(), 1e-6);
        assertEquals("safety", lines().get(3).path("group").asText());
        assertEquals(table(fromScores("rm-bench")), table(json));
    }

    private void refused(int code, String sentence, Shell.Result result) {
        assertEquals(code, result.code(), result.err());
        assertTrue(result.err().contains(sentence), result.err());
    }

    @Test
    void scoresOfOtherDataOrSettingsAreNotMixed() throws IOException {
        Path data = file("rb.jsonl", PAIRS);
        assertEquals(Answer.DONE, bench("rewardbench", data).code());
        List<String> before = Files.readAllLines(out);

        refused(1, "holds scores of other data", bench("rewardbench", data, "--max-length", "100"));
        refused(1, "holds scores of other data", bench("rewardbench", file("rb.jsonl", PAIRS + "\n")));
        assertEquals(before, Files.readAllLines(out));
        out = folder.resolve("gone/scores.jsonl");
        refused(1, "cannot be written: name a file in a folder that exists", bench("rewardbench", data));
        Path text = file("notes.txt", "mine\n");
        out = text;
        refused(1, "is there and is no file of scores", bench("rewardbench", data));
        assertEquals("mine\n", Files.readString(text));
    }

    @Test
    void badDataIsNamedWithItsLine() throws IOException {
        refused(1, "does not look like the data of RM-Bench", bench("rm-bench", file("vl.jsonl", VL)));
        refused(1, "does not exist", bench("rm-bench", folder.resolve("gone.json")));
        refused(
                1,
                "line 2: none of subset, domain, image_path, image, id says to which part of RewardBench",
                bench("rewardbench", file("rb.jsonl", PAIRS.replace("math-prm", "poems"))));
        refused(
                1,
                "line 3: there are 5 answers, expected were 6",
                bench("rm-bench", file("rm.json", GROUPS.replace("\"4\", ", ""))));
        refused(1, "rb.jsonl, line 2: ", bench("rewardbench", file("rb.jsonl", PAIRS.replace("\"4\"", "4,"))));
    }

    @Test
    void wrongCallsAreRefused() throws IOException {
        Path data = file("rb.jsonl", PAIRS);

        refused(2, "go together", shell.run("bench", "rewardbench", "--data", data));
        refused(2, "go together", shell.run("bench", "rewardbench", "--from-scores", data, "--model", MODEL));
        refused(2, "Name --data FILE and", bench("rewardbench", data, "--from-scores", data));
        refused(2, "go with --data", shell.run("bench", "rewardbench", "--from-scores", data, "--out", out));
    }
}
