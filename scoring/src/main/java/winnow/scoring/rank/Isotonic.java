package winnow.scoring.rank;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Steps over the margin that never fall and lie closest to the votes: pool adjacent violators (Ayer and others 1955,
 * "An
 * empirical distribution function for sampling with incomplete information"; Zadrozny and Elkan 2002, "Transforming
 * classifier scores into accurate multiclass probability estimates"). Each vote counts from both sides, so that
 * opposite
 * margins add up to 1. Between steps probabilities are interpolated.
 */
public final class Isotonic implements Calibration {

    private final double[] margins;
    private final double[] probabilities;

    private Isotonic(double[] margins, double[] probabilities) {
        this.margins = margins;
        this.probabilities = probabilities;
    }

    /** Votes of neighbouring margins, taken together. */
    private record Block(double from, double to, double sum, double n) {

        double mean() {
            return sum / n;
        }

        Block with(Block next) {
            return new Block(from, next.to, sum + next.sum, n + next.n);
        }
    }

    /**
     * Fits.
     *
     * @throws IllegalArgumentException without votes
     */
    public static Isotonic fit(List<Vote> votes) {
        if (votes.isEmpty()) {
            throw new IllegalArgumentException("A calibration needs votes");
        }
        double[] all = new double[2 * votes.size()];
        double[] first = new double[all.length];
        for (int i = 0; i < votes.size(); i++) {
            Vote vote = votes.get(i);
            all[2 * i] = vote.margin();
            first[2 * i] = vote.first();
            all[2 * i + 1] = -vote.margin();
            first[2 * i + 1] = 1 - vote.first();
        }
        return of(pooled(ofEqualMargins(all, first)));
    }

    /**
     * The steps of an earlier fit.
     *
     * @param margins ends of the steps, ascending
     * @param probabilities at each of them, 0 to 1, never falling
     * @throws IllegalArgumentException if they are no steps
     */
    public static Isotonic of(double[] margins, double[] probabilities) {
        boolean steps = margins.length > 0 && margins.length == probabilities.length;
        for (int i = 0; steps && i < margins.length; i++) {
            steps = probabilities[i] >= 0
                    && probabilities[i] <= 1
                    && Double.isFinite(margins[i])
                    && (i == 0 || (margins[i] >= margins[i - 1] && probabilities[i] >= probabilities[i - 1]));
        }
        if (!steps) {
            throw new IllegalArgumentException("Margins and probabilities of a calibration must not fall");
        }
        return new Isotonic(margins.clone(), probabilities.clone());
    }

    private static List<Block> ofEqualMargins(double[] margins, double[] first) {
        List<Block> blocks = new ArrayList<>();
        for (int place : Order.ascending(margins)) {
            Block next = new Block(margins[place], margins[place], first[place], 1);
            int last = blocks.size() - 1;
            if (last >= 0 && blocks.get(last).to == next.from) {
                next = blocks.remove(last).with(next);
            }
            blocks.add(next);
        }
        return blocks;
    }

    private static List<Block> pooled(List<Block> steps) {
        List<Block> blocks = new ArrayList<>();
        for (Block step : steps) {
            Block next = step;
            while (!blocks.isEmpty() && blocks.get(blocks.size() - 1).mean() >= next.mean()) {
                next = blocks.remove(blocks.size() - 1).with(next);
            }
            blocks.add(next);
        }
        return blocks;
    }

    private static Isotonic of(List<Block> blocks) {
        double[] margins = new double[2 * blocks.size()];
        double[] probabilities = new double[margins.length];
        for (int i = 0; i < blocks.size(); i++) {
            margins[2 * i] = blocks.get(i).from();
            margins[2 * i + 1] = blocks.get(i).to();
            Arrays.fill(probabilities, 2 * i, 2 * i + 2, blocks.get(i).mean());
        }
        return new Isotonic(margins, probabilities);
    }

    @Override
    public double probability(double margin) {
        int above = 0;
        while (above < margins.length && margins[above] < margin) {
            above++;
        }
        if (above == margins.length || above == 0 || margins[above] == margin) {
            return probabilities[Math.min(above, margins.length - 1)];
        }
        double part = (margin - margins[above - 1]) / (margins[above] - margins[above - 1]);
        return probabilities[above - 1] + part * (probabilities[above] - probabilities[above - 1]);
    }

    /** Ends of the steps, in ascending order: for plots. */
    public double[] margins() {
        return margins.clone();
    }

    /** The probability at each of the {@link #margins}. */
    public double[] probabilities() {
        return probabilities.clone();
    }
}
