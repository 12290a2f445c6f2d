package winnow.app.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import winnow.app.service.AuditResult;
import winnow.scoring.ScoringException;
import winnow.scoring.rank.BadCount;
import winnow.store.data.Audit;

/** {@code winnow audit report}: what an audit came to. */
@Command(
        name = "report",
        description =
                "Show how precise the cut is and how many bad samples it leaves in, with 95 %% intervals for draws"
                        + " without replacement, by source and together.")
final class AuditReportCommand implements Callable<Integer> {

    @Mixin
    private AuditCommand.Options options = new AuditCommand.Options();

    private final WinnowCommand winnow;

    AuditReportCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    @Override
    public Integer call() throws IOException, ScoringException {
        return winnow.inWorkspace(session -> {
            Audit audit = options.audit(winnow, session);
            try (TerminalProgress progress = winnow.progress("Reading texts")) {
                AuditResult result = session.audits().result(audit, progress, winnow.cancel());
                Map<Long, String> names = new HashMap<>();
                session.datasets().forEach(dataset -> names.put(dataset.id(), dataset.name()));
                return new Answer(Answer.DONE, json(result), lines(result, names));
            }
        });
    }

    private static Map<String, Object> json(AuditResult result) {
        AuditResult.Progress progress = result.progress();
        Map<String, Object> json = Json.object(
                "audit", result.audit().id().toString(),
                "run", result.audit().run(),
                "rank", result.audit().ranking(),
                "seed", result.audit().seed(),
                "stale", result.stale(),
                "drawn", progress.drawn(),
                "judged", progress.judged(),
                "unknown", progress.unknown(),
                "repeated", progress.repeated(),
                "alike", progress.alike(),
                "below", json(result.below()),
                "above", json(result.above()),
                "more_below", result.moreBelow());
        List<Map<String, Object>> sources = new ArrayList<>();
        for (AuditResult.Source source : result.sources()) {
            Map<String, Object> one = Json.object("dataset", source.datasetId());
            Audit.SourceCut cut = result.cut().sources().get(source.datasetId());
            if (cut != null) {
                one.put("cut", cut.value());
            }
            one.put("below", json(source.below()));
            one.put("above", json(source.above()));
            sources.add(one);
        }
        json.put("sources", sources);
        json.put(
                "pruned",
                result.pruned().stream()
                        .map(one -> Json.object(
                                "step", one.step().toString(), "changed", one.changed(), "standing", one.standing()))
                        .toList());
        return json;
    }

    /** Shares are fractions; without judgements there is no estimate. */
    private static Map<String, Object> json(BadCount count) {
        Map<String, Object> json = Json.object("samples", count.size(), "judged", count.judged(), "bad", count.bad());
        if (count.judged() > 0) {
            json.put("bad_share", count.share());
        }
        json.put("interval", List.of(count.lowShare(), count.highShare()));
        json.put("bad_samples", List.of(count.low(), count.high()));
        return json;
    }

    private static List<String> lines(AuditResult result, Map<Long, String> names) {
        List<String> lines = new ArrayList<>();
        AuditResult.Progress progress = result.progress();
        lines.add("Cut by " + result.audit().ranking() + ": " + progress.judged() + " of " + progress.drawn()
                + " draws judged, " + progress.unknown() + " of them unknown; " + progress.alike() + " of "
                + progress.repeated() + " hidden repeats judged as the first time.");
        if (result.stale()) {
            lines.add("The rewards changed since this audit was drawn, so it proves nothing of the cut as it is now.");
        }
        Table table = new Table("source", "below", "bad/judged", "really bad", "above", "bad/judged", "bad left in");
        for (AuditResult.Source source : result.sources()) {
            row(table, names.getOrDefault(source.datasetId(), ""), source.below(), source.above());
        }
        if (result.sources().size() > 1) {
            row(table, "together", result.below(), result.above());
        }
        lines.addAll(table.lines());
        long more = result.moreBelow();
        lines.add(
                more == 0
                        ? "The share of really bad ones below the cut is known to 5 points each way."
                        : "About " + more + " more judgements below the cut until 5 points each way.");
        result.pruned()
                .forEach(one -> lines.add(
                        "Pruned " + one.changed() + " samples; " + one.standing() + " of them are pruned now."));
        return lines;
    }

    private static void row(Table table, String name, BadCount below, BadCount above) {
        table.row(name, below.size(), judged(below), share(below), above.size(), judged(above), share(above));
    }

    private static String judged(BadCount count) {
        return count.bad() + "/" + count.judged();
    }

    private static String share(BadCount count) {
        String interval = String.format(Locale.ROOT, "(%.1f to %.1f)", 100 * count.lowShare(), 100 * count.highShare());
        return count.judged() == 0
                ? "not judged"
                : String.format(Locale.ROOT, "%.1f%% %s", 100 * count.share(), interval);
    }
}
