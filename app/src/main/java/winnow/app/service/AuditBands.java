package winnow.app.service;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import winnow.scoring.rank.BadCount;
import winnow.scoring.rank.Stratum;
import winnow.store.data.Audit;

/**
 * The samples of every source between one cut and the next, for all cuts samples were drawn under and the one that
 * stands. What was drawn on one side of a cut is a random sample of every band on that side, so that judgements stay
 * good when the cut moves.
 */
final class AuditBands {

    /** The samples of a source in one band, in order of the ranking, and the side of the cut that stands. */
    private static final class Band {
        private final List<Long> ids = new ArrayList<>();
        private final boolean below;

        Band(boolean below) {
            this.below = below;
        }
    }

    private final Map<Long, List<Band>> sources = new TreeMap<>();

    /**
     * Sorts samples into bands.
     *
     * @param drawn cuts samples were drawn under
     * @param standing the cut that counts
     */
    AuditBands(Ranking ranking, List<Audit.Cut> drawn, Audit.Cut standing) {
        Map<Long, double[]> edges = new HashMap<>();
        for (int rank = 0; rank < ranking.size(); rank++) {
            long dataset = ranking.dataset(rank);
            double[] of = edges.computeIfAbsent(dataset, id -> edges(id, drawn, standing));
            List<Band> bands = sources.computeIfAbsent(
                    dataset, id -> bands(of, standing.sources().get(id)));
            bands.get(band(of, ranking.value(rank))).ids.add(ranking.id(rank));
        }
    }

    private static double[] edges(long dataset, List<Audit.Cut> drawn, Audit.Cut standing) {
        List<Audit.Cut> all = new ArrayList<>(drawn);
        all.add(standing);
        return all.stream()
                .filter(cut -> cut.sources().containsKey(dataset))
                .mapToDouble(cut -> value(cut, dataset))
                .sorted()
                .distinct()
                .toArray();
    }

    private static double value(Audit.Cut cut, long dataset) {
        Audit.SourceCut source = cut.sources().get(dataset);
        if (source == null) {
            throw new IllegalArgumentException("The cut " + cut.id() + " has no place in dataset " + dataset);
        }
        return source.value();
    }

    private static List<Band> bands(double[] edges, Audit.@Nullable SourceCut cut) {
        List<Band> bands = new ArrayList<>();
        for (int i = 0; i <= edges.length; i++) {
            bands.add(new Band(cut != null && i < edges.length && edges[i] <= cut.value()));
        }
        return bands;
    }

    /** How many edges are not above a value. */
    private static int band(double[] edges, double value) {
        int found = Arrays.binarySearch(edges, value);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** Datasets with a sample in the ranking, ascending. */
    List<Long> datasets() {
        return List.copyOf(sources.keySet());
    }

    /** The samples of a source on one side. */
    List<Long> side(long dataset, boolean below) {
        return sources.getOrDefault(dataset, List.of()).stream()
                .filter(band -> band.below == below)
                .flatMap(band -> band.ids.stream())
                .toList();
    }

    /** All samples below the cut. */
    List<Long> below() {
        return sources.keySet().stream()
                .flatMap(dataset -> side(dataset, true).stream())
                .toList();
    }

    /** The samples of a source on one side that were not drawn. */
    long[] undrawn(long dataset, boolean below, LongPredicate isDrawn) {
        return LongStream.of(
                        side(dataset, below).stream().mapToLong(Long::longValue).toArray())
                .filter(isDrawn.negate())
                .toArray();
    }

    /** What judgements say of one side of some sources. */
    BadCount count(List<Long> datasets, boolean below, Map<Long, Audit.Quality> judged) {
        List<Stratum> strata = new ArrayList<>();
        for (long dataset : datasets) {
            for (Band band : sources.getOrDefault(dataset, List.of())) {
                if (band.below == below && !band.ids.isEmpty()) {
                    strata.add(stratum(band, judged));
                }
            }
        }
        return BadCount.of(strata);
    }

    private static Stratum stratum(Band band, Map<Long, Audit.Quality> judged) {
        int good = 0;
        int bad = 0;
        for (long id : band.ids) {
            Audit.Quality quality = judged.getOrDefault(id, Audit.Quality.NONE);
            good += quality == Audit.Quality.GOOD ? 1 : 0;
            bad += quality == Audit.Quality.BAD ? 1 : 0;
        }
        return new Stratum(band.ids.size(), good + bad, bad);
    }
}
