package winnow.app.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import winnow.app.service.CheckReport;
import winnow.app.service.CheckReport.Example;
import winnow.app.service.CheckReport.Finding;
import winnow.app.service.CheckService;
import winnow.app.service.Session;
import winnow.scoring.ScoringException;
import winnow.store.check.CheckKind;
import winnow.store.data.Verdict;

/** {@code winnow check}: checks without a model. */
@Command(
        name = "check",
        description = "Check the samples that are not pruned, without a model: empty, placeholder and refusing"
                + " answers, broken media, duplicates and more.")
final class CheckCommand implements Callable<Integer> {

    @Option(
            names = "--dataset",
            paramLabel = "ID",
            converter = Numbers.Positive.class,
            description = "Only the samples of this dataset. Default: all.")
    private Optional<Long> dataset = Optional.empty();

    @Option(
            names = "--decode",
            description = "Decode pictures too, not only their heads: finds damaged and duplicate ones. Videos are"
                    + " looked up only.")
    private boolean decode;

    @Option(
            names = "--max-chars",
            paramLabel = "N",
            converter = Numbers.Positive.class,
            description = "Characters a conversation may have. Default: 32000.")
    private long maxChars = CheckService.DEFAULT_MAX_CHARS;

    @Option(
            names = "--prune",
            paramLabel = "KIND",
            converter = KindName.class,
            description =
                    "Prune the samples of this finding that nobody decided, as one step, of duplicates all but the"
                            + " first; may be given several times.")
    private List<CheckKind> prune = new ArrayList<>();

    private final WinnowCommand winnow;

    CheckCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    @Override
    public Integer call() throws IOException, ScoringException {
        Set<CheckKind> kinds = new LinkedHashSet<>(prune);
        if (kinds.contains(CheckKind.DUPLICATE_PICTURE) || kinds.contains(CheckKind.NEAR_DUPLICATE_PICTURE)) {
            throw winnow.wrongUsage(
                    "check",
                    "Copies of a picture may come with other questions, so they are not pruned as a group. Look at the"
                            + " samples and decide.");
        }
        return winnow.inWorkspace(session -> {
            winnow.checkDataset("check", session, dataset);
            return check(session, kinds);
        });
    }

    private Answer check(Session session, Set<CheckKind> kinds) {
        OptionalLong only = dataset.map(OptionalLong::of).orElse(OptionalLong.empty());
        int limit = (int) Math.min(maxChars, Integer.MAX_VALUE);
        CheckReport report;
        try (TerminalProgress progress = winnow.progress("Checking")) {
            report = session.checks().run(new CheckService.Request(only, decode, limit), progress, winnow.cancel());
        }
        List<String> lines = lines(report);
        List<Map<String, Object>> pruned = new ArrayList<>();
        for (CheckKind kind : kinds) {
            long changed = prune(session, report, kind);
            pruned.add(Json.object("kind", kind.id(), "changed", changed));
            lines.add(changed + " samples pruned as " + kind.id() + ". To take it back: winnow undo");
        }
        Map<String, Object> json = Json.object(
                "samples",
                report.samples(),
                "findings",
                report.findings().stream().map(CheckCommand::json).toList(),
                "pruned",
                pruned);
        return new Answer(Answer.DONE, json, lines);
    }

    private long prune(Session session, CheckReport report, CheckKind kind) {
        List<Long> samples = report.of(kind).map(Finding::sampleIds).orElse(List.of());
        String who = winnow.settings().read().annotator();
        return session.review()
                .decideUndecided(who, samples, Verdict.PRUNE, Optional.of(kind.id()), Optional.of(kind.reason()))
                .changed();
    }

    private static Map<String, Object> json(Finding finding) {
        return Json.object(
                "kind",
                finding.kind().id(),
                "reason",
                finding.kind().reason(),
                "count",
                finding.count(),
                "examples",
                finding.examples().stream().map(CheckCommand::json).toList());
    }

    private static Map<String, Object> json(Example example) {
        return Json.object(
                "sample", example.sample(),
                "record", example.record(),
                "file", example.file(),
                "excerpt", example.excerpt());
    }

    private static List<String> lines(CheckReport report) {
        List<String> lines = new ArrayList<>();
        for (Finding finding : report.findings()) {
            lines.add(finding.kind().id() + ": " + finding.count() + ". "
                    + finding.kind().reason());
            for (Example example : finding.examples()) {
                lines.add("    sample " + example.sample() + ", record " + example.record() + " of " + example.file()
                        + ": " + example.excerpt());
            }
        }
        lines.add(report.samples() + " samples checked" + (report.findings().isEmpty() ? ", nothing found." : "."));
        return lines;
    }

    /** The kinds as they are written. */
    static final class KindName implements ITypeConverter<CheckKind> {
        @Override
        public CheckKind convert(String name) {
            return Arrays.stream(CheckKind.values())
                    .filter(kind -> kind.id().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("must be one of "
                            + Arrays.stream(CheckKind.values())
                                    .map(CheckKind::id)
                                    .collect(Collectors.joining(", "))
                            + ", was \"" + name + "\""));
        }
    }
}
