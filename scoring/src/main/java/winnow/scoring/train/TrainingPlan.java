package winnow.scoring.train;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import winnow.scoring.ixc.TrainingOptions;

/**
 * A whole training.
 *
 * @param model folder of the snapshot to start from
 * @param out folder the trained snapshot goes to, with its checkpoints and figures
 * @param options what learns, and how inputs are made
 * @param optimizer how gradients change weights
 * @param pace how many steps at which rate
 * @param seed of draws and dropout
 * @param identity what must be the same for a training to go on where it was left; any text
 */
public record TrainingPlan(
        Path model, Path out, TrainingOptions options, Optimizer optimizer, Pace pace, long seed, String identity) {

    /**
     * What is done beside the steps.
     *
     * @param checkpointEvery steps from one checkpoint to the next; 0 for none
     * @param setAside share of the pairs that are not learned from but checked on, 0 to below 1; split by prompt
     * @param checkEvery steps from one check to the next, 1 or more
     * @param best whether the weights of the best check come out, where there are checks; else the last ones
     */
    public record Beside(int checkpointEvery, double setAside, int checkEvery, boolean best) {

        /** Nothing is set aside. */
        public static Beside checkpoints(int every) {
            return new Beside(every, 0, 1, false);
        }
    }

    /**
     * How many steps at which rate.
     *
     * @param steps 1 or more; 0 for as many as {@code epochs} need
     * @param epochs how often every pair is seen, on average
     * @param batch pairs of a micro-batch
     * @param accumulation micro-batches of a step
     * @param rate highest learning rate
     * @param warmUp part of the steps on which it rises
     * @param beside what else is done while it learns
     */
    public record Pace(
            long steps, double epochs, int batch, int accumulation, double rate, double warmUp, Beside beside) {

        public Pace {
            requireNonNull(beside, "beside");
        }

        /** Pairs of a step. */
        int pairs() {
            return Math.multiplyExact(batch, accumulation);
        }

        /** Steps in all. */
        long steps(long pairs) {
            return steps > 0 ? steps : Math.max(1, (long) Math.ceil(epochs * pairs / pairs()));
        }
    }

    public TrainingPlan {
        requireNonNull(model, "model");
        requireNonNull(out, "out");
        requireNonNull(options, "options");
        requireNonNull(optimizer, "optimizer");
        requireNonNull(pace, "pace");
        requireNonNull(identity, "identity");
    }
}
