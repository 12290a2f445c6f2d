package winnow.app.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import winnow.app.service.ReportService;
import winnow.scoring.ScoringException;
import winnow.store.data.Counts;
import winnow.store.data.QueueRow;

/** {@code winnow report}: counts and the samples with the lowest rewards. */
@Command(name = "report", description = "Show how far the workspace has come and the samples with the lowest rewards.")
final class ReportCommand implements Callable<Integer> {

    @Option(
            names = "--run",
            paramLabel = "N",
            converter = Numbers.Positive.class,
            description = "Whose rewards. Default: the run that was started or resumed last.")
    private Optional<Long> run = Optional.empty();

    @Option(
            names = "--lowest",
            paramLabel = "N",
            converter = Numbers.Count.class,
            description = "How many of the lowest samples. Default: 10.")
    private int lowest = 10;

    private static final int PREVIEW = 72;

    private final WinnowCommand winnow;

    ReportCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    @Override
    public Integer call() throws IOException, ScoringException {
        return winnow.inWorkspace(session -> {
            OptionalLong runId = winnow.checkRun("report", session, run);
            ReportService.Report report = session.reports().report(runId, lowest);
            report.run().filter(used -> !used.trained()).ifPresent(used -> winnow.note(ScoreCommand.UNTRAINED));
            return new Answer(Answer.DONE, json(report), lines(report));
        });
    }

    /** The report as JSON. */
    static Map<String, Object> json(ReportService.Report report) {
        Map<String, Object> json = Json.object();
        report.run()
                .ifPresent(used -> json.putAll(Json.object(
                        "run", used.id(), "model", used.model(), "kind", used.kind(), "trained", used.trained())));
        Counts counts = report.counts();
        json.putAll(Json.object(
                "samples", counts.samples(),
                "scored", counts.scored(),
                "failed", counts.failed(),
                "decided", counts.decided(),
                "undecided", counts.undecided(),
                "kept", counts.kept(),
                "pruned", counts.pruned(),
                "unsure", counts.unsure(),
                "conflicts", report.conflicts(),
                "lowest", lowest(report)));
        report.refine().ifPresent(quality -> json.put("refine", RefineAnswer.json(quality)));
        return json;
    }

    /** The lowest samples as JSON. */
    static List<Map<String, Object>> lowest(ReportService.Report report) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (QueueRow row : report.lowest()) {
            Map<String, Object> json =
                    Json.object("sample", row.sampleId(), "dataset", row.datasetId(), "record", row.record());
            row.reward().ifPresent(reward -> json.put("reward", reward));
            row.verdict()
                    .ifPresent(verdict -> json.put("verdict", verdict.name().toLowerCase(Locale.ROOT)));
            json.put("preview", row.preview());
            rows.add(json);
        }
        return rows;
    }

    /** The report for people. */
    static List<String> lines(ReportService.Report report) {
        Counts counts = report.counts();
        List<String> lines = new ArrayList<>();
        lines.add(counts.samples() + " samples, " + counts.scored() + " scored, " + counts.failed() + " failed, "
                + counts.decided() + " decided (" + counts.kept() + " keep, " + counts.pruned() + " prune, "
                + counts.unsure() + " unsure), " + counts.undecided() + " to go.");
        if (report.conflicts() > 0) {
            lines.add("On " + report.conflicts() + " samples the annotators disagree.");
        }
        report.refine().map(RefineAnswer::lines).ifPresent(lines::addAll);
        List<String> rows = table(report.lowest());
        if (!rows.isEmpty()) {
            lines.add("");
            lines.addAll(rows);
        }
        return lines;
    }

    /** Rows of the queue for people. */
    static List<String> table(List<QueueRow> rows) {
        Table table = new Table("sample", "record", "reward", "verdict", "answer");
        for (QueueRow row : rows) {
            table.row(
                    row.sampleId(),
                    row.record(),
                    row.reward().isPresent()
                            ? String.format(Locale.ROOT, "%.4f", row.reward().getAsDouble())
                            : "",
                    row.verdict()
                            .map(verdict -> verdict.name().toLowerCase(Locale.ROOT))
                            .orElse(""),
                    shortened(row.preview()));
        }
        return table.lines();
    }

    /** The first words, so that a row stays on one line of a usual terminal. */
    private static String shortened(String preview) {
        int end = preview.offsetByCodePoints(0, Math.min(PREVIEW, preview.codePointCount(0, preview.length())));
        return end == preview.length() ? preview : preview.substring(0, end).strip() + "…";
    }
}
