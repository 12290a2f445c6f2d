package winnow.scoring.rank;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How well a ranking finds the bad samples when their truth is known: lowest first. Equal values have no order between
 * them, so each figure is what any order of them gives on average: the AUROC counts a tie as half (midranks), average
 * precision and precision at k are the exact means over all orders of the ties.
 *
 * @param n how many are bad
 * @param clean how many are not
 * @param auroc how probable it is that a bad one stands below a clean one, 0 to 1; NaN where there are none of either
 * @param averagePrecision mean precision at the places of the bad ones, 0 to 1; NaN where none is bad
 * @param precisionAt share of bad ones among the lowest k, by k; k beyond the number of samples are left out
 */
public record Detection(long n, long clean, double auroc, double averagePrecision, Map<Integer, Double> precisionAt) {

    /**
     * Where a figure may be.
     *
     * @param low end
     * @param high end
     */
    public record Interval(double low, double high) {}

    private static final double NORMAL = 1.959964;

    public Detection {
        precisionAt = Collections.unmodifiableMap(new TreeMap<>(precisionAt));
    }

    /**
     * How far the AUROC may be off by chance: its 95 % interval after Hanley and McNeil, cut to 0 to 1.
     *
     * @return NaN where there is no AUROC
     */
    public Interval interval() {
        double a = auroc;
        double one = a / (2 - a);
        double two = 2 * a * a / (1 + a);
        double spread = a * (1 - a) + (n - 1) * (one - a * a) + (clean - 1) * (two - a * a);
        double reach = NORMAL * Math.sqrt(Math.max(0, spread) / ((double) n * clean));
        return new Interval(Math.max(0, a - reach), Math.min(1, a + reach));
    }

    /**
     * Measures a ranking.
     *
     * @param values what it ranks by, lower is worse; all finite
     * @param bad which samples are bad
     * @param depths the k of precision at k, each 1 or more
     * @throws IllegalArgumentException if the lists are not of one length
     */
    public static Detection of(double[] values, boolean[] bad, List<Integer> depths) {
        if (values.length != bad.length) {
            throw new IllegalArgumentException(
                    "There are " + values.length + " values and the truth of " + bad.length + " samples");
        }
        int[] order = Order.ascending(values);
        Sums sums = new Sums(depths, order.length);
        for (int from = 0; from < order.length; ) {
            int to = from;
            int found = 0;
            while (to < order.length && values[order[to]] == values[order[from]]) {
                found += bad[order[to]] ? 1 : 0;
                to++;
            }
            sums.add(to - from, found);
            from = to;
        }
        return sums.detection();
    }

    /** What is added up while going through the ties from the lowest up. */
    private static final class Sums {
        private final Map<Integer, Double> precisionAt = new TreeMap<>();
        private final List<Integer> depths;
        private long passed;
        private long found;
        private double pairs;
        private double precisions;

        Sums(List<Integer> depths, int samples) {
            this.depths = depths.stream().filter(k -> k <= samples).toList();
        }

        void add(int size, int bad) {
            long clean = (long) size - bad;
            long cleanBefore = passed - found;
            pairs += cleanBefore * (double) bad + clean * (double) bad / 2;
            for (int place = 1; place <= size && bad > 0; place++) {
                double before = size == 1 ? 0 : (place - 1) * (bad - 1.0) / (size - 1);
                precisions += bad / (double) size * (found + 1 + before) / (passed + place);
            }
            for (int k : depths) {
                if (k > passed && k <= passed + size) {
                    precisionAt.put(k, (found + (k - passed) * (double) bad / size) / k);
                }
            }
            passed += size;
            found += bad;
        }

        Detection detection() {
            long clean = passed - found;
            double above = found == 0 || clean == 0 ? Double.NaN : 1 - pairs / ((double) found * clean);
            return new Detection(found, clean, above, found == 0 ? Double.NaN : precisions / found, precisionAt);
        }
    }
}
