package winnow.scoring.rank;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * Draws numbers of things at random, and the same ones again when it is asked again: each number has a random key of
 * its own, and those with the smallest keys are drawn. So a set that grew a little gives nearly the same draw.
 */
public final class RandomControl {

    private RandomControl() {}

    /**
     * Draws without replacement; every subset is as likely as any other, over seeds.
     *
     * @param numbers what to draw from, all different
     * @param size how many, at most
     * @param seed of the keys
     * @return the numbers drawn, ascending
     */
    public static long[] draw(long[] numbers, int size, long seed) {
        record Keyed(long key, long number) {}
        return LongStream.of(numbers)
                .mapToObj(number -> new Keyed(key(number, seed), number))
                .sorted(Comparator.comparingLong(Keyed::key).thenComparingLong(Keyed::number))
                .limit(size)
                .mapToLong(Keyed::number)
                .sorted()
                .toArray();
    }

    /** The first output of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014), which mixes all bits of its seed. */
    private static long key(long number, long seed) {
        return new SplittableRandom(number ^ new SplittableRandom(seed).nextLong()).nextLong();
    }

    /** All numbers that are in one of two lists, ascending and each once. */
    public static long[] union(long[] some, long[] others) {
        return LongStream.concat(Arrays.stream(some), Arrays.stream(others))
                .distinct()
                .sorted()
                .toArray();
    }
}
