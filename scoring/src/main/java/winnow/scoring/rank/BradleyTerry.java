package winnow.scoring.rank;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/**
 * How strong each of several models is, from comparisons of two: the model of Bradley and Terry (1952), "Rank analysis
 * of
 * incomplete block designs", with ties as Davidson (1970), "On extending the Bradley-Terry model to accommodate ties in
 * paired comparison experiments", has them: the first wins in proportion to its strength, the second to its own, and a
 * tie
 * comes in proportion to nu times the geometric mean of both. Strengths are fitted by greatest likelihood; intervals
 * come
 * from the sandwich of White (1982), "Maximum likelihood estimation of misspecified models", so they hold where the
 * model
 * does not fit.
 *
 * <p>"Both bad" says nothing of who is stronger: such comparisons are no ties, are left out of the fit and counted on
 * their own.
 *
 * @param strengths logarithms, their mean 0: odds between two are the exponential of the difference
 * @param nu how common ties are; 0 where there is none
 * @param covariance of the strengths
 * @param duels what was seen, for each model against each
 */
public record BradleyTerry(
        List<Estimate> strengths, double nu, List<List<Double>> covariance, List<List<Duels>> duels) {

    /** What a comparison came to. */
    public enum Outcome {
        /** The first is better. */
        FIRST,
        /** The second is better. */
        SECOND,
        /** Both are as good. */
        TIE,
        /** Neither is good. */
        BOTH_BAD
    }

    /**
     * A comparison.
     *
     * @param first number of a model, from 0
     * @param second number of another
     * @param outcome what was said
     */
    public record Comparison(int first, int second, Outcome outcome) {}

    /**
     * All comparisons of one model with another, as that one sees them.
     *
     * @param wins it was better
     * @param losses the other was better
     * @param ties both were as good
     * @param bothBad neither was good
     */
    public record Duels(long wins, long losses, long ties, long bothBad) {

        /** Share of wins, ties counting as half, without "both bad"; with Wilson's interval. */
        public Estimate share() {
            double n = wins + losses + (double) ties;
            return Proportion.wilson(n == 0 ? Double.NaN : (wins + ties / 2.0) / n, n);
        }
    }

    private static final int STEPS = 100;
    private static final double CLOSE = 1e-12;

    public BradleyTerry {
        strengths = List.copyOf(strengths);
        covariance = List.copyOf(covariance);
        duels = List.copyOf(duels);
    }

    /**
     * Fits.
     *
     * @param models how many there are, two or more
     * @throws IllegalArgumentException if a comparison names no two models, or some models cannot be put in relation to
     *     the others, see {@link #isConnected}
     */
    public static BradleyTerry fit(int models, List<Comparison> comparisons) {
        List<List<Duels>> duels = duels(models, comparisons);
        if (models < 2 || !isConnected(duels)) {
            throw new IllegalArgumentException("Some models won or lost every comparison with the others, or have none,"
                    + " so how strong they are cannot be said. Compare them more, or leave them out.");
        }
        Likelihood likelihood = new Likelihood(duels);
        double[] found = likelihood.greatest();
        RealMatrix covariance = likelihood.sandwich(found);
        List<Estimate> strengths = new ArrayList<>();
        List<List<Double>> rows = new ArrayList<>();
        for (int i = 0; i < models; i++) {
            strengths.add(Estimate.normal(found[i], Math.sqrt(covariance.getEntry(i, i))));
            rows.add(Arrays.stream(covariance.getRow(i)).limit(models).boxed().toList());
        }
        return new BradleyTerry(strengths, likelihood.ties ? Math.exp(found[models]) : 0, rows, duels);
    }

    /**
     * What was seen of each model against each.
     *
     * @throws IllegalArgumentException if a comparison names no two models
     */
    public static List<List<Duels>> duels(int models, List<Comparison> comparisons) {
        long[][][] counts = new long[models][models][Outcome.values().length];
        for (Comparison each : comparisons) {
            int low = Math.min(each.first, each.second);
            int high = Math.max(each.first, each.second);
            if (low < 0 || high >= models || low == high) {
                throw new IllegalArgumentException("A comparison is of two of " + models + " models, was of "
                        + each.first + " and " + each.second);
            }
            counts[each.first][each.second][column(each.outcome)]++;
        }
        List<List<Duels>> all = new ArrayList<>();
        for (int i = 0; i < models; i++) {
            List<Duels> row = new ArrayList<>();
            for (int j = 0; j < models; j++) {
                long[] one = counts[i][j];
                long[] other = counts[j][i];
                row.add(new Duels(one[0] + other[1], one[1] + other[0], one[2] + other[2], one[3] + other[3]));
            }
            all.add(List.copyOf(row));
        }
        return all;
    }

    private static int column(Outcome outcome) {
        return switch (outcome) {
            case FIRST -> 0;
            case SECOND -> 1;
            case TIE -> 2;
            case BOTH_BAD -> 3;
        };
    }

    /**
     * Whether strengths can be said: from each model a chain of wins or ties leads to each other one (Ford 1957,
     * "Solution of a ranking problem from binary comparisons").
     */
    public static boolean isConnected(List<List<Duels>> duels) {
        return reached(duels, true) == duels.size() && reached(duels, false) == duels.size();
    }

    private static int reached(List<List<Duels>> duels, boolean down) {
        boolean[] seen = new boolean[duels.size()];
        List<Integer> reached = new ArrayList<>(List.of(0));
        seen[0] = true;
        for (int next = 0; next < reached.size(); next++) {
            for (int other = 0; other < seen.length; other++) {
                Duels duel = duels.get(reached.get(next)).get(other);
                if (!seen[other] && (down ? duel.wins : duel.losses) + duel.ties > 0) {
                    seen[other] = true;
                    reached.add(other);
                }
            }
        }
        return reached.size();
    }

    /** By how much one model is stronger than another. */
    public Estimate difference(int first, int second) {
        double variance = covariance.get(first).get(first)
                + covariance.get(second).get(second)
                - 2 * covariance.get(first).get(second);
        return Estimate.normal(
                strengths.get(first).value() - strengths.get(second).value(), Math.sqrt(Math.max(0, variance)));
    }

    /** How probable it is that one model wins against another, 0 to 1. */
    public double win(int first, int second) {
        return Likelihood.probabilities(
                strengths.get(first).value() - strengths.get(second).value(), nu)[0];
    }

    /** How probable a tie of two models is, 0 to 1. */
    public double tie(int first, int second) {
        return Likelihood.probabilities(
                strengths.get(first).value() - strengths.get(second).value(), nu)[2];
    }

    /** The likelihood of strengths and, behind them, the logarithm of nu. */
    private static final class Likelihood {
        private final List<List<Duels>> duels;
        private final int models;
        private final boolean ties;

        Likelihood(List<List<Duels>> duels) {
            this.duels = duels;
            this.models = duels.size();
            this.ties = duels.stream().flatMap(List::stream).anyMatch(duel -> duel.ties > 0);
        }

        /** Of a win of the first, of the second, and of a tie. */
        static double[] probabilities(double difference, double nu) {
            double half = Math.exp(-Math.abs(difference) / 2); // the stronger counts as 1
            double sum = 1 + half * half + nu * half;
            double stronger = 1 / sum;
            double weaker = half * half / sum;
            return new double[] {
                difference >= 0 ? stronger : weaker, difference >= 0 ? weaker : stronger, nu * half / sum
            };
        }

        /** Newton's steps, halved while they do not help; the logarithm of the likelihood is concave. */
        double[] greatest() {
            double[] at = new double[models + (ties ? 1 : 0)];
            double best = logLikelihood(at);
            for (int step = 0; step < STEPS; step++) {
                double[] direction = inverse(information(at))
                        .operate(new ArrayRealVector(gradient(at), false))
                        .toArray();
                double scale = 1;
                double[] next = moved(at, direction, scale);
                while (!(logLikelihood(next) >= best) && scale > CLOSE) {
                    scale /= 2;
                    next = moved(at, direction, scale);
                }
                double gain = logLikelihood(next) - best;
                if (!(gain >= 0)) {
                    return at;
                }
                at = next;
                best += gain;
                if (Arrays.stream(direction).map(Math::abs).max().orElse(0) < CLOSE) {
                    return at;
                }
            }
            return at;
        }

        private static double[] moved(double[] at, double[] direction, double scale) {
            double[] next = at.clone();
            for (int i = 0; i < next.length; i++) {
                next[i] += scale * direction[i];
            }
            return next;
        }

        private double nu(double[] at) {
            return ties ? Math.exp(at[models]) : 0;
        }

        private double logLikelihood(double[] at) {
            double sum = 0;
            for (int i = 0; i < models; i++) {
                for (int j = i + 1; j < models; j++) {
                    Duels duel = duels.get(i).get(j);
                    double[] p = probabilities(at[i] - at[j], nu(at));
                    sum += term(duel.wins, p[0]) + term(duel.losses, p[1]) + term(duel.ties, p[2]);
                }
            }
            return sum;
        }

        private static double term(long count, double probability) {
            return count == 0 ? 0 : count * Math.log(probability);
        }

        /** Derivatives of the logarithm of the probability of each outcome of a pair. */
        private double[][] scores(double[] p, int i, int j) {
            double mean = (p[0] - p[1]) / 2; // of +1/2, -1/2 and 0 by which outcomes count for the first
            double[] forFirst = {0.5 - mean, -0.5 - mean, -mean};
            double[] forTies = {-p[2], -p[2], 1 - p[2]};
            double[][] scores = new double[3][models + (ties ? 1 : 0)];
            for (int outcome = 0; outcome < 3; outcome++) {
                scores[outcome][i] = forFirst[outcome];
                scores[outcome][j] = -forFirst[outcome];
                if (ties) {
                    scores[outcome][models] = forTies[outcome];
                }
            }
            return scores;
        }

        private double[] gradient(double[] at) {
            double[] sum = new double[at.length];
            for (int i = 0; i < models; i++) {
                for (int j = i + 1; j < models; j++) {
                    Duels duel = duels.get(i).get(j);
                    double[] counts = {duel.wins, duel.losses, duel.ties};
                    double[][] scores = scores(probabilities(at[i] - at[j], nu(at)), i, j);
                    for (int outcome = 0; outcome < 3; outcome++) {
                        for (int k = 0; k < sum.length; k++) {
                            sum[k] += counts[outcome] * scores[outcome][k];
                        }
                    }
                }
            }
            return sum;
        }

        /** The information expected, which is the one observed: the model is an exponential family. */
        private RealMatrix information(double[] at) {
            return products(at, false);
        }

        /** Products of the derivatives, over what was seen or what is expected of as many comparisons. */
        private RealMatrix products(double[] at, boolean seen) {
            RealMatrix sum = new Array2DRowRealMatrix(at.length, at.length);
            for (int i = 0; i < models; i++) {
                for (int j = i + 1; j < models; j++) {
                    Duels duel = duels.get(i).get(j);
                    double[] p = probabilities(at[i] - at[j], nu(at));
                    double n = duel.wins + duel.losses + (double) duel.ties;
                    double[] counts = seen
                            ? new double[] {duel.wins, duel.losses, duel.ties}
                            : new double[] {n * p[0], n * p[1], n * p[2]};
                    double[][] scores = scores(p, i, j);
                    for (int outcome = 0; outcome < 3; outcome++) {
                        RealVector score = new ArrayRealVector(scores[outcome], false);
                        if (counts[outcome] > 0) {
                            sum = sum.add(score.outerProduct(score).scalarMultiply(counts[outcome]));
                        }
                    }
                }
            }
            return sum;
        }

        RealMatrix sandwich(double[] at) {
            RealMatrix bread = inverse(information(at));
            return bread.multiply(products(at, true)).multiply(bread);
        }

        /** The inverse among strengths whose sum is zero: all of them shifted alike change nothing. */
        private RealMatrix inverse(RealMatrix information) {
            RealMatrix shift = new Array2DRowRealMatrix(information.getRowDimension(), information.getRowDimension());
            for (int i = 0; i < models; i++) {
                for (int j = 0; j < models; j++) {
                    shift.setEntry(i, j, 1.0 / models);
                }
            }
            return new LUDecomposition(information.add(shift))
                    .getSolver()
                    .getInverse()
                    .subtract(shift);
        }
    }
}
