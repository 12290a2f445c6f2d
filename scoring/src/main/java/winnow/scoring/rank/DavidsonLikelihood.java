package winnow.scoring.rank;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.RealMatrix;
import winnow.scoring.rank.BradleyTerry.Comparison;
import winnow.scoring.rank.BradleyTerry.Outcome;

/**
 * How probable comparisons are, by the strengths of models, behind them the logarithm of nu where there are ties, and
 * behind that the effects of what else differs. See {@link BradleyTerry}.
 */
final class DavidsonLikelihood {

    private static final int STEPS = 100;
    private static final double CLOSE = 1e-12;

    /** Beyond these odds (e to the 20th) an effect is called endless. */
    private static final double ENDLESS = 20;

    /** Comparisons of the same two models with the same differences. */
    private static final class Cell {

        private final int first;
        private final int second;
        private final double[] differences;
        private final double[] counts = new double[3];

        Cell(Key key) {
            this.first = key.first;
            this.second = key.second;
            this.differences =
                    key.differences.stream().mapToDouble(Double::doubleValue).toArray();
        }

        double n() {
            return counts[0] + counts[1] + counts[2];
        }
    }

    private record Key(int first, int second, List<Double> differences) {}

    private final List<Cell> cells;
    private final int models;
    private final int effects;
    private final boolean ties;

    private DavidsonLikelihood(List<Cell> cells, int models, int effects) {
        this.cells = cells;
        this.models = models;
        this.effects = effects;
        this.ties = cells.stream().anyMatch(cell -> cell.counts[2] > 0);
    }

    /**
     * Of comparisons; those that call both bad are left out.
     *
     * @throws IllegalArgumentException if they do not tell as many differences each
     */
    static DavidsonLikelihood of(int models, List<Comparison> comparisons) {
        int effects =
                comparisons.isEmpty() ? 0 : comparisons.get(0).differences().size();
        Map<Key, Cell> cells = new LinkedHashMap<>();
        for (Comparison each : comparisons) {
            if (each.differences().size() != effects) {
                throw new IllegalArgumentException("Every comparison tells " + effects + " differences, one told "
                        + each.differences().size());
            }
            if (each.outcome() != Outcome.BOTH_BAD) {
                add(cells, each);
            }
        }
        return new DavidsonLikelihood(List.copyOf(cells.values()), models, effects);
    }

    private static void add(Map<Key, Cell> cells, Comparison each) {
        Key key = key(each);
        Cell cell = cells.computeIfAbsent(key, Cell::new);
        cell.counts[outcome(each)]++;
    }

    /** What it saw, as its cell sees it: a win of the lower model, of the higher one, or a tie. */
    private static int outcome(Comparison each) {
        boolean turned = each.first() > each.second();
        boolean firstWon = (each.outcome() == Outcome.FIRST) != turned;
        return each.outcome() == Outcome.TIE ? 2 : firstWon ? 0 : 1;
    }

    private static Key key(Comparison each) {
        boolean turned = each.first() > each.second();
        List<Double> differences = turned
                ? each.differences().stream().map(difference -> 0 - difference).toList()
                : each.differences();
        return new Key(Math.min(each.first(), each.second()), Math.max(each.first(), each.second()), differences);
    }

    /** Place of the first effect among what is fitted. */
    int firstEffect() {
        return models + (ties ? 1 : 0);
    }

    double nu(double[] at) {
        return ties ? Math.exp(at[models]) : 0;
    }

    /** Of a win of the first, of the second, and of a tie. */
    static double[] probabilities(double difference, double nu) {
        double half = Math.exp(-Math.abs(difference) / 2); // the stronger counts as 1
        double sum = 1 + half * half + nu * half;
        double stronger = 1 / sum;
        double weaker = half * half / sum;
        return new double[] {difference >= 0 ? stronger : weaker, difference >= 0 ? weaker : stronger, nu * half / sum};
    }

    private double[] probabilities(double[] at, Cell cell) {
        double difference = at[cell.first] - at[cell.second];
        for (int k = 0; k < effects; k++) {
            difference += at[firstEffect() + k] * cell.differences[k];
        }
        return probabilities(difference, nu(at));
    }

