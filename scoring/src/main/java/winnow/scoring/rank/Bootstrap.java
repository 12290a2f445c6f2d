package winnow.scoring.rank;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Intervals by drawing again from what was seen (percentiles; Efron and Tibshirani 1993, "An introduction to the
 * bootstrap", chapter 13). The same seed gives the same interval.
 *
 * @param rounds how often it is drawn
 * @param seed where chance starts
 */
public record Bootstrap(int rounds, long seed) {

    /** Enough for intervals that stay the same in their second digit. */
    public static final Bootstrap USUAL = new Bootstrap(2000, 1);

    private static final double TAIL = 0.025;

    public Bootstrap {
        if (rounds < 1) {
            throw new IllegalArgumentException("A bootstrap needs one round or more, was " + rounds);
        }
    }

    /**
     * The interval of a figure.
     *
     * @param units what is drawn from
     * @param figure of units that were drawn, by their numbers; NaN where it is not defined
     * @return with the figure of all units; without ends where the figure is not defined in half of the rounds
     */
    Estimate of(int units, ToDoubleFunction<int[]> figure) {
        return all(units, 1, drawn -> new double[] {figure.applyAsDouble(drawn)})
                .get(0);
    }

    /** The intervals of several figures that are worked out together, each as {@link #of} has it. */
    List<Estimate> all(int units, int figures, Function<int[], double[]> of) {
        int[] drawn = new int[units];
        Arrays.setAll(drawn, i -> i);
        double[] values = of.apply(drawn);
        SplittableRandom random = new SplittableRandom(seed);
        double[][] found = new double[figures][rounds];
        int[] sizes = new int[figures];
        for (int round = 0; round < rounds && units > 0; round++) {
            for (int i = 0; i < units; i++) {
                drawn[i] = random.nextInt(units);
            }
            double[] again = of.apply(drawn);
            for (int figure = 0; figure < figures; figure++) {
                if (!Double.isNaN(again[figure])) {
                    found[figure][sizes[figure]++] = again[figure];
                }
            }
        }
        List<Estimate> all = new ArrayList<>();
        for (int figure = 0; figure < figures; figure++) {
            all.add(estimate(values[figure], found[figure], sizes[figure]));
        }
        return all;
    }

    private Estimate estimate(double value, double[] found, int size) {
        if (size * 2 <= rounds) {
            return new Estimate(value, Double.NaN, Double.NaN);
        }
        Arrays.sort(found, 0, size);
        return new Estimate(value, at(found, size, TAIL), at(found, size, 1 - TAIL));
    }

    private static double at(double[] sorted, int size, double share) {
        double place = share * (size - 1);
        int below = (int) place;
        int above = Math.min(size - 1, below + 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
