package winnow.scoring.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class BrokenResultsTest {

    private static final Path FOLDER = Path.of("src/test/resources/benchmarks");

    @TempDir
    private Path temporary = Path.of("");

    private static String text(String file) throws IOException {
        return Files.readString(FOLDER.resolve(file));
    }

    private static String message(Path file, Benchmark benchmark) {
        IOException problem = assertThrows(IOException.class, () -> ResultFile.read(file, benchmark));
        String message = String.valueOf(problem.getMessage());
        assertTrue(message.contains(file.getFileName().toString().replaceFirst("\\..*", "")), message);
        assertFalse(message.contains("Exception"), message);
        assertFalse(message.contains("\n"), message);
        return message;
    }

    private static Arguments change(String file, Benchmark of, UnaryOperator<String> change, String expected) {
        return Arguments.of(file, of, change, expected);
    }

    private static UnaryOperator<String> cut(double share) {
        return text -> text.substring(0, (int) (share * text.length()));
    }

    static Stream<Arguments> changes() {
        Benchmark vl = Benchmark.VL_REWARDBENCH;
        Benchmark pairs = Benchmark.REWARDBENCH;
        Benchmark styles = Benchmark.RM_BENCH;
        return Stream.of(
                change("rm_bench.results.json", styles, cut(0.7), "not valid JSON, or cut off there"),
                change("vl_rewardbench.results.json", vl, cut(0.5), "not valid JSON, or cut off there"),
                change("rm_bench.csv", styles, cut(0.5), "fields, but there are 8 columns"),
                change(
                        "rm_bench.csv",
                        styles,
                        t -> t.substring(0, t.indexOf("\n1000,")),
                        "has 1000 items, but RM-Bench"),
                change(
                        "reward_bench.csv",
                        pairs,
                        t -> t + "2985,x,Chat,1,2\n",
                        "has 2986 items, but RewardBench has 2985"),
                change("rm_bench.results.json", styles, t -> "[" + t.substring(t.indexOf("},") + 2), "has 1326 items"),
                change(
                        "rm_bench.results.json",
                        styles,
                        t -> t.replaceFirst("1\\.44921875", "NaN"),
                        "item 0: \"score_chosen\" is NaN"),
                change(
                        "rm_bench.results.json",
                        styles,
                        t -> t.replaceFirst("1\\.44921875", "\"1\""),
                        "item 0: \"score_chosen\" must hold numbers"),
                change(
                        "rm_bench.results.json",
                        styles,
                        t -> t.replaceFirst("1\\.44921875,", ""),
                        "item 0: \"score_chosen\" must be a list of 3"),
                change(
                        "rm_bench.csv",
                        styles,
                        t -> t.replaceFirst("1\\.44921875", "NaN"),
                        "line 2: chosen_concise is NaN"),
                change(
                        "rm_bench.csv",
                        styles,
                        t -> t.replaceFirst("1\\.44921875", "inf"),
                        "line 2: chosen_concise must be a number, was \"inf\""),
                change(
                        "rm_bench.csv",
                        styles,
                        t -> t.replaceFirst("1\\.44921875", ""),
                        "line 2: chosen_concise must be a number, was \"\""),
                change(
                        "rm_bench.csv",
                        styles,
                        t -> t.replaceFirst("0,chat", "0,sport"),
                        "line 2: RM-Bench has no domain \"sport\""),
                change(
                        "rm_bench.csv",
                        styles,
                        t -> t.replaceFirst("\n1,chat", "\n0,chat"),
                        "line 3: row must count each item once"),
                change("rm_bench.csv", styles, t -> t.replaceFirst("row,", "line,"), "Missing: row"),
                change("reward_bench.csv", pairs, t -> t.replaceFirst("section", "part"), "Missing: section"),
                change("reward_bench.csv", pairs, t -> t.replaceFirst("block", "note"), "Not known: note"),
                change(
                        "vl_rewardbench_groups.csv",
                        vl,
                        t -> t.replaceFirst(",1(\r?\n)", ",2$1"),
                        "must be 1 or 0, was \"2\""),
                change(
                        "vl_rewardbench_groups.csv",
                        vl,
                        t -> t.replaceFirst("\ngeneral,", "\nreasoning,"),
                        "general=182"),
                change("vl_rewardbench.csv", vl, t -> t, "Put broken_groups.csv with the columns"),
                change(
                        "vl_rewardbench.results.json",
                        vl,
                        t -> t.replaceFirst("\"out_general\"", "\"general\""),
                        "has 0 items under \"out_general\""),
                change("vl_rewardbench.results.json", vl, t -> t.replaceFirst("1,", "0,"), "contradicts itself"),
                change("rm_bench.results.json", pairs, t -> t, "holds results of RM-Bench, not of RewardBench"),
                change("rm_bench.results.json", vl, t -> t, "holds results of RM-Bench, not of VL-RewardBench"),
                change("reward_bench.results.json", styles, t -> t, "holds results of RewardBench, not of RM-Bench"),
                change(
                        "vl_rewardbench.results.json",
                        styles,
                        t -> t,
                        "holds results of VL-RewardBench, not of RM-Bench"),
                change("vl_rewardbench.csv", pairs, t -> t, "holds results of VL-RewardBench"),
                change("rm_bench.csv", vl, t -> t, "Use: winnow bench rm-bench --from-scores"),
                change("reward_bench.csv", styles, t -> t, "Use: winnow bench rewardbench --from-scores"),
                change("rm_bench.csv", styles, t -> "", "is empty"),
                change("rm_bench.csv", styles, t -> "{}", "is not a file of results of RM-Bench"),
                change("rm_bench.csv", styles, t -> "[]", "is not a file of results of RM-Bench"),
                change("rm_bench.csv", styles, t -> "[3]", "is not a file of results of RM-Bench"),
                change("rm_bench.csv", styles, t -> "hello", "is not a file of results of RM-Bench"),
                change("rm_bench.csv", styles, t -> "a,b\n1,2\n", "has the columns a,b"),
                change("rm_bench.csv", styles, t -> "\0\0\0\0", "holds no whole item"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void brokenFilesGetOneSentence(String file, Benchmark benchmark, UnaryOperator<String> change, String expected)
            throws IOException {
        String whole = text(file);
        Path broken = temporary.resolve("broken" + file.substring(file.lastIndexOf('.')));
        Files.writeString(broken, change.apply(whole));

        String message = message(broken, benchmark);

        assertTrue(message.contains(expected), message);
    }

    @ParameterizedTest
    @EnumSource(Benchmark.class)
    void whatIsNoFileGetsOneSentence(Benchmark benchmark) {
        assertTrue(message(temporary.resolve("none.csv"), benchmark).contains("does not exist"));
        assertTrue(message(temporary, benchmark).contains("is not a file"));
    }

    @ParameterizedTest
    @EnumSource(Benchmark.class)
    void whatIsNeitherTextNorResultsGetsOneSentence(Benchmark benchmark) throws IOException {
        byte[] bytes = new byte[3000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31 + 7);
        }
        Path noise = Files.write(temporary.resolve("noise.bin"), bytes);

        assertTrue(message(noise, benchmark).contains("noise"));
    }

    /** Wherever zeros lie, what is whole around them is read, and everything else is counted as lost. */
    @Property(tries = 60)
    void aHoleCostsOnlyWhatItCovers(
            @ForAll @IntRange(max = 304_000) int from, @ForAll @IntRange(min = 1, max = 9000) int length)
            throws IOException {
        byte[] bytes = Files.readAllBytes(FOLDER.resolve("rm_bench.results.json"));
        int to = Math.min(bytes.length, from + length);
        Arrays.fill(bytes, from, to, (byte) 0);
        Path file = Files.createTempFile("hole", ".json");
        try {
            Files.write(file, bytes);

            Results results = ResultFile.read(file, Benchmark.RM_BENCH);

            List<Item> whole = ResultFile.read(FOLDER.resolve("rm_bench.results.json"), Benchmark.RM_BENCH)
                    .items();
            int lost = whole.size() - results.items().size();
            int first = before(bytes, from);
            assertTrue(lost <= length / 180 + 2, lost + " are lost"); // an item takes over 200 bytes
            assertEquals(
                    lost,
                    results.lost().values().stream().mapToLong(Long::longValue).sum());
            assertEquals(whole.subList(0, first), results.items().subList(0, first));
            assertEquals(
                    whole.subList(first + lost, whole.size()),
                    results.items().subList(first, results.items().size()));
        } finally {
            Files.delete(file);
        }
    }

    private static int before(byte[] bytes, int from) {
        String head = new String(bytes, 0, from, StandardCharsets.UTF_8);
        return (int) head.chars().filter(c -> c == '}').count();
    }

    @Test
    void aTieIsAnErrorAndSoIsAnItemThatFailed() {
        List<Item> items = List.of(
                Item.of("Chat", List.of(2.0), List.of(1.0)),
                Item.of("Chat", List.of(1.0), List.of(1.0)),
                Item.failed("Safety", Benchmark.REWARDBENCH));

        BenchmarkTable table = BenchmarkTable.of(new Results(Benchmark.REWARDBENCH, items, Map.of(), 1, ""));

        assertEquals(1 / 3.0, table.overall().share(), 1e-12);
        assertEquals(0.25, table.macro().share(), 1e-12);
        assertEquals(List.of("Chat", "Safety"), List.copyOf(table.groups().keySet()));
    }
}
