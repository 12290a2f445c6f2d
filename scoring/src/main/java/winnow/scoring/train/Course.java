package winnow.scoring.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The steps of a training so far, and the best of its checks. */
final class Course {

    private final List<StepFigures> steps = new ArrayList<>();
    private final long pairs;
    private Optional<Trainer.Checked> last = Optional.empty();
    private Optional<Trainer.Checked> best = Optional.empty();

    /**
     * A course that goes on after steps that were made before.
     *
     * @param pairs that are checked on
     * @param before lines of figures
     */
    Course(long pairs, List<String> before) {
        this.pairs = pairs;
        before.forEach(line -> add(StepFigures.of(line)));
    }

    /** Adds a step; whether it ends with the best check so far: most right, then least loss, then first. */
    boolean add(StepFigures step) {
        steps.add(step);
        Optional<Trainer.Checked> check = step.check(pairs);
        if (check.isEmpty()) {
            return false;
        }
        last = check;
        boolean better = best.isEmpty() || check.get().isBetterThan(best.get());
        if (better) {
            best = check;
        }
        return better;
    }

    /** The last check. */
    Optional<Trainer.Checked> last() {
        return last;
    }

    /** The best check. */
    Optional<Trainer.Checked> best() {
        return best;
    }

    /** Steps made. */
    long made() {
        return steps.size();
    }

    /** The last tenth of the steps, one at least. */
    List<StepFigures> end() {
        return steps.subList(steps.size() - Math.max(1, steps.size() / 10), steps.size());
    }
}
