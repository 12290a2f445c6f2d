package winnow.app.service;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import winnow.scoring.rank.Curve;
import winnow.store.data.Counts;
import winnow.store.data.Histogram;
import winnow.store.data.ScoreColumns;
import winnow.store.data.ScoringRun;
import winnow.store.data.SourceCounts;

/**
 * How a workspace looks from above. Counts are made when it is read; what a brush marks is counted from the columns of
 * the run, in memory. Never changes; thread-safe.
 */
public final class Overview {

    /** Bars of a histogram. */
    public static final int BINS = 60;

    /** The part of the samples that is worth reading by hand. */
    public static final double LOWEST = 0.05;

    /**
     * Everything that was read.
     *
     * @param run whose rewards; empty when nothing was scored yet
     * @param counts how far the workspace has come
     * @param sources the same by dataset
     * @param reasons why samples were pruned, most frequent first; no reason is the empty text
     * @param pruners annotators who pruned
     * @param choice by what they are ranked
     * @param lowest samples among the lowest {@link #LOWEST} of the ranking
     * @param lowestDecided of these, those with a decision
     * @param columns the scored samples
     * @param values what the ranking says of each, in order of the columns
     * @param curve the value that is usual at the logarithm of 1 + characters; empty without scores
     * @param correlation rank correlation of length and value (Spearman's rho); NaN where it is not defined
     */
    @SuppressWarnings("ArrayRecordComponent") // eight bytes a sample, handed over once
    record Parts(
            Optional<ScoringRun> run,
            Counts counts,
            List<SourceCounts> sources,
            Map<String, Long> reasons,
            long pruners,
            RankingChoice choice,
            long lowest,
            long lowestDecided,
            ScoreColumns columns,
            double[] values,
            Optional<Curve> curve,
            double correlation) {}

    private final Parts parts;
    private final double low;
    private final double high;
    private final Map<Long, Histogram> histograms;

    Overview(Parts parts) {
        this.parts = parts;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double value : parts.values()) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        double margin = least == most ? 0.5 : (most - least) * 1e-9; // the highest belongs to the last bin
        this.low = least;
        this.high = most + margin;
        this.histograms = histograms(place -> true);
    }

    /** Whose rewards these are; empty when nothing was scored yet. */
    public Optional<ScoringRun> run() {
        return parts.run();
    }

    /** How far the workspace has come. */
    public Counts counts() {
        return parts.counts();
    }

    /** The same by dataset, in order of import. */
    public List<SourceCounts> sources() {
        return List.copyOf(parts.sources());
    }

    /** Why samples were pruned, most frequent first; no reason is the empty text. */
    public Map<String, Long> reasons() {
        return parts.reasons();
    }

    /** How many annotators pruned. */
    public long pruners() {
        return parts.pruners();
    }

    /** By what samples are ranked. */
    public RankingChoice choice() {
        return parts.choice();
    }

    /** What a sample is ranked by, at a place of the columns; in an agreement the voters that named it. */
    public double value(int place) {
        return parts.values()[place];
    }

    /** Samples among the lowest {@link #LOWEST} of the ranking. */
    public long lowest() {
        return parts.lowest();
    }

    /** How many of these are decided. */
    public long lowestDecided() {
        return parts.lowestDecided();
    }

    /** The scored samples. */
    public ScoreColumns columns() {
        return parts.columns();
    }

    /** The value that is usual at the logarithm of 1 + characters of the answer; empty without scores. */
    public Optional<Curve> curve() {
        return parts.curve();
    }

    /** Rank correlation of length and value (Spearman's rho), -1 to 1; NaN where it is not defined. */
    public double correlation() {
        return parts.correlation();
    }

    /** The lowest value; of no meaning without scores. */
    public double low() {
        return low;
    }

    /** Just above the highest value; of no meaning without scores. */
    public double high() {
        return high;
    }

    /** How the values of a dataset are spread; all datasets have the same bins. Empty where it has none. */
    public Optional<Histogram> histogram(long datasetId) {
        return Optional.ofNullable(histograms.get(datasetId));
    }

    /** Half of the values of a dataset are at most this, as exactly as its bins tell; NaN where it has none. */
    public double median(long datasetId) {
        return histogram(datasetId).map(Histogram::median).orElse(Double.NaN);
    }

    /**
     * What a brush marks.
     *
     * @param samples how many
     * @param histograms their spread by dataset, in the bins of {@link #histogram}
     */
    public record Brushed(long samples, Map<Long, Histogram> histograms) {}

    /** Counts what a brush marks; takes some milliseconds for a million samples. */
    public Brushed brushed(Brush brush) {
        ScoreColumns columns = parts.columns();
        Map<Long, Histogram> found =
                histograms(place -> brush.has(columns.dataset(place), value(place), columns.chars(place)));
        return new Brushed(found.values().stream().mapToLong(Histogram::total).sum(), found);
    }

    private Map<Long, Histogram> histograms(IntPredicate wanted) {
        ScoreColumns columns = parts.columns();
        Map<Integer, long[]> bins = new HashMap<>();
        double perBin = BINS / (high - low);
        long[] mine = new long[0];
        int last = -1;
        for (int i = 0; i < columns.size(); i++) {
            if (wanted.test(i)) {
                if (columns.dataset(i) != last) {
                    last = columns.dataset(i);
                    mine = bins.computeIfAbsent(last, id -> new long[BINS]);
                }
                mine[Math.min(BINS - 1, (int) ((value(i) - low) * perBin))]++;
            }
        }
        Map<Long, Histogram> result = new HashMap<>();
        bins.forEach((id, counts) -> result.put(
                (long) id,
                new Histogram(low, high, Arrays.stream(counts).boxed().toList())));
        return result;
    }
}
