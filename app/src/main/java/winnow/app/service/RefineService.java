package winnow.app.service;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import winnow.scoring.ModelOptions;
import winnow.scoring.ScoringException;
import winnow.scoring.rank.RandomControl;
import winnow.scoring.rank.RankCorrelation;
import winnow.store.data.Outcome;
import winnow.store.data.Refinement;
import winnow.store.data.ScoringRun;
import winnow.store.db.RefinementTable.Control;
import winnow.store.db.Workspace;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;

/**
 * Goes over the samples of a cheap run again at full resolution where it matters: those with the lowest rewards, and a
 * random control of all, which tells how far the cheap run can be relied on. Blocks, so not on the JavaFX thread.
 */
public final class RefineService {

    /** Samples of the control: a quarter of the lowest share, but not fewer and not more than this. */
    private static final int LEAST_CONTROL = 50;

    private static final int MOST_CONTROL = 500;

    /** Of the keys by which a control is drawn; a fixed one, so that going on after a stop draws the same. */
    private static final long SEED = 20250121;

    /**
     * What a refinement came to.
     *
     * @param refinement what was done
     * @param control samples drawn at random that both runs gave a reward
     * @param correlation how far both runs rank the control alike; empty where there is nothing to rank
     * @param lowest of the control, the samples in that lowest share by the run at full resolution
     * @param caught of these, how many were in the lowest share of the cheap run too
     */
    public record Quality(
            Refinement refinement, int control, Optional<RankCorrelation> correlation, int lowest, int caught) {}

    private final Workspace workspace;
    private final ScoringService scoring;

    RefineService(Workspace workspace, ScoringService scoring) {
        this.workspace = workspace;
        this.scoring = scoring;
    }

    /**
     * Scores the lowest share of a run again, and a random control. Goes on where it was stopped when it is called
     * again. The run it adds to is the usual one of its options: scoring with them later scores the rest.
     *
     * @param request the model of the first run, with options at full resolution; its dataset also limits the share
     * @param first the cheap run
     * @param share how much of it, above 0 and below 1
     * @param progress in samples of this call
     * @return what the call came to; empty when the first run gave no sample a reward, so that there is no lowest share
     * @throws ScoringException if the model cannot be used, is not that of the first run, or the first run was no
     *     cheaper
     * @throws java.util.concurrent.CancellationException when asked to stop; what was scored so far is kept
     */
    public Optional<ScoringService.Report> run(
            ScoringService.Request request, ScoringRun first, double share, Progress progress, CancelToken cancel)
            throws ScoringException {
        refuseUseless(first, request.options());
        long[] ranked = workspace.scores().ranked(first.id(), request.datasetId());
        if (ranked.length == 0) {
            return Optional.empty();
        }
        int size = (int) Math.ceil(share * ranked.length);
        long[] lowest = Arrays.copyOf(ranked, size);
        int controls = Math.max(LEAST_CONTROL, Math.min(MOST_CONTROL, size / 4));
        long[] control = RandomControl.draw(ranked, controls, SEED);
        long[] todo = RandomControl.union(lowest, control);
        ScoringService.Report report = scoring.run(request, Optional.of(todo), progress, cancel);
        if (!report.run().fingerprint().equals(first.fingerprint())) {
            throw new ScoringException("The model was changed since run " + first.id() + ". Score again.");
        }
        Outcome edge = workspace.scores().find(first.id(), lowest[size - 1]).orElseThrow();
        Refinement.Lowest of = new Refinement.Lowest(share, size, ((Outcome.Score) edge).reward());
        workspace.refinements().add(report.run().id(), first.id(), of, control);
        return Optional.of(report);
    }

    private static void refuseUseless(ScoringRun first, ModelOptions options) throws ScoringException {
        int tiles = RunSettings.read(first.settings()).hdNum();
        if (tiles >= options.hdNum()) {
            throw new ScoringException("The first pass cuts a picture into up to " + tiles + " tiles and the second"
                    + " into up to " + options.hdNum() + ": give the first one fewer, with --hd-num.");
        }
    }

    /** What the last refinement came to in which a run took part, as the cheap one or the other. */
    public Optional<Quality> quality(OptionalLong runId) {
        return runId.isEmpty()
                ? Optional.empty()
                : workspace.refinements().latest(runId.getAsLong()).map(this::quality);
    }

    private Quality quality(Refinement refinement) {
        List<Control> control = workspace.refinements().control(refinement);
        double[] first = control.stream().mapToDouble(Control::first).toArray();
        double[] second = control.stream().mapToDouble(Control::second).toArray();
        int size = (int) Math.ceil(refinement.lowest().share() * control.size());
        List<Control> lowest = control.stream()
                .sorted(Comparator.comparingDouble(Control::second))
                .limit(size)
                .toList();
        int caught = (int) lowest.stream().filter(Control::refined).count();
        return new Quality(refinement, control.size(), RankCorrelation.of(first, second), size, caught);
    }
}
