package winnow.store.data;

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
