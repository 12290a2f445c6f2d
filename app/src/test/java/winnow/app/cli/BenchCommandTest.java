package winnow.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCommandTest {

    private static final Path RESULTS = Path.of("../scoring/src/test/resources/benchmarks");

    @TempDir
    private Path home = Path.of("");

    private Shell.Result bench(Object... arguments) {
        Object[] all = new Object[arguments.length + 1];
        all[0] = "bench";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return new Shell(home).run(all);
    }

    @Test
    void figuresHaveTheDigitsOfTheReference() {
        JsonNode json = bench(
                        "vl-rewardbench", "--from-scores", RESULTS.resolve("vl_rewardbench.results.json"), "--json")
                .json();

        assertEquals("vl-rewardbench", json.path("benchmark").textValue());
        assertEquals(84.6995, json.path("groups").path("general").doubleValue());
        assertEquals(60.3471, json.path("groups").path("hallucination").doubleValue());
        assertEquals(62.8931, json.path("groups").path("reasoning").doubleValue());
        assertEquals(64.56, json.path("overall").doubleValue());
        assertEquals(69.3132, json.path("macro").doubleValue());
        assertEquals(1250, json.path("n").intValue());
        assertEquals(0, json.path("lost").intValue());
        assertEquals(65.8, json.path("paper").path("overall").doubleValue());
        assertTrue(json.path("intervals").path("general").path(0).doubleValue() < 84.6995);
    }

    @Test
    void whatTheModelGetsWrongIsWritten() throws IOException {
        Path out = home.resolve("wrong.jsonl");

        JsonNode json = bench(
                        "vl-rewardbench",
                        "--from-scores",
                        RESULTS.resolve("vl_rewardbench.results.json"),
                        "--disagreements",
                        out,
                        "--json")
                .json();

        List<String> lines = Files.readAllLines(out);
        assertEquals(443, lines.size()); // 1250 items, of which 64.56 % are right
        JsonNode first = new ObjectMapper().readTree(lines.get(0));
        assertTrue(
                first.path("item").isIntegralNumber() && first.path("section").isTextual(), lines.get(0));
        assertEquals(1, first.path("wrong").intValue());
        long counted = 0;
        for (JsonNode count : json.path("disagreements")) {
            counted += count.longValue();
        }
        assertEquals(443, counted);
        Shell.Result nowhere = bench(
                "vl-rewardbench",
                "--from-scores",
                RESULTS.resolve("vl_rewardbench.results.json"),
                "--disagreements",
                home.resolve("none").resolve("wrong.jsonl"));
        assertEquals(1, nowhere.code());
        assertTrue(nowhere.err().contains("name a file in a folder that exists"), nowhere.err());
    }

    @Test
    void theDamagedFileIsReadAndItsLossSaid() {
        Path file = RESULTS.resolve("reward_bench.results.json");

        JsonNode json = bench("rewardbench", "--from-scores", file, "--json").json();
        String lines = bench("rewardbench", "--from-scores", file).out();

        assertEquals(47, json.path("lost").intValue());
        assertEquals(2938, json.path("n").intValue());
        assertEquals(88.5636, json.path("overall").doubleValue());
        assertTrue(json.path("note").textValue().contains("47 of 2985 items are lost"));
        assertTrue(lines.contains("90.3537") && lines.contains("a tie is an error"), lines);
    }

    @Test
    void domainsAndMatrixOfRmBench() {
        JsonNode json = bench("rm-bench", "--from-scores", RESULTS.resolve("rm_bench.csv"), "--json")
                .json();

        assertEquals(68.7516, json.path("overall").doubleValue());
        assertEquals(47.4504, json.path("groups").path("hard").doubleValue());
        assertEquals(93.8776, json.path("domains").path("safety").path("avg").doubleValue());
        assertEquals(0.944989, json.path("matrix").path(2).path(0).doubleValue());
    }

    @Test
    void wrongCallsAreRefused() {
        assertEquals(Answer.USAGE, bench("other").code());
        assertEquals(Answer.USAGE, bench("rm-bench").code());
        Shell.Result other = bench("rm-bench", "--from-scores", RESULTS.resolve("reward_bench.csv"));
        assertEquals(Answer.FAILED, other.code());
        assertTrue(other.err().contains("holds results of RewardBench, not of RM-Bench"), other.err());
    }
}
