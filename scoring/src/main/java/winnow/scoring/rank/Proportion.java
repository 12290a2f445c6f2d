package winnow.scoring.rank;

import org.hipparchus.distribution.continuous.BetaDistribution;
import org.hipparchus.distribution.discrete.BinomialDistribution;

/** Shares of counts, with intervals. */
public final class Proportion {

    private static final double TAIL = 0.025;

    private Proportion() {}

    /**
     * A share with the score interval of Wilson (1927), "Probable inference, the law of succession, and statistical
     * inference".
     *
     * @param share 0 to 1
     * @param n of how many; not whole where they depend on each other
     */
    public static Estimate wilson(double share, double n) {
        if (!(n > 0)) {
            return new Estimate(Double.NaN, 0, 1);
        }
        double z = Estimate.NORMAL;
        double stretch = 1 + z * z / n;
        double middle = (share + z * z / (2 * n)) / stretch;
        double half = z / stretch * Math.sqrt(share * (1 - share) / n + z * z / (4 * n * n));
        return new Estimate(share, Math.max(0, middle - half), Math.min(1, middle + half));
    }

    /**
     * A share with the exact interval of Clopper and Pearson (1934), "The use of confidence or fiducial limits
     * illustrated in the case of the binomial".
     *
     * @param count 0 to {@code n}
     * @param n of how many
     */
    public static Estimate exact(long count, long n) {
        check(count, n);
        double low = count == 0 ? 0 : new BetaDistribution(count, n - count + 1.0).inverseCumulativeProbability(TAIL);
        double high = count == n
                ? 1
                : new BetaDistribution(count + 1.0, (double) n - count).inverseCumulativeProbability(1 - TAIL);
        return new Estimate(n == 0 ? Double.NaN : (double) count / n, n == 0 ? 0 : low, n == 0 ? 1 : high);
    }

    /**
     * How probable a count at least as far from the half is, where both sides are equally probable: the exact binomial
     * test of two sides.
     */
    public static double signTest(long count, long n) {
        check(count, n);
        int fewer = Math.toIntExact(Math.min(count, n - count));
        return Math.min(1, 2 * new BinomialDistribution(Math.toIntExact(n), 0.5).cumulativeProbability(fewer));
    }

    private static void check(long count, long n) {
        if (count < 0 || count > n) {
            throw new IllegalArgumentException("A count must be 0 to " + n + ", was " + count);
        }
    }
}
