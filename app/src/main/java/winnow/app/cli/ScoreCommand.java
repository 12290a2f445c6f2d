package winnow.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import winnow.app.service.ScoringService;
import winnow.app.service.Session;
import winnow.scoring.ModelOptions;
import winnow.scoring.ScoringException;
import winnow.store.data.ScoringRun;

/** {@code winnow score}: scores what has no outcome yet. */
@Command(
        name = "score",
        description = "Score every sample that has no outcome in the run of this model and these options."
                + " A run that was stopped goes on where it was.")
final class ScoreCommand implements Callable<Integer> {

    /** Said wherever scores of such a model are shown. */
    static final String UNTRAINED = "Scores of an untrained model mean nothing.";

    /** Tiles a picture in the first pass of two. */
    private static final int CHEAP_HD_NUM = 1;

    /** More failures of one run than anybody reads; the count says how many there are. */
    private static final int MOST_FAILURES = 100_000;

    /** Failures shown to people. */
    private static final int SHOWN_FAILURES = 10;

    @Mixin
    private ModelArguments arguments = new ModelArguments();

    @Option(
            names = "--dataset",
            paramLabel = "ID",
            converter = Numbers.Positive.class,
            description = "Only the samples of this dataset. Default: all.")
    private Optional<Long> dataset = Optional.empty();

    @Option(
            names = "--retry",
            description = "Also try the samples again that failed in this run, for instance because a picture was"
                    + " missing.")
    private boolean retry;

    @Option(
            names = "--force",
            description =
                    "Score even with a model that failed its self-test. Such scores go into a run of their own that"
                            + " says so.")
    private boolean force;

    @Option(
            names = "--cache-mb",
            paramLabel = "N",
            converter = Numbers.Count.class,
            description = "Megabytes that features of pictures may take beside the workspace, so that a later run with"
                    + " the same model is faster; 0 keeps none. Default: as set in the window, 2048 at first.")
    private Optional<Integer> cacheMb = Optional.empty();

    @Option(
            names = "--recheck",
            description = "Also read the samples again that were scored or failed, and score those anew whose text or"
                    + " pictures are not what they were; what a judge said stays.")
    private boolean recheck;

    @Option(
            names = "--refine",
            paramLabel = "P%",
            converter = Numbers.Share.class,
            description =
                    "Score all with few tiles a picture first (--hd-num, here 1 by default), then the lowest share"
                            + " and a random control with more; \"report\" then tells how alike both rank.")
    private Optional<Double> refine = Optional.empty();

    @Option(
            names = "--refine-hd-num",
            paramLabel = "N",
            converter = Numbers.PositiveInt.class,
            description = "Most tiles a picture in the second pass of --refine. Default: 9.")
    private int refineHdNum = ModelOptions.DEFAULT.hdNum();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final WinnowCommand winnow;

    ScoreCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    /** Exit code 3 when some samples could not be scored; the others are stored. */
    @Override
    public Integer call() throws IOException, ScoringException {
        ModelOptions options = refine.isPresent() ? arguments.options(winnow, CHEAP_HD_NUM) : arguments.options(winnow);
        if (refine.isPresent() && options.hdNum() >= refineHdNum) {
            throw new ParameterException(
                    spec.commandLine(),
                    "The first pass of --refine needs fewer tiles a picture (--hd-num " + options.hdNum()
                            + ") than the second (--refine-hd-num " + refineHdNum + ").");
        }
        return winnow.inWorkspace(session -> {
            winnow.checkDataset("score", session, dataset);
            return score(session, options);
        });
    }

