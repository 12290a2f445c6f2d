package winnow.scoring.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every figure recomputed from the published results of IXC-2.5-Reward, and what its paper prints. */
class PublishedResultsTest {

    private static final Path FOLDER = Path.of("src/test/resources/benchmarks");
    private static final double LAST_DIGIT = 5.1e-5;

    private static JsonNode expected(String benchmark) throws IOException {
        return new ObjectMapper()
                .readTree(FOLDER.resolve("expected.json").toFile())
                .path(benchmark);
    }

    private static BenchmarkTable table(String file, Benchmark benchmark) throws IOException {
        return BenchmarkTable.of(ResultFile.read(FOLDER.resolve(file), benchmark));
    }

    private static void check(JsonNode expected, double share) {
        assertTrue(expected.isNumber(), "nothing is expected");
        assertEquals(expected.doubleValue(), 100 * share, LAST_DIGIT);
    }

    private static Figure group(BenchmarkTable table, String name) {
        return Optional.ofNullable(table.groups().get(name)).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"vl_rewardbench.results.json", "vl_rewardbench.csv", "vl_rewardbench_groups.csv"})
    void vlRewardBench(String file) throws IOException {
        JsonNode expected = expected("vl_rewardbench");

        BenchmarkTable table = table(file, Benchmark.VL_REWARDBENCH);

        check(expected.path("overall"), table.overall().share());
        check(expected.path("macro"), table.macro().share());
        assertEquals(
                List.of("general", "hallucination", "reasoning"),
                List.copyOf(table.groups().keySet()));
        for (String name : table.groups().keySet()) {
            Figure figure = group(table, name);
            check(expected.path(name), figure.share());
            assertEquals(expected.path("counts").path(name).path(0).intValue(), figure.right());
            assertEquals(expected.path("counts").path(name).path(1).intValue(), figure.items());
        }
        assertEquals(
                expected.path("counts").path("all").path(0).intValue(),
                table.overall().right());
        assertEquals(
                expected.path("counts").path("all").path(1).intValue(),
                table.size().n());
        assertEquals(0, table.size().lost());
    }

    @ParameterizedTest
    @ValueSource(strings = {"reward_bench.results.json", "reward_bench.csv"})
    void rewardBench(String file) throws IOException {
        JsonNode expected = expected("reward_bench");

        Results results = ResultFile.read(FOLDER.resolve(file), Benchmark.REWARDBENCH);
        BenchmarkTable table = BenchmarkTable.of(results);

        check(expected.path("all"), table.overall().share());
        check(expected.path("mean_of_sections"), table.macro().share());
        for (String name : List.of("Chat", "Chat Hard", "Safety", "Reasoning")) {
            check(expected.path(name), group(table, name).share());
        }
        assertEquals(expected.path("rows_recovered").intValue(), table.size().n());
        assertEquals(
                expected.path("rows_lost_at_start").intValue(), table.size().lost());
        assertEquals(Map.of("Chat", 47L), results.lost());
        assertTrue(results.note().contains("47 of 2985 items"), results.note());
        BenchmarkTable.Range chat =
                Optional.ofNullable(table.possible().get("Chat")).orElseThrow();
        assertEquals(281 / 358.0, chat.low(), 1e-12); // SPEC 13: 78.5 to 91.6 are possible
        assertEquals(328 / 358.0, chat.high(), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rm_bench.results.json", "rm_bench.csv"})
    void rmBench(String file) throws IOException {
        JsonNode expected = expected("rm_bench");

        BenchmarkTable table = table(file, Benchmark.RM_BENCH);

        for (String name : List.of("easy", "normal", "hard")) {
            check(expected.path("all").path(name), group(table, name).share());
        }
        check(expected.path("all").path("avg"), table.overall().share());
        assertEquals(
                List.of("chat", "code", "math", "safety"),
                List.copyOf(table.domains().keySet()));
        table.domains().forEach((domain, figures) -> {
            assertEquals(List.of("easy", "normal", "hard", "avg"), List.copyOf(figures.keySet()));
            figures.forEach((name, figure) -> check(expected.path(domain).path(name), figure.share()));
            check(expected.path(domain).path("avg"), group(table, domain).share());
        });
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double wanted = expected.path("matrix").path(i).path(j).doubleValue();
                assertEquals(wanted, table.matrix().get(i).get(j), 5.1e-7);
            }
        }
        assertEquals(66.7, 100 * table.macro().share(), 0.051); // SPEC 13: averaged over domains
        assertEquals(1327, table.size().n());
        assertEquals(0, table.size().lost());
    }

    @ParameterizedTest
    @ValueSource(strings = {"vl_rewardbench", "reward_bench", "rm_bench"})
    void besideThemStandsWhatThePaperPrints(String name) throws IOException {
        Benchmark benchmark = Benchmark.of(name.replace("vl_", "vl-")
                        .replace("reward_b", "rewardb")
                        .replace("rm_", "rm-"))
                .orElseThrow();

        Map<String, Double> paper = benchmark.paper();

        JsonNode expected = expected(name).path("paper");
        assertEquals(expected.size(), paper.size());
        expected.properties().forEach(each -> {
            String key = List.of("all", "avg").contains(each.getKey()) ? BenchmarkTable.OVERALL : each.getKey();
            assertEquals(each.getValue().doubleValue(), paper.get(key), key);
        });
    }
}
