package winnow.store.data;

import java.util.Arrays;
import java.util.List;

/**
 * How the rewards of a run are spread: bins of equal width.
 *
 * @param low left edge of the first bin
 * @param high right edge of the last bin; greater than {@code low} unless there are no counts
 * @param counts samples in each bin, from left to right; empty without scores
 */
public record Histogram(double low, double high, List<Long> counts) {

    public Histogram {
        counts = List.copyOf(counts);
    }

    /**
     * A histogram of values in ascending order.
     *
     * @param bins how many, 1 or more
     */
    public static Histogram of(double[] ascending, int bins) {
        if (ascending.length == 0) {
            return new Histogram(0, 0, List.of());
        }
        double low = ascending[0];
        double last = ascending[ascending.length - 1];
        double high = last > low ? last : low + 1;
        Long[] counts = new Long[bins];
        Arrays.fill(counts, 0L);
        for (double value : ascending) {
            counts[Math.min(bins - 1, (int) ((value - low) / (high - low) * bins))]++;
        }
        return new Histogram(low, high, List.of(counts));
    }

    /** All samples counted. */
    public long total() {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    /** The reward half of the samples lie below; within a bin they are taken as evenly spread. */
    public double median() {
        double width = (high - low) / counts.size();
        double half = total() / 2.0;
        double passed = 0;
        for (int i = 0; i < counts.size(); i++) {
            long count = counts.get(i);
            if (count > 0 && passed + count >= half) {
                return low + width * (i + (half - passed) / count);
            }
            passed += count;
        }
        return high;
    }
}
