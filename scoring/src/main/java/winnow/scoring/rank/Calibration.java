package winnow.scoring.rank;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes "how probable it is that the first answer is better" of the difference of two rewards. A margin and its
 * opposite
 * always give probabilities that add up to 1: which answer is called the first does not matter.
 */
public interface Calibration {

    /**
     * What was said of two answers.
     *
     * @param margin reward of the first less that of the second; finite
     * @param first 1 where the first was better, 0 where the second was, 0.5 for a tie
     */
    record Vote(double margin, double first) {

        public Vote {
            if (!Double.isFinite(margin) || !(first >= 0 && first <= 1)) {
                throw new IllegalArgumentException(
                        "A vote needs a finite margin and 0 to 1, was " + margin + " and " + first);
            }
        }
    }

    /** How probable it is that the first of two answers with this margin is better, 0 to 1. */
    double probability(double margin);

    /** Mean squared error of the probabilities (Brier 1950), 0 to 1; NaN without votes. */
    default double brier(List<Vote> votes) {
        return votes.stream()
                .mapToDouble(vote -> Math.pow(probability(vote.margin()) - vote.first(), 2))
                .average()
                .orElse(Double.NaN);
    }

    /**
     * A part of the votes in a reliability plot.
     *
     * @param n votes
     * @param expected mean probability
     * @param observed share in which the first was better, with Wilson's interval
     */
    record Bin(long n, double expected, Estimate observed) {}

    /**
     * How often the answer that is called better was, by how sure that is said: each vote is looked at from the side
     * of the
     * answer with the higher reward, so probabilities are one half and more.
     *
     * @param bins how many of equal width there are between 0.5 and 1; empty ones are left out
     */
    default List<Bin> reliability(List<Vote> votes, int bins) {
        double[] n = new double[bins];
        double[] expected = new double[bins];
        double[] observed = new double[bins];
        for (Vote vote : votes) {
            double p = probability(Math.abs(vote.margin()));
            int bin = Math.max(0, Math.min(bins - 1, (int) ((p - 0.5) * 2 * bins)));
            n[bin]++;
            expected[bin] += p;
            observed[bin] += vote.margin() < 0 ? 1 - vote.first() : vote.first();
        }
        List<Bin> found = new ArrayList<>();
        for (int i = 0; i < bins; i++) {
            if (n[i] > 0) {
                found.add(new Bin((long) n[i], expected[i] / n[i], Proportion.wilson(observed[i] / n[i], n[i])));
            }
        }
        return found;
    }

    /** Mean distance of what is said from what is so, over the bins (Guo and others 2017); NaN without votes. */
    default double expectedError(List<Vote> votes, int bins) {
        double sum = 0;
        for (Bin bin : reliability(votes, bins)) {
            sum += bin.n() * Math.abs(bin.expected() - bin.observed().value());
        }
        return votes.isEmpty() ? Double.NaN : sum / votes.size();
    }
}
