package winnow.scoring.rank;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Probabilities that were said, beside what came of them: how far they may be believed.
 *
 * @param all one a vote, each from the side of the answer with the higher reward
 */
public record Forecasts(List<Forecast> all) {

    /** A probability counts as no farther from 0 and 1 than this in {@link #logLoss}. */
    public static final double SUREST = 1e-9;

    /**
     * What was said of a vote.
     *
     * @param probability that the answer with the higher reward is better, 0 to 1
     * @param cameTrue 1 where it was, 0 where the other one was, 0.5 for a tie
     */
    public record Forecast(double probability, double cameTrue) {

        private double logLoss() {
            double p = Math.max(SUREST, Math.min(1 - SUREST, probability));
            return -cameTrue * Math.log(p) - (1 - cameTrue) * Math.log1p(-p);
        }
    }

    /**
     * A part of the votes in a reliability plot.
     *
     * @param from the least probability that belongs there
     * @param to the greatest
     * @param n votes
     * @param expected mean probability
     * @param observed share in which the answer with the higher reward was better, ties as half; Wilson's interval
     */
    public record Bin(double from, double to, long n, double expected, Estimate observed) {}

    public Forecasts {
        all = List.copyOf(all);
    }

    /** Mean squared error (Brier 1950), 0 to 1; NaN without votes. */
    public double brier() {
        return mean(each -> Math.pow(each.probability() - each.cameTrue(), 2));
    }

    /** Mean negative logarithm of the likelihood, natural; 0.693 is a coin's. NaN without votes. */
    public double logLoss() {
        return mean(Forecast::logLoss);
    }

    private double mean(ToDoubleFunction<Forecast> figure) {
        return all.stream().mapToDouble(figure).average().orElse(Double.NaN);
    }

    /**
     * How often the answer that is called better was, by how sure that is said.
     *
     * @param bins how many of equal width there are between 0.5 and 1; empty ones are left out
     */
    public List<Bin> reliability(int bins) {
        double[] n = new double[bins];
        double[] expected = new double[bins];
        double[] observed = new double[bins];
        for (Forecast each : all) {
            int bin = Math.max(0, Math.min(bins - 1, (int) ((each.probability() - 0.5) * 2 * bins)));
            n[bin]++;
            expected[bin] += each.probability();
            observed[bin] += each.cameTrue();
        }
        List<Bin> found = new ArrayList<>();
        for (int i = 0; i < bins; i++) {
            if (n[i] > 0) {
                found.add(new Bin(
                        0.5 + i / (2.0 * bins),
                        0.5 + (i + 1) / (2.0 * bins),
                        (long) n[i],
                        expected[i] / n[i],
                        Proportion.wilson(observed[i] / n[i], n[i])));
            }
        }
        return found;
    }

    /** Mean distance of what is said from what is so, over the bins (Guo and others 2017); NaN without votes. */
    public double expectedError(int bins) {
        double sum = 0;
        for (Bin bin : reliability(bins)) {
            sum += bin.n() * Math.abs(bin.expected() - bin.observed().value());
        }
        return all.isEmpty() ? Double.NaN : sum / all.size();
    }
}
