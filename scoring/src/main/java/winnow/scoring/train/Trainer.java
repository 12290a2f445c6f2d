package winnow.scoring.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import winnow.scoring.ScoringException;
import winnow.scoring.ixc.IxcTraining;
import winnow.scoring.ixc.TrainingRow;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;

/**
 * Trains a reward model on pairs (SPEC 12). Blocks; on one thread. A training that was stopped, by the user or by
 * anything else, goes on from its last checkpoint when it is started again, and gives the same figures as one that was
 * not.
 */
public final class Trainer {

    private final TrainingPlan plan;
    private final PairMix mix;
    private final List<PairSet> checked;

    /**
     * What a training came to.
     *
     * @param steps made in all, also those before it was started again
     * @param resumedAt steps that were made before; 0 for a new one
     * @param loss mean over the last tenth of the steps
     * @param accuracy share of pairs of the last tenth whose chosen side had the higher reward, 0 to 1
     * @param check the last check on pairs that were set aside; empty where there are none
     * @param kept the check whose weights came out: the best one, or the last
     * @param out folder of the trained snapshot
     */
    public record Result(
            long steps,
            long resumedAt,
            double loss,
            double accuracy,
            Optional<Checked> check,
            Optional<Checked> kept,
            Path out) {}

    /**
     * What a check came to.
     *
     * @param step after which it was
     * @param pairs that were set aside
     * @param loss mean over them
     * @param accuracy share of them whose chosen side had the higher reward, 0 to 1
     */
    public record Checked(long step, long pairs, double loss, double accuracy) {

        /** Whether it has more pairs right, or as many with less loss. */
        boolean isBetterThan(Checked other) {
            return accuracy > other.accuracy || (accuracy == other.accuracy && loss < other.loss);
        }
    }

    /**
     * A training on sets of pairs.
     *
     * @param sets none of them empty, one at least
     * @throws IOException if pairs shall be set aside and all are of one prompt
     */
    public Trainer(TrainingPlan plan, List<PairSet> sets) throws IOException {
        this.plan = plan;
        PairSplit split = PairSplit.byPrompt(sets, plan.pace().beside().setAside(), plan.seed());
        this.mix = new PairMix(split.learned(), plan.seed());
        this.checked = split.checked();
    }

    /** Pairs that are learned from. */
    public long learned() {
        return mix.size();
    }

    /** Pairs that are only checked on. */
    public long aside() {
        return checked.stream().mapToLong(set -> set.pairs().size()).sum();
    }

    /**
     * Trains to the end and writes the snapshot. When asked to stop it keeps a checkpoint of the step it stands at,
     * where the plan has checkpoints at all.
     *
     * @param progress told of steps
     * @throws ScoringException if the model cannot be trained or a picture cannot be read
     * @throws IOException if a file cannot be written, or the folder holds another training
     * @throws java.util.concurrent.CancellationException when asked to stop
     */
    public Result run(Progress progress, CancelToken cancel) throws IOException, ScoringException {
        TrainingFolder folder = TrainingFolder.open(
                new TrainingFolder.Kept(plan.model(), plan.out(), plan.identity(), StepFigures.HEADER));
        long steps = plan.pace().steps(mix.size());
        try (IxcTraining training = IxcTraining.load(plan.model(), plan.options())) {
            long start = folder.resume(training.learner());
            folder.best().only(step -> step <= start);
            Course course = new Course(aside(), folder.figures(start));
            try (EventFile events = EventFile.start(plan.out(), System.currentTimeMillis(), start)) {
                Schedule schedule =
                        new Schedule(plan.pace().rate(), steps, plan.pace().warmUp());
                for (long step = start; step < steps; step++) {
                    progress.update(step, steps);
                    stopIfAsked(folder, training, course, start, cancel);
                    StepFigures made = step(training, step, schedule.at(step));
                    if (isCheckDue(step + 1, steps)) {
                        made = made.with(check(training, cancel));
                    }
                    folder.append(made.line());
                    events.add(System.currentTimeMillis(), made.step(), made.tagged());
                    if (course.add(made)) {
                        keepBest(folder, training, step + 1);
                    }
                    if (isCheckpointDue(step + 1) && step + 1 < steps) {
                        checkpoint(folder, training, course);
                    }
                }
            }
            progress.update(steps, steps);
            Optional<Checked> kept = kept(folder, training, course);
            folder.finish(training, course.made(), kept);
            return result(course, start, kept);
        }
    }

