package winnow.scoring.train;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Which pair comes when (SPEC 12): of three micro-batches two are drawn from sets with pictures and one from sets of
 * text; inside of a kind a set by its size, then a pair of it at random, with putting back. The same seed gives the
 * same pairs, whatever was drawn before.
 *
 * @param sets none of them empty
 * @param seed of the draws
 */
record PairMix(List<PairSet> sets, long seed) {

    private static final int CYCLE = 3;
    private static final int OF_PICTURES = 2;
    private static final long SPREAD = 0x9E3779B97F4A7C15L; // odd: neighbouring batches get unrelated numbers

    PairMix {
        sets = List.copyOf(sets);
        if (sets.isEmpty()) {
            throw new IllegalArgumentException("There are no pairs to draw from");
        }
    }

    /**
     * A pair and where its pictures are.
     *
     * @param set it is of
     * @param pair the pair
     */
    record Draw(PairSet set, Pair pair) {}

    /** All pairs there are. */
    long size() {
        return sets.stream().mapToLong(set -> set.pairs().size()).sum();
    }

    /** The pairs of a micro-batch, all with or all without pictures. */
    List<Draw> batch(long number, int size) {
        boolean pictures = number % CYCLE < OF_PICTURES;
        List<PairSet> kind = sets.stream().filter(set -> set.seen() == pictures).toList();
        List<PairSet> from = kind.isEmpty() ? sets : kind;
        SplittableRandom random = new SplittableRandom(seed + number * SPREAD);
        return random.longs(size, 0, new PairMix(from, seed).size())
                .mapToObj(place -> at(from, place))
                .toList();
    }

    private static Draw at(List<PairSet> from, long place) {
        long left = place;
        for (PairSet set : from) {
            if (left < set.pairs().size()) {
                return new Draw(set, set.pairs().get((int) left));
            }
            left -= set.pairs().size();
        }
        throw new IllegalArgumentException("There is no pair " + place);
    }
}
