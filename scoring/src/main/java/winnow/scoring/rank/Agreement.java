package winnow.scoring.rank;

import java.util.Arrays;
import java.util.List;

/**
 * How many of several rankings put a sample into their lowest share. A ranking never names more than that share: equal
 * values at its edge are named all or none.
 */
public final class Agreement {

    private final int[] votes;
    private final double[] values;

    private Agreement(int[] votes, double[] values) {
        this.votes = votes;
        this.values = values;
    }

    /**
     * Counts votes.
     *
     * @param voters one or more rankings of the same samples, lower is worse; NaN where one says nothing
     * @param share of the samples a ranking says something about: above 0, at most 1
     * @throws IllegalArgumentException if there is no voter, they are not of one length, or the share is out of range
     */
    public static Agreement of(List<double[]> voters, double share) {
        if (voters.isEmpty() || !(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("Agreement needs a voter and a share above 0 and up to 1, was " + share);
        }
        int n = voters.get(0).length;
        int[] votes = new int[n];
        double[] percentiles = new double[n];
        for (double[] voter : voters) {
            if (voter.length != n) {
                throw new IllegalArgumentException("All voters rank the same samples");
            }
            vote(voter, share, votes, percentiles);
        }
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = voters.size() - votes[i] + percentiles[i] / (voters.size() + 1);
        }
        return new Agreement(votes, values);
    }

    /** How many voters named each sample. */
    public int[] votes() {
        return votes.clone();
    }

    /**
     * A number to rank by, lowest first: voters that did not name the sample, and, between samples with as many votes,
     * its mean place among the voters as a fraction.
     */
    public double[] values() {
        return values.clone();
    }

    private static void vote(double[] voter, double share, int[] votes, double[] percentiles) {
        int[] known = known(voter);
        double[] said = new double[known.length];
        for (int i = 0; i < known.length; i++) {
            said[i] = voter[known[i]];
        }
        int[] order = Order.ascending(said);
        double most = share * known.length + 1e-9; // 0.1 of 30 is 3
        for (int from = 0; from < order.length; ) {
            int to = from + 1;
            while (to < order.length && said[order[to]] == said[order[from]]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                votes[known[order[i]]] += to <= most ? 1 : 0;
                percentiles[known[order[i]]] += (from + to) / (2.0 * order.length);
            }
            from = to;
        }
        addUnknown(voter, percentiles);
    }

    private static void addUnknown(double[] voter, double[] percentiles) {
        for (int i = 0; i < voter.length; i++) {
            percentiles[i] += Double.isNaN(voter[i]) ? 0.5 : 0;
        }
    }

    private static int[] known(double[] voter) {
        int[] known = new int[voter.length];
        int size = 0;
        for (int i = 0; i < voter.length; i++) {
            if (!Double.isNaN(voter[i])) {
                known[size++] = i;
            }
        }
        return Arrays.copyOf(known, size);
    }
}
