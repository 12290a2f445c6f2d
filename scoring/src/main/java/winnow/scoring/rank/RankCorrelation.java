package winnow.scoring.rank;

import java.util.Arrays;
import java.util.Optional;
import org.hipparchus.stat.correlation.SpearmansCorrelation;

/**
 * How far two rankings of the same things agree: Spearman's rho, ties taking their mean rank.
 *
 * @param n how many things, 2 or more
 * @param rho from -1, the reverse order, to 1, the same order
 * @param interval where rho lies for all the things these were drawn from, with a confidence of 95 %; empty for fewer
 *     than 4 things
 */
public record RankCorrelation(int n, double rho, Optional<Interval> interval) {

    /** The normal quantile at 97.5 %. */
    private static final double Z = 1.959963984540054;

    /**
     * Bounds, both included.
     *
     * @param low the lower one
     * @param high the upper one
     */
    public record Interval(double low, double high) {}

    /**
     * Compares two rankings. The interval is that of Bonett and Wright (Psychometrika 65, 2000): Fisher's z with the
     * variance (1 + rho^2 / 2) / (n - 3).
     *
     * @param first a number of each thing, all finite
     * @param second another number of each thing, in the same order
     * @return empty if there are fewer than 2 things, or all have the same number in one of the rankings: then there is
     *     no order to compare
     * @throws IllegalArgumentException if the lists are not of one length
     */
    public static Optional<RankCorrelation> of(double[] first, double[] second) {
        if (first.length != second.length) {
            throw new IllegalArgumentException(
                    "There are " + first.length + " numbers in one ranking and " + second.length + " in the other");
        }
        if (first.length < 2 || isConstant(first) || isConstant(second)) {
            return Optional.empty();
        }
        double rho = Math.max(-1, Math.min(1, new SpearmansCorrelation().correlation(first, second)));
        return Optional.of(new RankCorrelation(first.length, rho, interval(first.length, rho)));
    }

    private static Optional<Interval> interval(int n, double rho) {
        if (n < 4) {
            return Optional.empty();
        }
        double half = Z * Math.sqrt((1 + rho * rho / 2) / (n - 3));
        double z = 0.5 * Math.log((1 + rho) / (1 - rho)); // infinite for a perfect order: tanh gives it back
        return Optional.of(new Interval(Math.tanh(z - half), Math.tanh(z + half)));
    }

    private static boolean isConstant(double[] numbers) {
        return Arrays.stream(numbers).allMatch(number -> number == numbers[0]);
    }
}
