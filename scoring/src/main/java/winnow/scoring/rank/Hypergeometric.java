package winnow.scoring.rank;

import java.util.Arrays;

/** How many bad ones a draw without replacement has. Numbers 1e-12 times as probable as the usual are left out. */
final class Hypergeometric {

    private static final double NEGLIGIBLE = 1e-12;

    private final int from;
    private final double[] probabilities;

    private Hypergeometric(int from, double[] probabilities) {
        this.from = from;
        this.probabilities = probabilities;
    }

    /**
     * The distribution, by the ratio of neighbours from the most probable number on, so that nothing overflows.
     *
     * @param size of the population
     * @param bad how many of it are
     * @param drawn how many are drawn
     */
    static Hypergeometric of(int size, int bad, int drawn) {
        int least = Math.max(0, drawn - (size - bad));
        int most = Math.min(drawn, bad);
        long mode = ((drawn + 1L) * (bad + 1L)) / (size + 2L);
        int middle = (int) Math.min(most, Math.max(least, mode));
        double[] all = new double[most - least + 1];
        all[middle - least] = 1;
        int high = middle;
        while (high < most && all[high - least] > NEGLIGIBLE) {
            double ratio = (double) (bad - high) * (drawn - high) / ((high + 1.0) * (size - bad - drawn + high + 1.0));
            all[high + 1 - least] = all[high - least] * ratio;
            high++;
        }
        int low = middle;
        while (low > least && all[low - least] > NEGLIGIBLE) {
            double ratio = low * (double) (size - bad - drawn + low) / ((bad - low + 1.0) * (drawn - low + 1.0));
            all[low - 1 - least] = all[low - least] * ratio;
            low--;
        }
        double[] kept = Arrays.copyOfRange(all, low - least, high - least + 1);
        double sum = Arrays.stream(kept).sum();
        for (int i = 0; i < kept.length; i++) {
            kept[i] /= sum;
        }
        return new Hypergeometric(low, kept);
    }

    /** The smallest number worth counting. */
    int least() {
        return from;
    }

    /** How probable a number is, from the smallest to the largest worth counting. */
    double probability(int number) {
        return probabilities[number - from];
    }

    /** The largest number worth counting. */
    int most() {
        return from + probabilities.length - 1;
    }

    /** Adds {@code mass}, spread over the numbers, to a list: number i goes to place {@code at + i * step}. */
    void spread(double mass, double[] list, int at, int step) {
        int place = at + from * step;
        for (double probability : probabilities) {
            list[place] += mass * probability;
            place += step;
        }
    }
}
