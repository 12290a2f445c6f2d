package winnow.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import winnow.app.service.TruthReport;
import winnow.scoring.rank.Detection;

/** How well rankings find what is known to be bad, for people and as JSON. */
final class TruthAnswer {

    private TruthAnswer() {}

    /**
     * As JSON: the figures of the ranking asked for, then those of all rankings beside each other. Figures that cannot
     * be, such as an AUROC where nothing is clean, are left out.
     */
    static Map<String, Object> json(TruthReport report, String asked) {
        Map<String, Object> json = figures(report, asked);
        json.put("unscored", report.unscored());
        Map<String, Object> rankings = Json.object();
        report.rankings().keySet().forEach(name -> rankings.put(name, figures(report, name)));
        json.put("rankings", rankings);
        return json;
    }

    /** The figures of one ranking. */
    static Map<String, Object> figures(TruthReport report, String name) {
        TruthReport.Found found = report.rankings().get(name);
        if (found == null) {
            throw new IllegalArgumentException("The ranking " + name + " was not measured");
        }
        Map<String, Object> json = figures(found.all());
        Map<String, Object> kinds = Json.object();
        found.kinds().forEach((kind, one) -> kinds.put(kind, figures(one)));
        json.put("kinds", kinds);
        return json;
    }

    private static Map<String, Object> figures(Detection detection) {
        Map<String, Object> json = Json.object("n", detection.n(), "clean", detection.clean());
        if (!Double.isNaN(detection.auroc())) {
            json.put("auroc", detection.auroc());
        }
        if (!Double.isNaN(detection.averagePrecision())) {
            json.put("average_precision", detection.averagePrecision());
        }
        json.put("precision_at", detection.precisionAt());
        return json;
    }

    /** A table a figure: kinds down, rankings across. */
    static List<String> lines(TruthReport report) {
        List<String> lines = new ArrayList<>();
        lines.add("Found of what is known to be bad: AUROC / average precision.");
        List<String> heading = new ArrayList<>(List.of("kind", "bad"));
        heading.addAll(report.rankings().keySet());
        Table table = new Table(heading.toArray(new String[0]));
        TruthReport.Found first = report.rankings().values().iterator().next();
        row(table, "all", first.all().n(), report, TruthReport.Found::all);
        first.kinds().forEach((kind, one) -> row(table, kind, one.n(), report, found -> kind(found, kind)));
        first.all().precisionAt().keySet().forEach(k -> {
            List<Object> cells = new ArrayList<>(List.of("among the lowest " + k, ""));
            report.rankings()
                    .values()
                    .forEach(found -> cells.add(percent(found.all().precisionAt(), k)));
            table.row(cells.toArray());
        });
        lines.addAll(table.lines());
        if (report.unscored() > 0) {
            lines.add(report.unscored() + " bad samples have no reward and are in no figure.");
        }
        return lines;
    }

    private static void row(
            Table table, String kind, long n, TruthReport report, Function<TruthReport.Found, Detection> one) {
        List<Object> cells = new ArrayList<>(List.of(kind, n));
        report.rankings().values().forEach(found -> {
            Detection detection = one.apply(found);
            cells.add(String.format(Locale.ROOT, "%.3f / %.3f", detection.auroc(), detection.averagePrecision()));
        });
        table.row(cells.toArray());
    }

    private static Detection kind(TruthReport.Found found, String kind) {
        Detection detection = found.kinds().get(kind);
        if (detection == null) {
            throw new IllegalArgumentException("All rankings are measured on the same kinds, one lacks " + kind);
        }
        return detection;
    }

    private static String percent(Map<Integer, Double> precisionAt, int k) {
        return String.format(Locale.ROOT, "%.1f%% bad", 100 * precisionAt.getOrDefault(k, Double.NaN));
    }
}
