package winnow.scoring.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    /**
     * What a training came to.
     *
     * @param steps made in all, also those before it was started again
     * @param resumedAt steps that were made before; 0 for a new one
     * @param loss mean over the last tenth of the steps
     * @param accuracy share of pairs of the last tenth whose chosen side had the higher reward, 0 to 1
     * @param out folder of the trained snapshot
     */
    public record Result(long steps, long resumedAt, double loss, double accuracy, Path out) {}

    /**
     * A training on sets of pairs.
     *
     * @param sets none of them empty, one at least
     */
    public Trainer(TrainingPlan plan, List<PairSet> sets) {
        this.plan = plan;
        this.mix = new PairMix(sets, plan.seed());
    }

    /**
     * Trains to the end and writes the snapshot.
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
        Schedule schedule = new Schedule(plan.pace().rate(), steps, plan.pace().warmUp());
        try (IxcTraining training = IxcTraining.load(plan.model(), plan.options())) {
            long start = folder.resume(training.learner());
            List<StepFigures> figures = new ArrayList<>();
            folder.figures(start).forEach(line -> figures.add(StepFigures.of(line)));
            for (long step = start; step < steps; step++) {
                progress.update(step, steps);
                cancel.check();
                StepFigures made = step(training, step, schedule.at(step));
                figures.add(made);
                folder.append(made.line());
                int every = plan.pace().checkpointEvery();
                if (every > 0 && (step + 1) % every == 0 && step + 1 < steps) {
                    folder.checkpoint(training, step + 1);
                }
            }
            progress.update(steps, steps);
            folder.finish(training);
            return result(figures, start);
        }
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

    private Result result(List<StepFigures> figures, long start) {
        int last = Math.max(1, figures.size() / 10);
        List<StepFigures> end = figures.subList(figures.size() - last, figures.size());
        double loss = end.stream().mapToDouble(StepFigures::loss).average().orElseThrow();
        double accuracy =
                end.stream().mapToDouble(StepFigures::accuracy).average().orElseThrow();
        return new Result(figures.size(), start, loss, accuracy, plan.out());
    }
}
