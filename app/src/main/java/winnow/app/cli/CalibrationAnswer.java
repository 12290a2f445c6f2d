package winnow.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import winnow.app.service.CalibrationReport;
import winnow.app.service.CalibrationReport.LeftOut;
import winnow.app.service.CalibrationReport.Worth;
import winnow.scoring.rank.CalibrationFit;
import winnow.scoring.rank.CalibrationFit.Method;
import winnow.scoring.rank.Forecasts;
import winnow.store.data.KeptCalibration;
import winnow.store.data.ScoringRun;

/** Calibrations, for people and as JSON; probabilities and shares are percentages. */
final class CalibrationAnswer {

    private static final String METHOD = "Before: rewards as they are, a logistic curve of temperature 1. After: on"
            + " votes held out, five times a fifth of the pairs. Log loss is natural; ties count as half; the expected"
            + " calibration error is over ten bins, 0 to 1; intervals of 95 % are Wilson's.";

    private CalibrationAnswer() {}

    /** What a fit came to. */
    static Answer of(CalibrationReport report, boolean chosen) {
        CalibrationFit fit = report.fit().orElseThrow();
        KeptCalibration kept = report.kept().orElseThrow();
        CalibrationReport.Counted counted = report.counted();
        Worth before = Worth.of(fit.before());
        Worth after = Worth.of(fit.after());
        Map<String, Object> json = json(kept, report.run());
        json.putAll(Json.object(
                "chosen_by", chosen ? "log loss on votes held out" : "asked",
                "n", counted.votes(),
                "pairs", counted.pairs(),
                "ties", counted.ties(),
                "both_bad", counted.leftOut(LeftOut.BOTH_BAD),
                "unscored", counted.leftOut(LeftOut.UNSCORED),
                "not_blind", counted.leftOut(LeftOut.SEEN),
                "before", json(before),
                "after", json(after),
                "methods", methods(fit),
                "method_text", METHOD));
        return new Answer(Answer.DONE, json, lines(report, kept, before, after));
    }

    private static Map<String, Object> methods(CalibrationFit fit) {
        Map<String, Object> methods = Json.object();
        for (Method method : Method.values()) {
            Forecasts held = fit.held().get(method);
            if (held != null) {
                methods.put(name(method), figures(Worth.of(held)));
            }
        }
        return methods;
    }

    private static Map<String, Object> figures(Worth worth) {
        return Json.object(
                "log_loss", worth.logLoss(),
                "brier", worth.brier(),
                "expected_calibration_error", worth.expectedError());
    }

    private static Map<String, Object> json(Worth worth) {
        Map<String, Object> json = figures(worth);
        json.put(
                "reliability",
                worth.bins().stream()
                        .map(bin -> Json.object(
                                "from", BenchAnswer.percent(bin.from()),
                                "to", BenchAnswer.percent(bin.to()),
                                "n", bin.n(),
                                "expected", BenchAnswer.percent(bin.expected()),
                                "observed", BenchAnswer.percent(bin.observed().value()),
                                "interval",
                                        List.of(
                                                BenchAnswer.percent(
                                                        bin.observed().low()),
                                                BenchAnswer.percent(
                                                        bin.observed().high()))))
                        .toList());
        return json;
    }

    private static List<String> lines(CalibrationReport report, KeptCalibration kept, Worth before, Worth after) {
        CalibrationReport.Counted counted = report.counted();
        List<String> lines = new ArrayList<>();
        lines.add("Kept \"" + Table.plain(kept.name()) + "\" for run "
                + report.run().id() + " ("
                + Table.plain(report.run().model()) + "): "
                + kept.curve().method().name().toLowerCase(Locale.ROOT) + ".");
        lines.add(counted.votes() + " votes on " + counted.pairs() + " pairs, " + counted.ties() + " of them ties.");
        leftOut(lines, counted.leftOut(LeftOut.BOTH_BAD), "both answers are bad");
        leftOut(lines, counted.leftOut(LeftOut.UNSCORED), "a reward is missing");
        leftOut(lines, counted.leftOut(LeftOut.SEEN), "rewards had been shown before");
        Table figures = new Table("", "log loss", "Brier", "calibration error");
        row(figures, "before", before);
        row(figures, "after", after);
        lines.addAll(figures.lines());
        lines.add("");
        Table bins = new Table("said", "votes", "expected", "observed", "95 % interval");
        for (Forecasts.Bin bin : after.bins()) {
            bins.row(
                    percent(bin.from()) + " to " + percent(bin.to()),
                    bin.n(),
                    percent(bin.expected()),
                    percent(bin.observed().value()),
                    percent(bin.observed().low()) + " to "
                            + percent(bin.observed().high()));
        }
        lines.addAll(bins.lines());
        lines.add(METHOD);
        return lines;
    }

    private static void leftOut(List<String> lines, long votes, String why) {
        if (votes > 0) {
            lines.add(votes + " votes left out: " + why + ".");
        }
    }

    private static void row(Table table, String name, Worth worth) {
        table.row(name, decimals(worth.logLoss(), 4), decimals(worth.brier(), 4), decimals(worth.expectedError(), 4));
    }

    private static String percent(double share) {
        return decimals(100 * share, 1);
    }

    private static String decimals(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** All that are kept, oldest first. */
    static Answer list(List<KeptCalibration> all, List<ScoringRun> runs) {
        List<Map<String, Object>> json = new ArrayList<>();
        Table table = new Table("name", "run", "model", "method", "votes", "fitted", "by");
        for (KeptCalibration kept : all) {
            ScoringRun run = runs.stream()
                    .filter(each -> each.id() == kept.runId())
                    .findFirst()
                    .orElseThrow();
            json.add(json(kept, run));
            table.row(
                    kept.name(),
                    run.id(),
                    run.model(),
                    kept.curve().method().name().toLowerCase(Locale.ROOT),
                    kept.votes().count(),
                    kept.fittedAt(),
                    kept.annotator());
        }
        List<String> lines =
                all.isEmpty() ? List.of("No calibration yet. Vote on pairs, then: winnow calibrate") : table.lines();
        return new Answer(Answer.DONE, Json.object("calibrations", json), lines);
    }

    private static Map<String, Object> json(KeptCalibration kept, ScoringRun run) {
        return Json.object(
                "calibration", kept.id().toString(),
                "name", kept.name(),
                "run", run.id(),
                "model", run.model(),
                "fingerprint", run.fingerprint(),
                "method", kept.curve().method().name().toLowerCase(Locale.ROOT),
                "parameters", Json.parsed(kept.curve().parameters()),
                "author", kept.votes().voter().orElse(null),
                "votes", kept.votes().count(),
                "votes_sha256", kept.votes().sha256(),
                "figures", Json.parsed(kept.curve().figures()),
                "annotator", kept.annotator(),
                "fitted_at", kept.fittedAt().toString());
    }

    private static String name(Method method) {
        return method.name().toLowerCase(Locale.ROOT);
    }
}
