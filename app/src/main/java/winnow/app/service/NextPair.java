package winnow.app.service;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import winnow.store.data.Comparison;

/**
 * Chooses which two answers of a record an annotator compares next. A pair is open while the annotator has not voted on
 * it and it does not follow from other votes (if 0 is better than 1 and 1 better than 2, nobody is asked about 0 and
 * 2). Of the open pairs the most informative comes first: whose answers were compared least often; then whose answers
 * have won about as often; then whose rewards are closest; then in order of the file.
 */
final class NextPair {

    /**
     * Two answers of a record.
     *
     * @param low the lower candidate
     * @param high the higher candidate
     */
    record Open(int low, int high) {}

    private final List<Integer> candidates;
    private final Map<Integer, Double> rewards;
    private final Map<Integer, Integer> compared = new HashMap<>();
    private final Map<Integer, Integer> wins = new HashMap<>();
    private final Map<Open, Comparison> votes = new HashMap<>();

    /**
     * Looks at a record.
     *
     * @param candidates its answers
     * @param rewards what a model gave them; may lack some
     * @param votes the current votes of one annotator on it
     */
    NextPair(List<Integer> candidates, Map<Integer, Double> rewards, List<Comparison> votes) {
        this.candidates = candidates.stream().sorted().toList();
        this.rewards = new TreeMap<>(rewards);
        for (Comparison vote : votes) {
            int low = vote.pair().low();
            int high = vote.pair().high();
            this.votes.put(new Open(low, high), vote);
            if (vote.said().choice().judges()) {
                compared.merge(low, 1, Integer::sum);
                compared.merge(high, 1, Integer::sum);
                wins.merge(low, Integer.signum(vote.towardsLow()), Integer::sum);
                wins.merge(high, -Integer.signum(vote.towardsLow()), Integer::sum);
            }
        }
    }

    /** The pairs still to be asked, the most informative first; skipped ones last. */
    List<Open> open() {
        List<Open> open = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            for (int j = i + 1; j < candidates.size(); j++) {
                Open pair = new Open(candidates.get(i), candidates.get(j));
                boolean toBeAsked = voted(pair) ? isSkipped(pair) : !follows(pair);
                if (toBeAsked) {
                    open.add(pair);
                }
            }
        }
        open.sort(Comparator.comparing(this::isSkipped)
                .thenComparingInt(pair -> sum(compared, pair))
                .thenComparingInt(pair -> Math.abs(of(wins, pair.low()) - of(wins, pair.high())))
                .thenComparingDouble(this::gap)
                .thenComparingInt(Open::low)
                .thenComparingInt(Open::high));
        return open;
    }

    /** The most informative pair; empty when all is said. */
    Optional<Open> next() {
        return open().stream().findFirst();
    }

    private boolean voted(Open pair) {
        return votes.containsKey(pair);
    }

    private boolean isSkipped(Open pair) {
        Comparison vote = votes.get(pair);
        return vote != null && vote.said().choice() == Comparison.Choice.SKIP;
    }

    private boolean follows(Open pair) {
        return isBetter(pair.low(), pair.high(), new ArrayList<>())
                || isBetter(pair.high(), pair.low(), new ArrayList<>());
    }

    /** Whether votes lead from one answer to a worse one, over others where need be. */
    private boolean isBetter(int better, int worse, List<Integer> seen) {
        seen.add(better);
        for (int other : candidates) {
            if (!seen.contains(other) && won(better, other) && (other == worse || isBetter(other, worse, seen))) {
                return true;
            }
        }
        return false;
    }

    private boolean won(int better, int worse) {
        Comparison vote = votes.get(new Open(Math.min(better, worse), Math.max(better, worse)));
        return vote != null && (better < worse ? vote.towardsLow() > 0 : vote.towardsLow() < 0);
    }

    private double gap(Open pair) {
        Double low = rewards.get(pair.low());
        Double high = rewards.get(pair.high());
        return low == null || high == null ? Double.MAX_VALUE : Math.abs(low - high);
    }

    private static int sum(Map<Integer, Integer> counts, Open pair) {
        return of(counts, pair.low()) + of(counts, pair.high());
    }

    private static int of(Map<Integer, Integer> counts, int candidate) {
        return counts.getOrDefault(candidate, 0);
    }
}
