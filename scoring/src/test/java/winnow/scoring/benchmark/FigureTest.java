package winnow.scoring.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FigureTest {

    private static double[] items(int right, int n) {
        double[] items = new double[n];
        Arrays.fill(items, 0, right, 1);
        return items;
    }

    /** Newcombe (1998), "Two-sided confidence intervals for the single proportion", Table I, method 3. */
    @ParameterizedTest
    @CsvSource({"81, 263, 0.2553, 0.3662", "15, 148, 0.0624, 0.1605", "0, 20, 0, 0.1611", "1, 29, 0.0061, 0.1718"})
    void intervalsOfThePaper(int right, int n, double low, double high) {
        Figure figure = Figure.of(items(right, n));

        assertEquals((double) right / n, figure.share());
        assertEquals(low, figure.low(), 5e-5);
        assertEquals(high, figure.high(), 5e-5);
    }

    @Test
    void withoutItemsNothingIsKnown() {
        Figure figure = Figure.of(new double[0]);

        assertEquals(Double.NaN, figure.share());
        assertEquals(0, figure.low());
        assertEquals(1, figure.high());
    }

    @Property(tries = 200)
    void theShareLiesInItsInterval(@ForAll @IntRange(min = 1, max = 400) int n, @ForAll @IntRange(max = 400) int r) {
        Figure figure = Figure.of(items(Math.min(r, n), n));

        assertTrue(0 <= figure.low() && figure.low() <= figure.share() + 1e-12);
        assertTrue(figure.share() <= figure.high() + 1e-12 && figure.high() <= 1);
    }

    /**
     * Comparisons of an item that all come out alike are worth one comparison, independent ones as many as they are.
     */
    @Test
    void comparisonsOfOneItemCountForWhatTheyAreWorth() {
        double[] alike = items(60, 100);
        double[] independent = new double[90];
        for (int i = 0; i < 90; i++) { // three throws of a coin: 0, 1/3, 1/3, 1/3, 2/3, 2/3, 2/3, 1 in proportion
            independent[i] = List.of(0, 1, 1, 1, 2, 2, 2, 3).get(i % 8) / 3.0;
        }

        double narrow = width(Figure.of(independent));

        assertEquals(width(Figure.of(items(60, 100))), width(Figure.of(alike)), 1e-12);
        assertEquals(width(Figure.of(items(135, 270))), narrow, 0.01);
    }

    /** The interval of a mean of groups holds the truth about as often as it says. */
    @Test
    void meansOfGroupsAreCoveredAsOftenAsTheySay() {
        SplittableRandom random = new SplittableRandom(8);
        double[] shares = {0.85, 0.6, 0.63};
        int[] sizes = {60, 120, 80};
        double truth = (0.85 + 0.6 + 0.63) / 3;
        int held = 0;
        for (int round = 0; round < 2000; round++) {
            Figure[] groups = new Figure[3];
            for (int g = 0; g < 3; g++) {
                int right = 0;
                for (int i = 0; i < sizes[g]; i++) {
                    right += random.nextDouble() < shares[g] ? 1 : 0;
                }
                groups[g] = Figure.of(items(right, sizes[g]));
            }
            Figure mean = Figure.mean(List.of(groups));
            held += mean.low() <= truth && truth <= mean.high() ? 1 : 0;
        }
        assertEquals(0.95, held / 2000.0, 0.015);
    }

    private static double width(Figure figure) {
        return figure.high() - figure.low();
    }
}
