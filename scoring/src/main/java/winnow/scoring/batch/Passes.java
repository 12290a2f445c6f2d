package winnow.scoring.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import winnow.scoring.ScoringException;

/**
 * Computes inputs in passes: each takes inputs that have much in common and needs no more rows than a budget. Where
 * memory is short the budget is halved and the pass done again, down to one input a pass. Used by one thread.
 */
public final class Passes {

    /** Computes one pass. */
    @FunctionalInterface
    public interface Pass {
        /**
         * What comes of some inputs.
         *
         * @param tree of the inputs of this pass
         * @param inputs their numbers among all inputs, in their order in the tree
         * @return one number for each input, in their order in the tree
         */
        double[] compute(PrefixTree tree, int[] inputs) throws ScoringException;
    }

    private static final int LEAST = 64;

    private int budget;

    /**
     * Passes with a budget.
     *
     * @param budget rows of a pass, 1 or more; a longer input has a pass of its own
     */
    public Passes(int budget) {
        if (budget < 1) {
            throw new IllegalArgumentException("A pass must have 1 row or more, was " + budget);
        }
        this.budget = budget;
    }

    /** Rows of a pass now: less than in the beginning once memory was short. */
    public int budget() {
        return budget;
    }

    /**
     * Computes all inputs.
     *
     * @param inputs symbols of each, at least one symbol
     * @return one number for each, in the same order
     * @throws ScoringException if a pass fails, for want of memory only when nothing is left to halve
     */
    public double[] compute(List<long[]> inputs, Pass pass) throws ScoringException {
        double[] found = new double[inputs.size()];
        int[] order = PrefixTree.sorted(inputs);
        int from = 0;
        while (from < order.length) {
            int to = reach(inputs, order, from);
            int[] chosen = Arrays.copyOfRange(order, from, to);
            List<long[]> some = new ArrayList<>();
            for (int input : chosen) {
                some.add(inputs.get(input));
            }
            PrefixTree tree = PrefixTree.of(some);
            try {
                double[] part = pass.compute(tree, chosen);
                for (int i = 0; i < chosen.length; i++) {
                    found[chosen[i]] = part[i];
                }
                from = to;
            } catch (ScoringException e) {
                boolean halved = e.isMemoryShort() && chosen.length > 1 && budget > LEAST;
                if (!halved) {
                    throw e;
                }
                budget = Math.max(LEAST, Math.min(budget, rows(tree)) / 2);
            }
        }
        return found;
    }

    /** One past the last input, in order, that still fits into a pass which begins with another. */
    private int reach(List<long[]> inputs, int[] order, int from) {
        long rows = inputs.get(order[from]).length;
        int to = from + 1;
        while (to < order.length) {
            long[] next = inputs.get(order[to]);
            rows += next.length - PrefixTree.common(inputs.get(order[to - 1]), next);
            if (rows > budget) {
                break;
            }
            to++;
        }
        return to;
    }

    private static int rows(PrefixTree tree) {
        return tree.stretches().stream().mapToInt(Stretch::length).sum();
    }
}