    private Answer score(Session session, ModelOptions options) throws ScoringException {
        Path folder = ModelCommand.catalog(winnow, session.models()).folder(arguments.model());
        OptionalLong only = dataset.map(OptionalLong::of).orElse(OptionalLong.empty());
        ScoringService.Request request = new ScoringService.Request(
                folder,
                options,
                only,
                ScoringService.BATCH,
                force,
                recheck,
                cacheMb.map(megabytes -> (long) megabytes << 20).orElse(ScoringService.Request.AS_SET));
        if (retry) {
            session.scoring().forgetFailures(request);
        }
        Map<Long, Set<Long>> before = new HashMap<>();
        for (ScoringRun run : session.runs()) {
            before.put(run.id(), failedIn(session, run));
        }
        ScoringService.Report report;
        try (TerminalProgress progress = winnow.progress("Scoring")) {
            report = session.scoring().run(request, progress, winnow.cancel());
        }
        if (!report.run().trained()) {
            winnow.note(UNTRAINED);
        }
        session.scoring().caveat(report.run()).ifPresent(winnow::note);
        Answer first = answer(report, newFailures(session, report, before));
        if (refine.isEmpty()) {
            return first;
        }
        return refine(session, request, report.run(), before).map(first::then).orElse(first);
    }

    private Optional<Answer> refine(
            Session session, ScoringService.Request request, ScoringRun first, Map<Long, Set<Long>> before)
            throws ScoringException {
        ScoringService.Request full = request.with(request.options().tiled(refineHdNum));
        if (retry) {
            session.scoring().forgetFailures(full);
        }
        Optional<ScoringService.Report> report;
        try (TerminalProgress progress = winnow.progress("Refining")) {
            report = session.refining().run(full, first, refine.orElseThrow(), progress, winnow.cancel());
        }
        return report.map(done -> {
            Answer answer = answer(done, newFailures(session, done, before));
            return session.refining()
                    .quality(OptionalLong.of(done.run().id()))
                    .map(quality -> RefineAnswer.add(answer, quality))
                    .orElse(answer);
        });
    }

    private static List<ScoringService.Failed> newFailures(
            Session session, ScoringService.Report report, Map<Long, Set<Long>> before) {
        Set<Long> old = before.getOrDefault(report.run().id(), Set.of());
        return session.scoring().failures(report.run().id(), MOST_FAILURES).stream()
                .filter(failed -> !old.contains(failed.sampleId()))
                .toList();
    }

    private static Set<Long> failedIn(Session session, ScoringRun run) {
        Set<Long> samples = new HashSet<>();
        session.scoring().failures(run.id(), MOST_FAILURES).forEach(failed -> samples.add(failed.sampleId()));
        return samples;
    }

    private Answer answer(ScoringService.Report report, List<ScoringService.Failed> failures) {
        ScoringRun run = report.run();
        List<Map<String, Object>> listed = failures.stream()
                .map(one -> Json.failed(one.record(), OptionalLong.of(one.line()), one.file(), one.reason()))
                .toList();
        Map<String, Object> json = Json.object(
                "run", run.id(),
                "model", run.model(),
                "kind", run.kind(),
                "trained", run.trained(),
                "forced", ScoringService.isForced(run),
                "scored", report.scored(),
                "failed", report.failed(),
                "reused", report.reused(),
                "changed", report.changed(),
                "seconds", report.seconds(),
                "loading_seconds", report.times().loading(),
                "compute_seconds", report.times().computing(),
                "samples_per_s", perSecond(report),
                "failures", listed);
        return new Answer(report.failed() == 0 ? Answer.DONE : Answer.PARTLY, json, lines(report, failures));
    }

    private static double perSecond(ScoringService.Report report) {
        long done = report.scored() + report.failed();
        return report.seconds() > 0 ? done / report.seconds() : 0;
    }

    private List<String> lines(ScoringService.Report report, List<ScoringService.Failed> failures) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "Run %d with %s: %d scored, %d failed in %.1f s (%.2f samples a second).",
                report.run().id(),
                report.run().model(),
                report.scored(),
                report.failed(),
                report.seconds(),
                perSecond(report)));
        if (recheck) {
            lines.add(report.changed() + " outcomes are new or changed.");
        }
        failures.stream()
                .limit(SHOWN_FAILURES)
                .map(failed ->
                        failed.file() + ", line " + failed.line() + " not scored: " + Table.plain(failed.reason()))
                .forEach(lines::add);
        return lines;
    }
}