    /**
     * Newton's steps, halved while they do not help; the logarithm of the likelihood is concave. Empty where an effect
     * has no end, or cannot be told from the strengths.
     */
    Optional<double[]> greatest() {
        double[] at = new double[firstEffect() + effects];
        double best = logLikelihood(at);
        for (int step = 0; step < STEPS; step++) {
            LUDecomposition solved = solved(information(at));
            if (!solved.getSolver().isNonSingular()) {
                return Optional.empty();
            }
            double[] direction = inverse(solved)
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
                return Optional.of(at);
            }
            at = next;
            best += gain;
            if (isEndless(at)) {
                return Optional.empty();
            }
            if (Arrays.stream(direction).map(Math::abs).max().orElse(0) < CLOSE) {
                return Optional.of(at);
            }
        }
        return Optional.of(at);
    }

    private boolean isEndless(double[] at) {
        for (int k = firstEffect(); k < at.length; k++) {
            if (!(Math.abs(at[k]) < ENDLESS)) {
                return true;
            }
        }
        return false;
    }

    private static double[] moved(double[] at, double[] direction, double scale) {
        double[] next = at.clone();
        for (int i = 0; i < next.length; i++) {
            next[i] += scale * direction[i];
        }
        return next;
    }

    private double logLikelihood(double[] at) {
        double sum = 0;
        for (Cell cell : cells) {
            double[] p = probabilities(at, cell);
            for (int outcome = 0; outcome < 3; outcome++) {
                sum += cell.counts[outcome] == 0 ? 0 : cell.counts[outcome] * Math.log(p[outcome]);
            }
        }
        return sum;
    }

    /** Derivatives of the logarithm of the probability of each outcome of a cell. */
    private double[][] scores(double[] p, Cell cell) {
        double mean = (p[0] - p[1]) / 2; // of +1/2, -1/2 and 0 by which outcomes count for the first
        double[] forFirst = {0.5 - mean, -0.5 - mean, -mean};
        double[] forTies = {-p[2], -p[2], 1 - p[2]};
        double[][] scores = new double[3][firstEffect() + effects];
        for (int outcome = 0; outcome < 3; outcome++) {
            scores[outcome][cell.first] = forFirst[outcome];
            scores[outcome][cell.second] = -forFirst[outcome];
            if (ties) {
                scores[outcome][models] = forTies[outcome];
            }
            for (int k = 0; k < effects; k++) {
                scores[outcome][firstEffect() + k] = forFirst[outcome] * cell.differences[k];
            }
        }
        return scores;
    }

    private double[] gradient(double[] at) {
        double[] sum = new double[at.length];
        for (Cell cell : cells) {
            double[][] scores = scores(probabilities(at, cell), cell);
            for (int outcome = 0; outcome < 3; outcome++) {
                for (int k = 0; k < sum.length; k++) {
                    sum[k] += cell.counts[outcome] * scores[outcome][k];
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
        List<Integer> used = new ArrayList<>();
        for (Cell cell : cells) {
            double[] p = probabilities(at, cell);
            double[][] scores = scores(p, cell);
            used.clear();
            for (int k = 0; k < at.length; k++) {
                if (k == cell.first || k == cell.second || k >= models) {
                    used.add(k);
                }
            }
            for (int outcome = 0; outcome < 3; outcome++) {
                double count = seen ? cell.counts[outcome] : cell.n() * p[outcome];
                for (int row : used) {
                    for (int column : used) {
                        sum.addToEntry(row, column, count * scores[outcome][row] * scores[outcome][column]);
                    }
                }
            }
        }
        return sum;
    }

    /** Covariance where every comparison stands for itself. */
    RealMatrix sandwich(double[] at) {
        return sandwich(at, products(at, true));
    }

    /**
     * Covariance where those of a group go together: what they add to the derivatives is summed up first. With the
     * correction for few groups that is called CR1. Of a single group nothing can be said, so there each comparison
     * stands for itself.
     */
    RealMatrix sandwich(double[] at, List<List<Comparison>> groups) {
        RealMatrix sum = new Array2DRowRealMatrix(at.length, at.length);
        int counted = 0;
        for (List<Comparison> group : groups) {
            double[] score = score(at, group);
            counted += group.stream().anyMatch(each -> each.outcome() != Outcome.BOTH_BAD) ? 1 : 0;
            for (int row = 0; row < score.length; row++) {
                for (int column = 0; score[row] != 0 && column < score.length; column++) {
                    sum.addToEntry(row, column, score[row] * score[column]);
                }
            }
        }
        return counted < 2 ? sandwich(at) : sandwich(at, sum.scalarMultiply(counted / (counted - 1.0)));
    }

    private double[] score(double[] at, List<Comparison> group) {
        double[] sum = new double[at.length];
        for (Comparison each : group) {
            if (each.outcome() != Outcome.BOTH_BAD) {
                Cell cell = new Cell(key(each));
                double[] score = scores(probabilities(at, cell), cell)[outcome(each)];
                for (int k = 0; k < sum.length; k++) {
                    sum[k] += score[k];
                }
            }
        }
        return sum;
    }

    private RealMatrix sandwich(double[] at, RealMatrix products) {
        RealMatrix bread = inverse(solved(information(at)));
        return bread.multiply(products).multiply(bread);
    }

    /** All strengths shifted alike change nothing: with their mean told, the rest can be solved for. */
    private LUDecomposition solved(RealMatrix information) {
        return new LUDecomposition(information.add(shift(information.getRowDimension())));
    }

    private RealMatrix shift(int size) {
        RealMatrix shift = new Array2DRowRealMatrix(size, size);
        for (int i = 0; i < models; i++) {
            for (int j = 0; j < models; j++) {
                shift.setEntry(i, j, 1.0 / models);
            }
        }
        return shift;
    }

    /** The inverse among strengths whose sum is zero. */
    private RealMatrix inverse(LUDecomposition solved) {
        RealMatrix inverse = solved.getSolver().getInverse();
        return inverse.subtract(shift(inverse.getRowDimension()));
    }
}
