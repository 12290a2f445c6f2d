package winnow.viewer.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HexBinsTest {

    private static final Area UNIT = new Area(0, 1, 0, 1);

    @Test
    void everyPointIsCountedOnceInTheHexagonWithTheNearestCentre() {
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            double x = i < 4 ? i % 2 : random.nextDouble();
            double y = i < 4 ? (i > 1 ? 1 : 0) : random.nextDouble();
            double aspect = 0.5 + 2 * random.nextDouble();
            HexBins bins = HexBins.of(1, p -> x, p -> y, UNIT, 2 + random.nextInt(30), aspect);

            int found = 0;
            double nearest = Double.POSITIVE_INFINITY;
            double mine = 0;
            for (int hexagon = 0; hexagon < bins.size(); hexagon++) {
                double distance = Math.hypot((bins.x(hexagon) - x) * aspect, bins.y(hexagon) - y);
                nearest = Math.min(nearest, distance);
                if (bins.count(hexagon) == 1) {
                    found++;
                    mine = distance;
                }
            }
            assertEquals(1, found);
            assertEquals(nearest, mine, 1e-12);
            assertTrue(mine <= bins.halfHeight() * (1 + 1e-9), "it lies inside");
        }
    }

    @Test
    void countsAddUp() {
        Random random = new Random(2);
        double[] x = random.doubles(5_000, -3, 7).toArray();
        double[] y = random.doubles(5_000, 10, 11).toArray();

        HexBins bins = HexBins.of(x.length, i -> x[i], i -> y[i], new Area(-3, 7, 10, 11), 20, 1.3);

        long sum = 0;
        int most = 0;
        for (int hexagon = 0; hexagon < bins.size(); hexagon++) {
            sum += bins.count(hexagon);
            most = Math.max(most, bins.count(hexagon));
        }
        assertEquals(5_000, sum);
        assertEquals(5_000, bins.total());
        assertEquals(most, bins.most());
    }

    @Test
    void aGridOfOneColumnIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> HexBins.of(0, i -> 0, i -> 0, UNIT, 1, 1));
    }

    @Test
    void anAreaStaysWithinThePlotHoweverItIsMovedAndStretched() {
        Random random = new Random(3);
        for (int i = 0; i < 5_000; i++) {
            Area area = Area.between(
                    random.nextDouble(), random.nextDouble(), random.nextDouble(), random.nextDouble(), UNIT, 0.01);
            Area moved = area.moved(random.nextGaussian(), random.nextGaussian(), UNIT)
                    .stretched(random.nextGaussian(), random.nextGaussian(), UNIT);

            for (Area each : new Area[] {area, moved}) {
                assertTrue(each.left() >= 0 && each.low() >= 0, each.toString());
                assertTrue(each.right() <= 1 + 1e-9 + 0.01 && each.high() <= 1 + 1e-9 + 0.01, each.toString());
                assertTrue(each.right() - each.left() >= 0.01 - 1e-12, each.toString());
            }
        }
    }
}
