package winnow.store.db;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import winnow.store.data.Histogram;
import winnow.store.query.Criterion;
import winnow.store.query.Term;

/**
 * The rewards of a run in memory, lowest first, 16 bytes each: what sorts, ranks and draws a million rows at once.
 * Never changes.
 */
final class Rewards {

    private final long changes;
    private final long[] ids;
    private final double[] values;

    /**
     * Takes the arrays over.
     *
     * @param changes how often the scores of the run had changed when this was read
     * @param ids samples, by reward and then by number
     * @param values their rewards
     */
    Rewards(long changes, long[] ids, double[] values) {
        this.changes = changes;
        this.ids = ids;
        this.values = values;
    }

    /** How often the scores of the run had changed when this was read. */
    long changes() {
        return changes;
    }

    /**
     * The samples whose rewards fit all terms, in order: those of them that {@code among} has, where it is there, and
     * {@code without} has not.
     */
    long[] order(Iterable<Term> terms, Optional<BitSet> among, BitSet without) {
        long[] found = new long[ids.length];
        int size = 0;
        for (int i = 0; i < ids.length; i++) {
            int id = Math.toIntExact(ids[i]);
            boolean wanted = !without.get(id) && (among.isEmpty() || among.get().get(id));
            if (wanted && fits(terms, values[i])) {
                found[size++] = ids[i];
            }
        }
        return Arrays.copyOf(found, size);
    }

    /** Whether a term is one of rewards alone, so that nothing else has to be read for it. */
    static boolean isOfReward(Term term) {
        return term.criterion() instanceof Criterion.Reward
                || term.criterion() instanceof Criterion.Percentile
                || term.criterion() instanceof Criterion.Scored;
    }

    /** Place of a reward in the order, from 1; ties stand in order of the workspace. */
    long rank(double reward, long sampleId) {
        int from = firstAtLeast(reward);
        int to = firstAtLeast(Math.nextUp(reward));
        int place = Arrays.binarySearch(ids, from, to, sampleId);
        return (place >= 0 ? place : -place - 2) + 1L;
    }

    /** In {@code bins} bins of equal width; no bin without a reward. */
    Histogram histogram(int bins) {
        if (values.length == 0) {
            return new Histogram(0, 0, List.of());
        }
        double low = values[0];
        double top = values[values.length - 1];
        double high = top > low ? top : Math.max(low + 1, Math.nextUp(low));
        Long[] counts = new Long[bins];
        int from = 0;
        double edge = low;
        for (int bin = 0; bin < bins - 1; bin++) {
            double share = (bin + 1.0) / bins;
            edge = Math.max(edge, low * (1 - share) + high * share);
            int to = Math.max(from, firstAtLeast(edge));
            counts[bin] = (long) to - from;
            from = to;
        }
        counts[bins - 1] = (long) ids.length - from;
        return new Histogram(low, high, Arrays.asList(counts));
    }

    private boolean fits(Iterable<Term> terms, double reward) {
        for (Term term : terms) {
            if (fits(term.criterion(), reward) == term.negated()) {
                return false;
            }
        }
        return true;
    }

    private boolean fits(Criterion criterion, double reward) {
        if (criterion instanceof Criterion.Reward c) {
            return fits(c.relation(), reward, c.value());
        } else if (criterion instanceof Criterion.Percentile c) {
            return fits(c.relation(), reward, percentile(c.percent()));
        } else if (criterion instanceof Criterion.Scored c) {
            return c.yes();
        }
        throw new IllegalArgumentException("Not of a reward: " + criterion);
    }

    /** Nearest rank, as the query language has it. */
    private double percentile(double percent) {
        int place = (int) Math.ceil(percent * values.length / 100.0) - 1;
        return values[Math.max(0, Math.min(values.length - 1, place))];
    }

    private static boolean fits(Criterion.Relation relation, double reward, double value) {
        return switch (relation) {
            case LESS -> reward < value;
            case AT_MOST -> reward <= value;
            case GREATER -> reward > value;
            case AT_LEAST -> reward >= value;
            case EQUAL -> reward == value;
        };
    }

    /** The place of the first reward that is not lower. */
    private int firstAtLeast(double reward) {
        int low = 0;
        int high = values.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (values[middle] < reward) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
