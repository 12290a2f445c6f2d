package winnow.scoring.rank;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RandomControlTest {

    @Property(tries = 50)
    void drawsAsManyAsAreAskedForEachOnce(
            @ForAll @IntRange(max = 200) int all, @ForAll @IntRange(max = 250) int size, @ForAll long seed) {
        long[] drawn = RandomControl.draw(LongStream.range(0, all).toArray(), size, seed);

        assertEquals(Math.min(all, size), drawn.length);
        assertArrayEquals(LongStream.of(drawn).distinct().sorted().toArray(), drawn);
    }

    @Test
    void everyNumberIsDrawnEquallyOften() {
        long[] numbers = LongStream.rangeClosed(1, 40).toArray();
        int[] often = new int[41];
        for (long seed = 0; seed < 8_000; seed++) {
            Arrays.stream(RandomControl.draw(numbers, 10, seed)).forEach(number -> often[(int) number]++);
        }
        // 2000 each expected, standard deviation 39
        assertTrue(Arrays.stream(often).skip(1).allMatch(n -> Math.abs(n - 2_000) < 200), Arrays.toString(often));
    }

    @Test
    void aSetThatGrewKeepsMostOfItsDraw() {
        long[] before = RandomControl.draw(LongStream.range(0, 1_000).toArray(), 100, 7);
        long[] after = RandomControl.draw(LongStream.range(0, 1_010).toArray(), 100, 7);

        assertTrue(LongStream.of(after)
                        .filter(n -> Arrays.binarySearch(before, n) >= 0)
                        .count()
                >= 90);
    }

    @Test
    void aUnionHasEachOnceInOrder() {
        assertArrayEquals(new long[] {1, 2, 5, 9}, RandomControl.union(new long[] {9, 2}, new long[] {5, 2, 1}));
    }
}
