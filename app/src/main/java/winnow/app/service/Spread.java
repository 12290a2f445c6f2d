package winnow.app.service;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import winnow.store.data.Histogram;

/**
 * How a ranking is spread over each source: what it takes to count the samples below a cut by a search, and to draw
 * them. Never changes; thread-safe; eight bytes a sample.
 */
public final class Spread {

    /** Fewest and most bars of a histogram; more samples make more bars. */
    private static final int FEWEST_BINS = 30;

    private static final int MOST_BINS = 120;

    /** The plots reach this far beyond the lowest and the highest hundredth, in widths of what is between. */
    private static final double BEYOND = 0.6;

    private final Ranking ranking;
    private final Map<Long, double[]> values = new TreeMap<>();
    private final double low;
    private final double high;

    /** Sorts the values of a ranking by source. */
    public Spread(Ranking ranking) {
        this.ranking = ranking;
        int most = -1;
        for (int rank = 0; rank < ranking.size(); rank++) {
            most = Math.max(most, source(rank));
        }
        int[] sizes = new int[most + 1];
        for (int rank = 0; rank < ranking.size(); rank++) {
            sizes[source(rank)]++;
        }
        double[][] sorted = new double[most + 1][];
        for (int source = 0; source <= most; source++) {
            sorted[source] = new double[sizes[source]];
            if (sizes[source] > 0) {
                values.put((long) source, sorted[source]);
            }
        }
        int[] filled = new int[most + 1];
        for (int rank = 0; rank < ranking.size(); rank++) {
            int source = source(rank);
            sorted[source][filled[source]++] = ranking.value(rank);
        }
        int size = ranking.size();
        double least = size == 0 ? 0 : ranking.value(0);
        double greatest = size == 0 ? 0 : ranking.value(size - 1);
        double early = size == 0 ? 0 : ranking.value(size / 100);
        double late = size == 0 ? 0 : ranking.value(size - 1 - size / 100);
        double reach = BEYOND * (late - early);
        this.low = late > early ? Math.max(least, early - reach) : least;
        double right = late > early ? Math.min(greatest, late + reach) : greatest;
        this.high = right > low ? right + (right - low) * 1e-9 : low + 1; // the highest belongs to the last bin
    }

    private int source(int rank) {
        return Math.toIntExact(ranking.dataset(rank));
    }

    private double[] of(long dataset) {
        double[] found = values.get(dataset);
        return found == null ? new double[0] : found;
    }

    /** The ranking it was made of. */
    public Ranking ranking() {
        return ranking;
    }

    /** Datasets with a sample in the ranking, ascending. */
    public List<Long> datasets() {
        return List.copyOf(values.keySet());
    }

    /** Left edge of all histograms; values below are counted in their first bar. */
    public double low() {
        return low;
    }

    /** Right edge of all histograms; values above are counted in their last bar. */
    public double high() {
        return high;
    }

    /** How many samples are ranked. */
    public long size() {
        return ranking.size();
    }

    /** How many samples of a source are ranked. */
    public long size(long dataset) {
        return of(dataset).length;
    }

    /** How many samples of a source have a lower value. */
    public long below(long dataset, double cut) {
        double[] sorted = of(dataset);
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sorted[middle] < cut) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /** How many samples are below the cuts, given by source; sources that are not named have none. */
    public long below(Map<Long, Double> cuts) {
        return cuts.entrySet().stream()
                .mapToLong(cut -> below(cut.getKey(), cut.getValue()))
                .sum();
    }

    /** How the values of a source are spread; all sources have the same bins. */
    public Histogram histogram(long dataset) {
        int bins = (int) Math.max(FEWEST_BINS, Math.min(MOST_BINS, 2 * Math.sqrt(ranking.size())));
        long[] counts = new long[bins];
        double perBin = bins / (high - low);
        for (double value : of(dataset)) {
            counts[(int) Math.max(0, Math.min(bins - 1, (value - low) * perBin))]++;
        }
        return new Histogram(low, high, LongStream.of(counts).boxed().toList());
    }

    /** Where the lowest share of every source ends, for a cut; equal values at its edge stay above. */
    public Map<Long, Double> cutsAt(double share) {
        Map<Long, Double> cuts = new TreeMap<>();
        values.forEach((dataset, sorted) -> {
            int place = (int) Math.floor(share * sorted.length);
            if (place < sorted.length) {
                cuts.put(dataset, sorted[place]);
            }
        });
        return cuts;
    }
}
