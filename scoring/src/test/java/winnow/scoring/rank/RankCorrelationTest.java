package winnow.scoring.rank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RankCorrelationTest {

    @Test
    void theTextbookExampleOfTenPeopleGivesMinus29Of165() {
        double[] iq = {106, 100, 86, 101, 99, 103, 97, 113, 112, 110};
        double[] hours = {7, 27, 2, 50, 28, 29, 20, 12, 6, 17};

        RankCorrelation found = RankCorrelation.of(iq, hours).orElseThrow();

        assertEquals(10, found.n());
        assertEquals(-29 / 165.0, found.rho(), 1e-12);
    }

    @Test
    void tiesTakeTheirMeanRank() {
        double[] first = {1, 2, 2, 4};
        double[] second = {1, 3, 2, 4};

        // ranks 1, 2.5, 2.5, 4 against 1, 3, 2, 4: Pearson of them by hand is 4.5 / sqrt(4.5 * 5)
        assertEquals(
                4.5 / Math.sqrt(4.5 * 5),
                RankCorrelation.of(first, second).orElseThrow().rho(),
                1e-12);
    }

    @Test
    void thereIsNoCorrelationWithoutAnOrder() {
        assertEquals(Optional.empty(), RankCorrelation.of(new double[] {1}, new double[] {2}));
        assertEquals(Optional.empty(), RankCorrelation.of(new double[] {1, 1, 1}, new double[] {1, 2, 3}));
        assertThrows(IllegalArgumentException.class, () -> RankCorrelation.of(new double[2], new double[3]));
    }

    @Test
    void theIntervalHoldsTheTrueValueInAtLeast94OfAHundredDraws() {
        Random random = new Random(1);
        double pearson = 0.8;
        double truth = 6 / Math.PI * Math.asin(pearson / 2); // of a bivariate normal: Pearson 1907
        int held = 0;
        for (int round = 0; round < 4_000; round++) {
            double[] x = new double[80];
            double[] y = new double[80];
            for (int i = 0; i < x.length; i++) {
                x[i] = random.nextGaussian();
                y[i] = pearson * x[i] + Math.sqrt(1 - pearson * pearson) * random.nextGaussian();
            }
            RankCorrelation.Interval interval =
                    RankCorrelation.of(x, y).orElseThrow().interval().orElseThrow();
            held += interval.low() <= truth && truth <= interval.high() ? 1 : 0;
        }
        assertTrue(held >= 0.94 * 4_000, "held " + held + " of 4000");
    }

    @Property
    void onlyTheOrderCounts(@ForAll @Size(min = 4, max = 30) List<@IntRange(min = -99, max = 99) Integer> numbers) {
        double[] some = numbers.stream().mapToDouble(n -> n / 8.0).toArray();
        double[] grown = numbers.stream().mapToDouble(n -> Math.pow(n, 3)).toArray();
        double[] turned = numbers.stream().mapToDouble(n -> -n).toArray();

        RankCorrelation.of(some, grown).ifPresent(found -> {
            assertEquals(1, found.rho(), 1e-9);
            assertEquals(1, found.interval().orElseThrow().high(), 1e-6);
        });
        RankCorrelation.of(some, turned).ifPresent(found -> assertEquals(-1, found.rho(), 1e-9));
    }
}
