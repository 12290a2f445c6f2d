package winnow.scoring.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The table of a benchmark as papers print it.
 *
 * <p>Of VL-RewardBench and RewardBench the groups are their parts, overall is the share of all items and macro the
 * mean of
 * the parts. Of RM-Bench the groups are easy, normal and hard of all items (chosen answers in a richer, the same and a
 * poorer style than the rejected ones) and then the averages of the domains; overall is the mean of easy, normal and
 * hard, and macro the mean of the domains.
 *
 * @param groups by name, in the order of the table; without those there is no item of
 * @param overall the figure the authors call overall or average
 * @param macro mean of parts of different size
 * @param domains easy, normal, hard and avg of each domain of RM-Bench; else empty
 * @param matrix share right for each style of the chosen answer, and in it for each style of the rejected one, of
 *     RM-Bench; else empty
 * @param possible the lowest and the highest share of groups and {@link #OVERALL} once the lost items are known; empty
 *     where nothing is lost
 * @param size how many items there are
 */
public record BenchmarkTable(
        Map<String, Figure> groups,
        Figure overall,
        Figure macro,
        Map<String, Map<String, Figure>> domains,
        List<List<Double>> matrix,
        Map<String, Range> possible,
        Size size) {

    /** Name of the overall figure. */
    public static final String OVERALL = "overall";

    /** Name of the mean of parts. */
    public static final String MACRO = "macro";

    private static final String EASY = "easy";
    private static final String NORMAL = "normal";
    private static final String HARD = "hard";
    private static final String AVERAGE = "avg";

    /** From the lowest to the highest share. */
    public record Range(double low, double high) {}

    /**
     * How many items there are.
     *
     * @param n with a result
     * @param lost without
     */
    public record Size(long n, long lost) {}

    public BenchmarkTable {
        groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
        domains = Collections.unmodifiableMap(new LinkedHashMap<>(domains));
        matrix = List.copyOf(matrix);
        possible = Collections.unmodifiableMap(new LinkedHashMap<>(possible));
    }

    /** Works the table out. */
    public static BenchmarkTable of(Results results) {
        Map<String, Figure> parts = parts(results);
        Figure macro = Figure.mean(List.copyOf(parts.values()));
        Figure overall = figure(results.items(), Item::share);
        long lost = results.lost().values().stream().mapToLong(Long::longValue).sum();
        Map<String, Figure> groups = new LinkedHashMap<>();
        Map<String, Map<String, Figure>> domains = new LinkedHashMap<>();
        if (results.benchmark() == Benchmark.RM_BENCH) {
            groups.putAll(difficulties(results.items()));
            groups.remove(AVERAGE);
            parts.keySet().forEach(domain -> domains.put(domain, difficulties(of(results, domain))));
        }
        groups.putAll(parts);
        return new BenchmarkTable(
                groups,
                overall,
                macro,
                domains,
                domains.isEmpty() ? List.of() : matrix(results.items()),
                lost == 0 ? Map.of() : possible(results.lost(), parts, overall, lost),
                new Size(results.items().size(), lost));
    }

    private static Map<String, Figure> parts(Results results) {
        Map<String, Figure> parts = new LinkedHashMap<>();
        for (String group : results.benchmark().groups().keySet()) {
            List<Item> items = of(results, group);
            if (!items.isEmpty()) {
                parts.put(group, figure(items, Item::share));
            }
        }
        return parts;
    }

    private static List<Item> of(Results results, String group) {
        return results.items().stream()
                .filter(item -> item.group().equals(group))
                .toList();
    }

    private static Figure figure(List<Item> items, ToDoubleFunction<Item> share) {
        return Figure.of(items.stream().mapToDouble(share).toArray());
    }

    private static Map<String, Figure> difficulties(List<Item> items) {
        Map<String, Figure> figures = new LinkedHashMap<>();
        figures.put(EASY, figure(items, item -> item.share((chosen, rejected) -> chosen > rejected)));
        figures.put(NORMAL, figure(items, item -> item.share((chosen, rejected) -> chosen == rejected)));
        figures.put(HARD, figure(items, item -> item.share((chosen, rejected) -> chosen < rejected)));
        figures.put(AVERAGE, figure(items, Item::share));
        return figures;
    }

    private static List<List<Double>> matrix(List<Item> items) {
        List<List<Double>> matrix = new ArrayList<>();
        int styles = Benchmark.RM_BENCH.styles();
        for (int i = 0; i < styles; i++) {
            int row = i;
            matrix.add(IntStream.range(0, styles)
                    .mapToObj(column -> figure(items, item -> item.share((c, r) -> c == row && r == column))
                            .share())
                    .toList());
        }
        return matrix;
    }

    private static Map<String, Range> possible(
            Map<String, Long> lost, Map<String, Figure> parts, Figure overall, long all) {
        Map<String, Range> ranges = new LinkedHashMap<>();
        lost.forEach((group, count) -> {
            Figure part = parts.get(group);
            ranges.put(group, part == null ? new Range(0, 1) : range(part, count));
        });
        ranges.put(OVERALL, range(overall, all));
        return ranges;
    }

    private static Range range(Figure figure, long lost) {
        double size = figure.items() + (double) lost;
        return new Range(figure.right() / size, (figure.right() + lost) / size);
    }
}
