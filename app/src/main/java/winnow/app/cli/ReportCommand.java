package winnow.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import winnow.app.service.OverviewService;
import winnow.app.service.Ranking;
import winnow.app.service.RankingChoice;
import winnow.app.service.ReportService;
import winnow.app.service.Session;
import winnow.app.service.TruthFile;
import winnow.app.service.TruthReport;
import winnow.scoring.ScoringException;
import winnow.store.data.Counts;
import winnow.store.data.Dataset;
import winnow.store.data.QueueRow;
import winnow.store.data.ScoreColumns;

/** {@code winnow report}: counts, the lowest samples, and how well rankings find what is known to be bad. */
@Command(
        name = "report",
        description = "Show how far the workspace has come and the lowest samples, by reward or another ranking; with a"
                + " file of truth, how well the rankings find what is bad. A ranking asked for with --rank is kept, so"
                + " that queries such as z<-3, adjusted<0 and agree>=2 can ask for it.")
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

    @Mixin
    private RankingOptions ranking = new RankingOptions();

    @Option(
            names = "--truth",
            paramLabel = "FILE",
            description = "Which records are bad: {\"12\": \"truncated\", ...}, positions from 0, clean ones absent."
                    + " AUROC, average precision and precision at k then compare the rankings; ties count as the mean"
                    + " over all their orders.")
    private Optional<Path> truth = Optional.empty();

    @Option(
            names = "--dataset",
            paramLabel = "ID",
            converter = Numbers.Positive.class,
            description = "Which dataset the truth is about. Needed when there are several.")
    private Optional<Long> dataset = Optional.empty();

    private static final int PREVIEW = 72;

    private final WinnowCommand winnow;

    ReportCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    @Override
    public Integer call() throws IOException, ScoringException {
        return winnow.inWorkspace(session -> {
            OptionalLong runId = winnow.checkRun("report", session, run);
            winnow.checkDataset("report", session, dataset);
            ReportService.Report report = session.reports().report(runId, lowest);
            report.run().filter(used -> !used.trained()).ifPresent(used -> winnow.note(ScoreCommand.UNTRAINED));
            if (runId.isEmpty() || (ranking.isRaw() && truth.isEmpty())) {
                refuseTruthWithoutRun();
                return new Answer(Answer.DONE, json(report), lines(report));
            }
            return ranked(session, runId.getAsLong(), report);
        });
    }

    private void refuseTruthWithoutRun() throws IOException {
        if (truth.isPresent()) {
            throw new IOException("Nothing was scored yet, so there is no ranking to compare with the truth.");
        }
    }

    private Answer ranked(Session session, long runId, ReportService.Report report) throws IOException {
        ScoreColumns columns;
        try (TerminalProgress progress = winnow.progress("Reading texts")) {
            columns = session.rankings().columns(runId, progress, winnow.cancel());
        }
        Ranking asked = rank(session, columns, ranking.choice(session.rankings(), columns));
        session.rankings().keep(asked, winnow.cancel());
        Map<String, Object> json = json(report);
        List<String> lines = new ArrayList<>(summary(report));
        double correlation = OverviewService.correlation(columns);
        if (!Double.isNaN(correlation)) {
            json.put("length_correlation", correlation);
            lines.add(
                    String.format(Locale.ROOT, "Reward and length of the answer: rank correlation %.3f.", correlation));
        }
        List<Long> ids = LongStream.of(asked.ids()).limit(lowest).boxed().toList();
        List<QueueRow> rows = session.review().rows(OptionalLong.of(runId), ids);
        json.put("rank", asked.choice().id());
        json.put("lowest", rankedRows(rows, asked));
        lines.add("");
        lines.add("Lowest by " + asked.choice().id() + ":");
        lines.addAll(table(rows));
        if (truth.isPresent()) {
            TruthReport found = session.truth()
                    .measure(compared(session, columns, asked), about(session), TruthFile.read(truth.get()));
            json.put("truth", TruthAnswer.json(found, ranking.key()));
            lines.add("");
            lines.addAll(TruthAnswer.lines(found));
        }
        return new Answer(Answer.DONE, json, lines);
    }

    private Ranking rank(Session session, ScoreColumns columns, RankingChoice choice) {
        try {
            return session.rankings().rank(columns, choice, winnow.cancel());
        } catch (IllegalArgumentException e) {
            throw winnow.wrongUsage("report", String.valueOf(e.getMessage()));
        }
    }

    /** The usual rankings, and the one asked for. */
    private Map<String, Ranking> compared(Session session, ScoreColumns columns, Ranking asked) {
        Map<String, Ranking> rankings = new LinkedHashMap<>();
        rankings.put("raw", rank(session, columns, new RankingChoice.Raw()));
        rankings.put("group", rank(session, columns, ranking.inGroup(session.rankings(), columns)));
        rankings.put("adjusted", rank(session, columns, new RankingChoice.Adjusted()));
        rankings.put(ranking.key(), asked);
        return rankings;
    }

    private long about(Session session) {
        List<Long> known = session.datasets().stream().map(Dataset::id).toList();
        if (dataset.isEmpty() && known.size() > 1) {
            throw winnow.wrongUsage(
                    "report", "--truth is about one dataset: name it with --dataset. Datasets: " + known);
        }
        return dataset.orElseGet(() -> known.get(0));
    }

    private static List<Map<String, Object>> rankedRows(List<QueueRow> rows, Ranking ranking) {
        List<Map<String, Object>> lowest = lowest(rows);
        for (int i = 0; i < rows.size(); i++) {
            Ranking.Place place = ranking.place(rows.get(i).sampleId()).orElseThrow();
            lowest.get(i).put("value", place.value());
            lowest.get(i).put("percentile", place.percentile());
        }
        return lowest;
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
                "lowest", lowest(report.lowest())));
        report.refine().ifPresent(quality -> json.put("refine", RefineAnswer.json(quality)));
        return json;
    }

    /** The lowest samples as JSON. */
    static List<Map<String, Object>> lowest(List<QueueRow> lowest) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (QueueRow row : lowest) {
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
        List<String> lines = new ArrayList<>(summary(report));
        List<String> rows = table(report.lowest());
        if (!rows.isEmpty()) {
            lines.add("");
            lines.addAll(rows);
        }
        return lines;
    }

    private static List<String> summary(ReportService.Report report) {
        Counts counts = report.counts();
        List<String> lines = new ArrayList<>();
        lines.add(counts.samples() + " samples, " + counts.scored() + " scored, " + counts.failed() + " failed, "
                + counts.decided() + " decided (" + counts.kept() + " keep, " + counts.pruned() + " prune, "
                + counts.unsure() + " unsure), " + counts.undecided() + " to go.");
        if (report.conflicts() > 0) {
            lines.add("On " + report.conflicts() + " samples the annotators disagree.");
        }
        report.refine().map(RefineAnswer::lines).ifPresent(lines::addAll);
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
