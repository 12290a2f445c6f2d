package winnow.app.service;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import winnow.scoring.rank.Order;
import winnow.scoring.rank.StyleAdjustment;
import winnow.store.data.ScoreColumns;
import winnow.store.db.KeptRankings;

/** The scored samples of a run in an order, worst first. Never changes; thread-safe; twelve bytes a sample. */
public final class Ranking {

    /**
     * Where a sample stands.
     *
     * @param value what it is ranked by; in an agreement the voters that named it
     * @param rank from 1 for the worst; equal values stand in order of the workspace
     * @param percentile share of samples that stand there or before, above 0 to 100
     */
    public record Place(double value, long rank, double percentile) {}

    private final RankingChoice choice;
    private final ScoreColumns columns;
    private final double[] values;
    private final int[] order;
    private final int[] ranks;
    private final Optional<StyleAdjustment> style;
    private final Optional<KeptRankings.Head> head;

    /** A ranking nothing else has to be known of, and that no query asks for. */
    Ranking(RankingChoice choice, ScoreColumns columns, double[] values) {
        this(choice, columns, values, Optional.empty(), Optional.empty());
    }

    /**
     * A ranking.
     *
     * @param values lower is worse, in order of the columns
     * @param head as what it can be kept for queries
     */
    Ranking(
            RankingChoice choice,
            ScoreColumns columns,
            double[] values,
            Optional<StyleAdjustment> style,
            Optional<KeptRankings.Head> head) {
        this.choice = choice;
        this.columns = columns;
        this.values = values;
        this.order = Order.ascending(values);
        this.ranks = new int[order.length];
        for (int rank = 0; rank < order.length; rank++) {
            ranks[order[rank]] = rank;
        }
        this.style = style;
        this.head = head;
    }

    /** By what the samples are ranked. */
    public RankingChoice choice() {
        return choice;
    }

    /** How many samples are ranked. */
    public int size() {
        return order.length;
    }

    /** Number of the sample at a rank, from 0 for the worst. */
    public long id(int rank) {
        return columns.id(order[rank]);
    }

    /** What the sample at a rank is ranked by; grows with the rank. */
    public double value(int rank) {
        return values[order[rank]];
    }

    /** What the sample at a rank is shown and found with; see {@link #shownByPlace}. */
    double shown(int rank) {
        return shownAt(order[rank]);
    }

    /** The reward of the sample at a rank. */
    public double reward(int rank) {
        return columns.reward(order[rank]);
    }

    /** The dataset of the sample at a rank. */
    public long dataset(int rank) {
        return columns.dataset(order[rank]);
    }

    /** Numbers of all samples, worst first. */
    public long[] ids() {
        long[] ids = new long[order.length];
        for (int rank = 0; rank < ids.length; rank++) {
            ids[rank] = id(rank);
        }
        return ids;
    }

    /** Some samples, worst first; those that are not ranked last, in the order given. */
    public long[] sorted(long[] samples) {
        BitSet wanted = new BitSet();
        for (long sample : samples) {
            wanted.set(Math.toIntExact(sample));
        }
        long[] sorted = new long[samples.length];
        int next = 0;
        for (int rank = 0; rank < order.length && next < sorted.length; rank++) {
            int sample = Math.toIntExact(id(rank));
            if (wanted.get(sample)) {
                wanted.clear(sample);
                sorted[next++] = sample;
            }
        }
        for (int i = 0; next < sorted.length; i++) {
            if (wanted.get(Math.toIntExact(samples[i]))) {
                sorted[next++] = samples[i];
            }
        }
        return sorted;
    }

    /** What they are shown with, ascending; see {@link #shownByPlace}. */
    public double[] shown() {
        double[] shown = shownByPlace();
        Arrays.sort(shown);
        return shown;
    }

    /** Where a sample stands; empty when the run has no reward for it. */
    public Optional<Place> place(long sampleId) {
        int place = columns.place(sampleId);
        return place < 0
                ? Optional.empty()
                : Optional.of(new Place(shownAt(place), ranks[place] + 1L, 100.0 * (ranks[place] + 1) / order.length));
    }

    /** The curves an adjusted ranking was made with, for plots: over the logarithm of 1 + characters, and markdown. */
    public Optional<StyleAdjustment> style() {
        return style;
    }

    /** What the samples are ranked by, in order of the workspace. */
    double[] valuesByPlace() {
        return values;
    }

    /** What plots show and queries compare, in order of the columns: the values, or the voters that named them. */
    double[] shownByPlace() {
        double[] shown = new double[values.length];
        for (int place = 0; place < shown.length; place++) {
            shown[place] = shownAt(place);
        }
        return shown;
    }

    /** An agreement is ranked by voters that did not name the sample, and a fraction between equals. */
    private double shownAt(int place) {
        return choice instanceof RankingChoice.Agreed agreed
                ? agreed.voters().size() - Math.floor(values[place])
                : values[place];
    }

    /** As what it can be kept for queries; empty for one queries need not be told of. */
    Optional<KeptRankings.Head> head() {
        return head;
    }

    ScoreColumns columns() {
        return columns;
    }
}
