package winnow.scoring.rank;

import java.util.Arrays;
import org.hipparchus.analysis.interpolation.LoessInterpolator;

/**
 * Local regression of many numbers on one: the numbers are put into at most 256 bins of about equal count, equal x
 * always together, and LOESS (Cleveland, JASA 74, 1979; Hipparchus' implementation, two robust rounds) runs through the
 * medians of the bins, weighted by their counts.
 */
final class Smoother {

    private static final int MOST_BINS = 256;
    private static final int LEAST_IN_BIN = 10;
    private static final double BANDWIDTH = 0.3;
    private static final double LEAST_POINTS = 8;
    private static final int ROBUST_ROUNDS = 2;

    private final double[] x;
    private final int[] order;
    private final int[] ends;

    /**
     * Makes bins.
     *
     * @param x one or more, all finite
     */
    Smoother(double[] x) {
        this.x = x;
        this.order = Order.ascending(x);
        int size = Math.max(LEAST_IN_BIN, (x.length + MOST_BINS - 1) / MOST_BINS);
        int[] found = new int[x.length];
        int bins = 0;
        for (int end = 1; end <= x.length; end++) {
            boolean edge = end == x.length || x[order[end]] != x[order[end - 1]];
            int start = bins == 0 ? 0 : found[bins - 1];
            if (edge && (end - start >= size || end == x.length)) {
                found[bins++] = end;
            }
        }
        this.ends = Arrays.copyOf(found, bins);
    }

    /** The curve of other numbers of the same things over x. */
    Curve smooth(double[] y) {
        int bins = ends.length;
        double[] middles = new double[bins];
        double[] medians = new double[bins];
        double[] counts = new double[bins];
        for (int bin = 0; bin < bins; bin++) {
            int start = bin == 0 ? 0 : ends[bin - 1];
            counts[bin] = ends[bin] - start;
            double[] members = new double[ends[bin] - start];
            for (int i = start; i < ends[bin]; i++) {
                members[i - start] = y[order[i]];
                middles[bin] += x[order[i]] / counts[bin];
            }
            medians[bin] = Robust.median(members);
        }
        double bandwidth = Math.min(1, Math.max(BANDWIDTH, LEAST_POINTS / bins));
        LoessInterpolator loess = new LoessInterpolator(bandwidth, ROBUST_ROUNDS, LoessInterpolator.DEFAULT_ACCURACY);
        return new Curve(middles, loess.smooth(middles, medians, counts));
    }
}
