package winnow.store.data;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A cheap run over all samples that a second one at full resolution went over again where it matters.
 *
 * @param id its number in the workspace
 * @param run the run at full resolution
 * @param firstRun the cheap one
 * @param lowest which samples were gone over again
 * @param madeAt when
 */
public record Refinement(long id, long run, long firstRun, Lowest lowest, Instant madeAt) {

    /**
     * The samples of the first run with the lowest rewards.
     *
     * @param share of all it rewarded: above 0, below 1
     * @param samples how many that were
     * @param edge the highest reward among them
     */
    public record Lowest(double share, long samples, double edge) {
        public Lowest {
            if (!(share > 0 && share < 1)) {
                throw new IllegalArgumentException("A share lies between 0 and 1, was " + share);
            }
        }
    }

    public Refinement {
        requireNonNull(lowest, "lowest");
        requireNonNull(madeAt, "madeAt");
    }
}
