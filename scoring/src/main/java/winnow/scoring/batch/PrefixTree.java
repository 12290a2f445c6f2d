package winnow.scoring.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Inputs with a causal decoder behind them, as a tree of stretches: what they have in common from their beginning on is
 * one stretch, equal inputs are one path. An input is a row of symbols; equal symbols at equal positions behind equal
 * beginnings mean equal rows.
 */
public final class PrefixTree {

    /** Rows that must be saved before a common beginning gets a stretch of its own: each costs calls of its own. */
    private static final int WORTH = 16;

    private final List<Stretch> stretches = new ArrayList<>();
    private final int[] ends;
    private final List<long[]> inputs;

    private PrefixTree(List<long[]> inputs) {
        this.inputs = inputs;
        this.ends = new int[inputs.size()];
    }

    /**
     * The tree of some inputs.
     *
     * @param inputs symbols of each, one or more
     */
    public static PrefixTree of(List<long[]> inputs) {
        PrefixTree tree = new PrefixTree(List.copyOf(inputs));
        int[] sorted = sorted(inputs);
        List<Integer> distinct = new ArrayList<>();
        int[] twin = new int[inputs.size()];
        for (int i = 0; i < sorted.length; i++) {
            boolean again = i > 0 && Arrays.equals(inputs.get(sorted[i]), inputs.get(sorted[i - 1]));
            twin[sorted[i]] = again ? twin[sorted[i - 1]] : sorted[i];
            if (!again) {
                distinct.add(sorted[i]);
            }
        }
        tree.grow(distinct.stream().mapToInt(Integer::intValue).toArray(), 0, -1);
        for (int i = 0; i < twin.length; i++) {
            tree.ends[i] = tree.ends[twin[i]];
        }
        return tree;
    }

    /** Numbers of inputs in the order in which neighbours have most in common. */
    static int[] sorted(List<long[]> inputs) {
        return IntStream.range(0, inputs.size())
                .boxed()
                .sorted((a, b) -> Arrays.compare(inputs.get(a), inputs.get(b)))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** How many symbols two inputs have in common from their beginning on. */
    static int common(long[] one, long[] other) {
        int at = Arrays.mismatch(one, other);
        return at < 0 ? one.length : at;
    }

    /** Adds sorted, distinct inputs that have the same symbols up to a position, which are in the tree already. */
    private void grow(int[] group, int from, int parent) {
        long[] first = inputs.get(group[0]);
        if (group.length == 1) {
            ends[group[0]] = first.length == from ? parent : add(parent, group[0], from, first.length);
            return;
        }
        int common = common(first, inputs.get(group[group.length - 1]));
        boolean worth = (long) (common - from) * (group.length - 1) >= WORTH;
        int at = worth ? common : from;
        int below = worth ? add(parent, group[0], from, common) : parent;
        int start = 0;
        for (int i = 1; i <= group.length; i++) {
            if (i == group.length || symbol(group[i], common) != symbol(group[start], common)) {
                int[] same = Arrays.copyOfRange(group, start, i);
                if (same.length == group.length) {
                    throw new IllegalStateException("Equal inputs in a tree of distinct ones");
                }
                grow(same, at, below);
                start = i;
            }
        }
    }

    private long symbol(int input, int at) {
        long[] symbols = inputs.get(input);
        return at < symbols.length ? symbols[at] : Long.MIN_VALUE; // only one of distinct inputs ends there
    }

    private int add(int parent, int input, int first, int end) {
        stretches.add(new Stretch(parent, input, first, end));
        return stretches.size() - 1;
    }

    /** All stretches; a parent stands before its children. */
    public List<Stretch> stretches() {
        return List.copyOf(stretches);
    }

    /** The stretch that ends with the last symbol of an input. */
    public int end(int input) {
        return ends[input];
    }

    /** The symbols of an input. */
    public long[] input(int input) {
        return inputs.get(input);
    }

    /** Number of inputs. */
    public int inputs() {
        return inputs.size();
    }
}
