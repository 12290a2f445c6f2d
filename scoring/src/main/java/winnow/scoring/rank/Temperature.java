package winnow.scoring.rank;

import java.util.List;
import org.hipparchus.analysis.UnivariateFunction;
import org.hipparchus.analysis.solvers.BrentSolver;

/**
 * A logistic curve over the margin: one over 1 + exp(-margin / temperature), the temperature of greatest likelihood
 * (Guo
 * and others 2017, "On calibration of modern neural networks").
 *
 * @param inverse one over the temperature; 0 where the margin says nothing of votes, at most {@link #STEEPEST} over the
 *     mean size of margins, where it says all
 */
public record Temperature(double inverse) implements Calibration {

    /** Where every vote agrees with its margin the steeper curve is always likelier; it goes no further than this. */
    public static final double STEEPEST = 100;

    /**
     * Fits.
     *
     * @throws IllegalArgumentException without a vote whose margin is not 0
     */
    public static Temperature fit(List<Vote> votes) {
        double size = votes.stream()
                .mapToDouble(vote -> Math.abs(vote.margin()))
                .average()
                .orElse(0);
        if (!(size > 0)) {
            throw new IllegalArgumentException("A temperature needs votes on answers whose rewards differ");
        }
        double most = STEEPEST / size;
        UnivariateFunction slope = inverse -> votes.stream()
                .mapToDouble(vote -> vote.margin() * (vote.first() - logistic(inverse * vote.margin())))
                .sum();
        if (slope.value(0) <= 0) {
            return new Temperature(0);
        }
        return new Temperature(
                slope.value(most) >= 0 ? most : new BrentSolver(1e-14, 1e-14 / size).solve(1000, slope, 0, most));
    }

    /** The temperature; infinite where margins say nothing. */
    public double value() {
        return 1 / inverse;
    }

    @Override
    public double probability(double margin) {
        return logistic(inverse * margin);
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
