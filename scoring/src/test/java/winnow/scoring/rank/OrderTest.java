package winnow.scoring.rank;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderTest {

    @Property(tries = 200)
    void isTheStableOrderOfTheNumbers(@ForAll List<Float> numbers) {
        double[] values = numbers.stream().mapToDouble(Float::doubleValue).toArray();

        int[] expected = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i] + 0.0))
                .mapToInt(Integer::intValue)
                .toArray();
        assertArrayEquals(expected, Order.ascending(values));
    }

    @Test
    void zeroAndMinusZeroAreOneNumber() {
        assertArrayEquals(new int[] {3, 0, 1, 2, 4}, Order.ascending(new double[] {0.0, -0.0, 0.0, -1e-300, 5}));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNoNumberIsRefused(double value) {
        assertThrows(IllegalArgumentException.class, () -> Order.ascending(new double[] {1, value}));
    }

    @Test
    void equalKeysGetOneNumberAndNoneIsLeftOut() {
        long[] keys = {70, Long.MIN_VALUE, -1, 70, Long.MAX_VALUE, -1};

        assertArrayEquals(new int[] {2, 0, 1, 2, 3, 1}, Order.dense(keys));
    }

    @Test
    void nothingHasAnOrderToo() {
        assertArrayEquals(new int[0], Order.ascending(new double[0]));
        assertArrayEquals(new int[0], Order.dense(new long[0]));
    }
}
