package winnow.scoring.train;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import winnow.scoring.ixc.IxcPretraining;

/**
 * How a small model is trained from nothing on the demo world, stage by stage.
 *
 * @param model folder of a snapshot of the wanted sizes; its weights do not matter
 * @param out folder the trained snapshot goes to, with its checkpoints and figures
 * @param stages in order
 * @param seed of first weights and lessons
 * @param workers threads that learn beside each other from their share of each step; part of the result
 * @param kept how often it is kept
 * @param identity what must be the same for a training to go on where it was left; any text
 */
public record Pretraining(
        Path model, Path out, List<Stage> stages, long seed, int workers, Kept kept, String identity) {

    /**
     * How it is kept.
     *
     * @param every steps from one checkpoint to the next; 0 for none
     * @param questions of every type that the model is examined in at each checkpoint of a stage with answers
     */
    public record Kept(int every, int questions) {}

    /**
     * A stage.
     *
     * @param name of it
     * @param steps how many
     * @param rate learning rate
     * @param looking weight of what cells show; 0 to leave that out
     * @param aims of answers; none for a stage of looking
     * @param lessons of a step
     */
    public record Stage(String name, long steps, Rate rate, double looking, IxcPretraining.Aims aims, Lessons lessons) {

        public Stage {
            requireNonNull(name, "name");
            requireNonNull(rate, "rate");
            requireNonNull(aims, "aims");
            requireNonNull(lessons, "lessons");
        }

        /** Whether it has answers at all. */
        boolean answers() {
            return aims.reading() > 0 || aims.pairs() > 0;
        }
    }

    /**
     * A learning rate that rises over the first hundred steps and falls in half a cosine to a hundredth.
     *
     * @param highest of all steps
     * @param seeing what tower and projector learn at, times the rate; 0 while they rest
     * @param steps until it is at its lowest; a stage may end before
     */
    public record Rate(double highest, double seeing, long steps) {

        /** The rate of a step, counted from 0. */
        double at(long step) {
            long rising = Math.min(WARM_UP, steps / 4);
            if (step < rising) {
                return highest * (step + 1) / rising;
            }
            double progress = Math.min(1, (step - rising) / (double) Math.max(1, steps - rising));
            return highest * (LOWEST + (1 - LOWEST) * 0.5 * (1 + Math.cos(Math.PI * progress)));
        }
    }

    /**
     * The lessons of a step.
     *
     * @param pictures how many of scenes, charts and signs
     * @param clips how many of clips
     * @param growing whether it begins with less: scenes of few things for answers, single cells for looking
     */
    public record Lessons(int pictures, int clips, boolean growing) {}

    private static final long WARM_UP = 100;
    private static final double LOWEST = 0.01;

    public Pretraining {
        requireNonNull(model, "model");
        requireNonNull(out, "out");
        stages = List.copyOf(stages);
        requireNonNull(kept, "kept");
        requireNonNull(identity, "identity");
        if (stages.isEmpty() || workers < 1) {
            throw new IllegalArgumentException(stages.size() + " stages, " + workers + " workers");
        }
    }

    /** Steps of all stages. */
    long steps() {
        return stages.stream().mapToLong(Stage::steps).sum();
    }
}
