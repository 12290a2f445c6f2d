package winnow.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import winnow.scoring.benchmark.Benchmark;
import winnow.scoring.benchmark.BenchmarkTable;
import winnow.scoring.benchmark.Disagreement;
import winnow.scoring.benchmark.Figure;
import winnow.scoring.benchmark.Results;

/** The table of a benchmark, for people and as JSON: percent with four decimals, as the published figures have them. */
final class BenchAnswer {

    private static final double FOUR_DECIMALS = 1e4;
    private static final double SIX_DECIMALS = 1e6;

    private static final String TIES = "A chosen answer counts when its reward is strictly higher: a tie is an error.";
    private static final String INTERVALS = "Intervals of 95 %: Wilson's score interval, over items; of means of groups"
            + " put together from those of the groups.";

    private BenchAnswer() {}

    /** As JSON: percentages, but the matrix as shares of 1. */
    static Map<String, Object> json(Results results, BenchmarkTable table) {
        Map<String, Object> groups = Json.object();
        Map<String, Object> counts = Json.object();
        Map<String, Object> intervals = Json.object();
        table.groups().forEach((name, figure) -> put(groups, counts, intervals, name, figure));
        Map<String, Object> totals = Json.object();
        put(totals, counts, intervals, BenchmarkTable.OVERALL, table.overall());
        put(totals, Json.object(), intervals, BenchmarkTable.MACRO, table.macro());
        Map<String, Object> json = Json.object("benchmark", results.benchmark().id(), "groups", groups);
        json.putAll(totals);
        json.putAll(Json.object(
                "n", table.size().n(),
                "lost", table.size().lost(),
                "failed", results.failed(),
                "disagreements", disagreements(results),
                "counts", counts,
                "intervals", intervals,
                "paper", results.benchmark().paper()));
        addStyles(json, results, table);
        if (!table.possible().isEmpty()) {
            Map<String, Object> possible = Json.object();
            table.possible()
                    .forEach((name, range) -> possible.put(name, List.of(percent(range.low()), percent(range.high()))));
            json.put("possible", possible);
        }
        json.put("ties", TIES);
        json.put("method", INTERVALS);
        if (!results.note().isEmpty()) {
            json.put("note", results.note());
        }
        return json;
    }

    /** By group: how many items the model gets wrong. */
    private static Map<String, Object> disagreements(Results results) {
        Map<String, Object> counts = Json.object();
        Disagreement.of(results).stream()
                .collect(Collectors.groupingBy(Disagreement::group, LinkedHashMap::new, Collectors.counting()))
                .forEach(counts::put);
        return counts;
    }

    private static void addStyles(Map<String, Object> json, Results results, BenchmarkTable table) {
        if (results.benchmark() == Benchmark.RM_BENCH) {
            Map<String, Object> domains = Json.object();
            table.domains().forEach((name, figures) -> domains.put(name, percents(figures)));
            json.put("domains", domains);
            json.put(
                    "matrix",
                    table.matrix().stream()
                            .map(row -> row.stream()
                                    .map(share -> rounded(share, SIX_DECIMALS))
                                    .toList())
                            .toList());
        }
    }

    private static void put(
            Map<String, Object> figures,
            Map<String, Object> counts,
            Map<String, Object> intervals,
            String name,
            Figure figure) {
        figures.put(name, percent(figure.share()));
        counts.put(name, List.of(rounded(figure.right(), SIX_DECIMALS), figure.items()));
        intervals.put(name, List.of(percent(figure.low()), percent(figure.high())));
    }

    private static Map<String, Object> percents(Map<String, Figure> figures) {
        Map<String, Object> percents = Json.object();
        figures.forEach((name, figure) -> percents.put(name, percent(figure.share())));
        return percents;
    }

    /** For people. */
    static List<String> lines(Results results, BenchmarkTable table) {
        Map<String, Double> paper = results.benchmark().paper();
        Table rows = new Table("", "items", "accuracy", "95 % interval", "paper");
        table.groups().forEach((name, figure) -> row(rows, name, figure, paper));
        row(rows, BenchmarkTable.OVERALL, table.overall(), paper);
        row(rows, BenchmarkTable.MACRO, table.macro(), paper);
        List<String> lines = new ArrayList<>();
        lines.add(results.benchmark().title() + ", percent:");
        lines.addAll(rows.lines());
        if (!table.matrix().isEmpty()) {
            lines.add("");
            lines.addAll(matrix(table));
        }
        lines.add("");
        lines.add(TIES);
        lines.add(INTERVALS);
        table.possible()
                .forEach((name, range) -> lines.add(String.format(
                        Locale.ROOT,
                        "With the lost items, %s is between %.2f and %.2f.",
                        name,
                        percent(range.low()),
                        percent(range.high()))));
        if (results.failed() > 0) {
            lines.add(results.failed() + " items could not be judged and count as errors.");
        }
        if (!results.note().isEmpty()) {
            lines.add(results.note());
        }
        return lines;
    }

    private static List<String> matrix(BenchmarkTable table) {
        List<String> heading = new ArrayList<>(List.of("chosen \\ rejected"));
        heading.addAll(Benchmark.STYLES);
        Table rows = new Table(heading.toArray(String[]::new));
        for (int i = 0; i < table.matrix().size(); i++) {
            List<Object> cells = new ArrayList<>(List.of(Benchmark.STYLES.get(i)));
            table.matrix().get(i).forEach(share -> cells.add(String.format(Locale.ROOT, "%.2f", 100 * share)));
            rows.row(cells.toArray());
        }
        return rows.lines();
    }

    private static void row(Table rows, String name, Figure figure, Map<String, Double> paper) {
        rows.row(
                name,
                figure.items(),
                String.format(Locale.ROOT, "%.4f", percent(figure.share())),
                String.format(Locale.ROOT, "%.2f to %.2f", percent(figure.low()), percent(figure.high())),
                paper.containsKey(name) ? paper.getOrDefault(name, Double.NaN) : "");
    }

    /** In percent, with four decimals. */
    static double percent(double share) {
        return rounded(100 * share, FOUR_DECIMALS);
    }

    private static double rounded(double number, double steps) {
        return Math.round(number * steps) / steps;
    }
}
