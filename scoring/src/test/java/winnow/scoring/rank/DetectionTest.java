package winnow.scoring.rank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DetectionTest {

    private record Item(int value, boolean bad) {}

    @Test
    void figuresOfASmallRanking() {
        Detection detection = Detection.of(
                new double[] {0.1, 0.2, 0.3, 0.4, 0.5},
                new boolean[] {true, false, true, false, false},
                List.of(1, 2, 3, 10));

        assertEquals(2, detection.n());
        assertEquals(3, detection.clean());
        assertEquals(5 / 6.0, detection.auroc(), 1e-12);
        assertEquals((1 + 2 / 3.0) / 2, detection.averagePrecision(), 1e-12);
        assertEquals(Map.of(1, 1.0, 2, 0.5, 3, 2 / 3.0), detection.precisionAt());
    }

    @Test
    void whereAllAreEqualNothingIsToldApart() {
        Detection detection = Detection.of(new double[4], new boolean[] {true, false, false, false}, List.of(1, 4));

        assertEquals(0.5, detection.auroc());
        assertEquals((1 + 1 / 2.0 + 1 / 3.0 + 1 / 4.0) / 4, detection.averagePrecision(), 1e-12);
        assertEquals(Map.of(1, 0.25, 4, 0.25), detection.precisionAt());
    }

    @Test
    void withoutBadOrCleanOnesThereIsNothingToMeasure() {
        assertEquals(
                Double.NaN,
                Detection.of(new double[2], new boolean[2], List.of()).averagePrecision());
        assertEquals(
                Double.NaN,
                Detection.of(new double[1], new boolean[] {true}, List.of()).auroc());
        assertThrows(IllegalArgumentException.class, () -> Detection.of(new double[1], new boolean[2], List.of()));
    }

    /** Against the plain definitions, averaged over every order of six samples that keeps the values ascending. */
    @Property(tries = 60)
    void tiesCountAsTheMeanOverAllTheirOrders(
            @ForAll @Size(6) List<@IntRange(max = 2) Integer> values, @ForAll @Size(6) List<Boolean> bad) {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            items.add(new Item(values.get(i), bad.get(i)));
        }
        List<List<Item>> orders = new ArrayList<>();
        permute(items, 0, orders);
        orders.removeIf(order -> !isAscending(order));

        Detection detection =
                Detection.of(values.stream().mapToDouble(Integer::doubleValue).toArray(), flags(bad), List.of(1, 2, 3));

        assertEquals(mean(orders, DetectionTest::auroc), detection.auroc(), 1e-12);
        assertEquals(mean(orders, DetectionTest::averagePrecision), detection.averagePrecision(), 1e-12);
        for (int k = 1; k <= 3; k++) {
            int depth = k;
            assertEquals(
                    mean(orders, order -> found(order, depth) / depth),
                    detection.precisionAt().getOrDefault(k, -1.0),
                    1e-12);
        }
    }

    private static boolean[] flags(List<Boolean> list) {
        boolean[] flags = new boolean[list.size()];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = list.get(i);
        }
        return flags;
    }

    private static double mean(List<List<Item>> orders, ToDoubleFunction<List<Item>> figure) {
        return orders.stream().mapToDouble(figure).average().orElseThrow();
    }

    private static double auroc(List<Item> order) {
        double right = 0;
        double pairs = 0;
        for (int low = 0; low < order.size(); low++) {
            for (int high = 0; high < order.size(); high++) {
                if (order.get(low).bad() && !order.get(high).bad()) {
                    pairs++;
                    right += low < high ? 1 : 0;
                }
            }
        }
        return right / pairs;
    }

    private static double averagePrecision(List<Item> order) {
        double sum = 0;
        for (int i = 0; i < order.size(); i++) {
            sum += order.get(i).bad() ? found(order, i + 1) / (i + 1) : 0;
        }
        return sum / found(order, order.size());
    }

    private static double found(List<Item> order, int depth) {
        return order.subList(0, depth).stream().filter(Item::bad).count();
    }

    private static boolean isAscending(List<Item> order) {
        for (int i = 1; i < order.size(); i++) {
            if (order.get(i - 1).value() > order.get(i).value()) {
                return false;
            }
        }
        return true;
    }

    private static void permute(List<Item> items, int from, List<List<Item>> into) {
        if (from == items.size()) {
            into.add(List.copyOf(items));
            return;
        }
        for (int i = from; i < items.size(); i++) {
            Collections.swap(items, from, i);
            permute(items, from + 1, into);
            Collections.swap(items, from, i);
        }
    }
}
