package winnow.app.service;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import winnow.scoring.rank.Bootstrap;
import winnow.scoring.rank.CohenKappa;
import winnow.scoring.rank.Estimate;
import winnow.scoring.rank.FleissKappa;
import winnow.scoring.rank.KrippendorffAlpha;
import winnow.scoring.rank.Proportion;

/**
 * How far annotators agree on what two or more of them judged.
 *
 * @param things pairs or samples that two or more judged
 * @param annotators who judged them, by name
 * @param same share of the pairs of annotators that said the same, as the mean over things; Wilson's interval
 * @param kind which kappa it is
 * @param kappa agreement beyond chance of two annotators, or of as many everywhere
 * @param alpha agreement beyond chance of any number; drawn again over things
 * @param pairs each two annotators who judged things in common, where there are more than two
 */
public record BetweenAnnotators(
        int things,
        List<String> annotators,
        Estimate same,
        Kind kind,
        Estimate kappa,
        Estimate alpha,
        List<Two> pairs) {

    private static final int SEED = 1;
    private static final int MOST_ROUNDS = 2_000;
    private static final int LEAST_ROUNDS = 200;
    private static final int DRAWS = 40_000_000; // what may be drawn in all, for a wait of seconds
    private static final Estimate UNKNOWN = new Estimate(Double.NaN, Double.NaN, Double.NaN);

    /** Which kappa. */
    public enum Kind {
        /** Of two annotators. */
        COHEN,
        /** Of more, each thing judged by as many. */
        FLEISS,
        /** None fits: some things were judged by more than others. */
        NONE
    }

    /**
     * Two annotators.
     *
     * @param first one name
     * @param second the other, later in the alphabet
     * @param kappa over what both judged
     */
    public record Two(String first, String second, CohenKappa kappa) {}

    public BetweenAnnotators {
        annotators = List.copyOf(annotators);
        pairs = List.copyOf(pairs);
    }

    /**
     * Compares annotators.
     *
     * @param said of each thing, the category each annotator gave it, from 0; things with one annotator are left out
     * @param categories how many there are
     */
    static BetweenAnnotators of(Collection<Map<String, Integer>> said, int categories) {
        List<Map<String, Integer>> shared =
                said.stream().filter(thing -> thing.size() > 1).toList();
        TreeSet<String> names = new TreeSet<>();
        shared.forEach(thing -> names.addAll(thing.keySet()));
        List<String> annotators = List.copyOf(names);
        List<int[]> counts = counts(shared, categories);
        Bootstrap bootstrap = bootstrap(shared.size());
        List<Two> pairs = pairs(shared, annotators, categories);
        long sizes = shared.stream().map(Map::size).distinct().count();
        Kind kind = annotators.size() == 2 ? Kind.COHEN : sizes == 1 ? Kind.FLEISS : Kind.NONE;
        Estimate kappa = switch (kind) {
            case COHEN -> pairs.get(0).kappa().kappa();
            case FLEISS -> FleissKappa.of(counts, bootstrap).kappa();
            case NONE -> UNKNOWN;
        };
        List<double[]> ratings = shared.stream()
                .map(thing -> thing.values().stream()
                        .mapToDouble(Integer::doubleValue)
                        .toArray())
                .toList();
        return new BetweenAnnotators(
                shared.size(),
                annotators,
                same(counts),
                kind,
                atMostOne(kappa),
                KrippendorffAlpha.of(ratings, KrippendorffAlpha.Metric.NOMINAL, bootstrap)
                        .alpha(),
                kind == Kind.COHEN ? List.of() : pairs);
    }

    /** As many rounds as a wait of seconds allows. */
    private static Bootstrap bootstrap(int things) {
        int rounds = DRAWS / Math.max(1, things);
        return new Bootstrap(Math.max(LEAST_ROUNDS, Math.min(MOST_ROUNDS, rounds)), SEED);
    }

    private static List<int[]> counts(List<Map<String, Integer>> shared, int categories) {
        List<int[]> counts = new ArrayList<>(shared.size());
        for (Map<String, Integer> thing : shared) {
            int[] each = new int[categories];
            thing.values().forEach(category -> each[category]++);
            counts.add(each);
        }
        return counts;
    }

    private static Estimate same(List<int[]> counts) {
        double sum = 0;
        for (int[] thing : counts) {
            double judges = 0;
            double alike = 0;
            for (int count : thing) {
                judges += count;
                alike += count * (count - 1.0);
            }
            sum += alike / (judges * (judges - 1));
        }
        return counts.isEmpty() ? UNKNOWN : Proportion.wilson(sum / counts.size(), counts.size());
    }

    private static List<Two> pairs(List<Map<String, Integer>> shared, List<String> annotators, int categories) {
        Map<List<String>, long[][]> tables = new HashMap<>();
        for (Map<String, Integer> thing : shared) {
            List<String> who = thing.keySet().stream().sorted().toList();
            for (int i = 0; i < who.size(); i++) {
                for (int j = i + 1; j < who.size(); j++) {
                    long[][] table = tables.computeIfAbsent(
                            List.of(who.get(i), who.get(j)), two -> new long[categories][categories]);
                    table[thing.getOrDefault(who.get(i), 0)][thing.getOrDefault(who.get(j), 0)]++;
                }
            }
        }
        List<Two> pairs = new ArrayList<>();
        for (String first : annotators) {
            for (String second : annotators) {
                long[][] table = tables.get(List.of(first, second));
                if (table != null) {
                    pairs.add(new Two(first, second, CohenKappa.of(table, CohenKappa.Weights.NONE)));
                }
            }
        }
        return pairs;
    }

    /** The normal interval of a kappa may go beyond what a kappa can be. */
    private static Estimate atMostOne(Estimate kappa) {
        return new Estimate(kappa.value(), Math.max(-1, kappa.low()), Math.min(1, kappa.high()));
    }
}