    private void keepBest(TrainingFolder folder, IxcTraining training, long step) throws IOException, ScoringException {
        if (plan.pace().beside().best()) {
            folder.best().keep(training.learner(), step);
            long checkpointed = folder.checkpointed();
            folder.best().only(each -> each == step || each <= checkpointed);
        }
    }

    private static void checkpoint(TrainingFolder folder, IxcTraining training, Course course)
            throws IOException, ScoringException {
        folder.checkpoint(training, course.made());
        long best = course.best().map(Checked::step).orElse(0L);
        folder.best().only(each -> each == best);
    }

    /** The check whose weights shall come out; the model has them afterwards. */
    private Optional<Checked> kept(TrainingFolder folder, IxcTraining training, Course course)
            throws IOException, ScoringException {
        if (!plan.pace().beside().best()) {
            return course.last();
        }
        Optional<Checked> best = course.best();
        if (best.isPresent() && best.get().step() < course.made()) {
            folder.best().take(best.get().step(), training.learner());
        }
        return best;
    }

    private void stopIfAsked(TrainingFolder folder, IxcTraining training, Course course, long start, CancelToken cancel)
            throws IOException, ScoringException {
        boolean kept = course.made() == start || isCheckpointDue(course.made());
        if (cancel.isCancelled() && plan.pace().beside().checkpointEvery() > 0 && !kept) {
            checkpoint(folder, training, course);
        }
        cancel.check();
    }

    private boolean isCheckpointDue(long made) {
        int every = plan.pace().beside().checkpointEvery();
        return every > 0 && made % every == 0;
    }

    private boolean isCheckDue(long made, long steps) {
        return !checked.isEmpty() && (made % plan.pace().beside().checkEvery() == 0 || made == steps);
    }

    /** What the model as it is now says of the pairs that were set aside. */
    private StepFigures.Gathered check(IxcTraining training, CancelToken cancel) throws ScoringException {
        StepFigures.Gathered gathered = new StepFigures.Gathered();
        for (PairSet set : checked) {
            for (Pair pair : set.pairs()) {
                cancel.check();
                TrainingRow chosen = training.prepare(pair.chosen(), set.media());
                TrainingRow rejected = training.prepare(pair.rejected(), set.media());
                gathered.add(training.check(chosen, rejected), chosen.answerLength(), rejected.answerLength());
            }
        }
        return gathered;
    }

    private StepFigures step(IxcTraining training, long step, double rate) throws ScoringException {
        TrainingPlan.Pace pace = plan.pace();
        StepFigures.Gathered gathered = new StepFigures.Gathered();
        training.learner().seed((int) (plan.seed() * 31 + step));
        for (int i = 0; i < pace.accumulation(); i++) {
            for (PairMix.Draw draw : mix.batch(step * pace.accumulation() + i, pace.batch())) {
                TrainingRow chosen =
                        training.prepare(draw.pair().chosen(), draw.set().media());
                TrainingRow rejected =
                        training.prepare(draw.pair().rejected(), draw.set().media());
                gathered.add(
                        training.learn(chosen, rejected, 1.0 / pace.pairs()),
                        chosen.answerLength(),
                        rejected.answerLength());
            }
        }
        double norm = plan.optimizer().step(training.learner(), rate);
        return gathered.figures(step + 1, rate, norm);
    }

    private Result result(Course course, long start, Optional<Checked> kept) {
        List<StepFigures> end = course.end();
        double loss = end.stream().mapToDouble(StepFigures::loss).average().orElseThrow();
        double accuracy =
                end.stream().mapToDouble(StepFigures::accuracy).average().orElseThrow();
        return new Result(course.made(), start, loss, accuracy, course.last(), kept, plan.out());
    }
}
