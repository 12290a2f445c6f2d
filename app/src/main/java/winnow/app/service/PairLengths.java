package winnow.app.service;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * How much longer chosen answers are than rejected ones.
 *
 * @param pairs how many pairs
 * @param chosenLonger in how many the chosen answer is the longer one
 * @param chosenShorter in how many it is the shorter one
 * @param medianRatio length of the chosen answer over that of the rejected one; NaN without pairs
 * @param meanDifference characters that the chosen answer is longer; NaN without pairs
 * @param ratios how many pairs have which ratio: below 1/4, 1/2, 1, 2, 4, and from 4
 */
public record PairLengths(
        long pairs,
        long chosenLonger,
        long chosenShorter,
        double medianRatio,
        double meanDifference,
        List<Long> ratios) {

    private static final double[] EDGES = {0.25, 0.5, 1, 2, 4};

    public PairLengths {
        ratios = List.copyOf(ratios);
    }

    /** Measures pairs. */
    static PairLengths of(Collection<BuiltPair> pairs) {
        double[] ratios = pairs.stream().mapToDouble(BuiltPair::lengthRatio).toArray();
        Long[] bins = new Long[EDGES.length + 1];
        Arrays.fill(bins, 0L);
        for (double ratio : ratios) {
            int bin = 0;
            while (bin < EDGES.length && ratio >= EDGES[bin]) {
                bin++;
            }
            bins[bin]++;
        }
        return new PairLengths(
                pairs.size(),
                pairs.stream().filter(pair -> pair.longer() > 0).count(),
                pairs.stream().filter(pair -> pair.longer() < 0).count(),
                ratios.length == 0 ? Double.NaN : median(ratios),
                pairs.stream().mapToInt(BuiltPair::longer).average().orElse(Double.NaN),
                new ArrayList<>(Arrays.asList(bins)));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
