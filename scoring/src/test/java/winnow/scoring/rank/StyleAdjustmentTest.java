package winnow.scoring.rank;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StyleAdjustmentTest {

    private static final int N = 4_000;

    private final SplittableRandom random = new SplittableRandom(3);
    private final double[] lengths = new double[N];
    private final double[] markdown = new double[N];
    private final double[] quality = new double[N];
    private final double[] rewards = new double[N];

    /** Rewards that rise with length in a bend and with markdown in a line; most answers have no markdown. */
    private void prepare() {
        for (int i = 0; i < N; i++) {
            lengths[i] = Math.floor(2 + 5 * random.nextDouble()) + (i % 3 == 0 ? 0.5 : 0); // many ties
            markdown[i] = i % 4 == 0 ? random.nextDouble() : 0;
            quality[i] = random.nextGaussian();
            rewards[i] = quality[i] + 3 * Math.sqrt(lengths[i]) + 4 * markdown[i];
        }
    }

    @Test
    void whatFollowsFromLengthAndMarkdownIsTakenOut() {
        prepare();

        double[] adjusted = StyleAdjustment.fit(rewards, lengths, markdown).adjusted();

        assertTrue(rho(rewards, lengths) > 0.5);
        assertEquals(0, rho(adjusted, lengths), 0.05);
        assertEquals(0, rho(adjusted, markdown), 0.05);
        assertTrue(rho(adjusted, quality) > 0.98, "quality " + rho(adjusted, quality));
    }

    @Test
    void theLevelStaysAndTheCurvesShowTheUsualReward() {
        prepare();

        StyleAdjustment fit = StyleAdjustment.fit(rewards, lengths, markdown);

        double mean = Arrays.stream(rewards).average().orElseThrow();
        assertEquals(mean, Arrays.stream(fit.adjusted()).average().orElseThrow(), 1e-9);
        assertEquals(
                3 * Math.sqrt(6) - 3 * Math.sqrt(3),
                fit.length().at(6) - fit.length().at(3),
                0.2);
        assertEquals(4 * 0.5, fit.markdown().at(0.75) - fit.markdown().at(0.25), 0.3);
    }

    @Test
    void aFewBadOnesDoNotBendTheCurve() {
        prepare();
        double clean = StyleAdjustment.fit(rewards, lengths, markdown).length().at(2);
        for (int i = 0; i < N; i++) {
            rewards[i] -= lengths[i] < 3 && i % 5 == 0 ? 100 : 0;
        }

        assertEquals(
                clean, StyleAdjustment.fit(rewards, lengths, markdown).length().at(2), 1);
    }

    @Test
    void oneSampleAndEqualLengthsKeepTheirRewards() {
        assertArrayEquals(
                new double[] {2.5},
                StyleAdjustment.fit(new double[] {2.5}, new double[] {1}, new double[] {0})
                        .adjusted());
        assertArrayEquals(
                new double[] {1, 2, 9},
                StyleAdjustment.fit(new double[] {1, 2, 9}, new double[3], new double[3])
                        .adjusted(),
                1e-12);
    }

    @Test
    void fewSamplesOfDifferentLengthsStayFinite() {
        for (int n = 2; n < 60; n++) {
            double[] some = Arrays.copyOf(lengths, n);
            Arrays.setAll(some, i -> i);
            double[] adjusted = StyleAdjustment.fit(some, some, new double[n]).adjusted();

            assertTrue(Arrays.stream(adjusted).allMatch(Double::isFinite), Arrays.toString(adjusted));
        }
    }

    @Test
    void listsThatDoNotFitAreRefused() {
        assertThrows(
                IllegalArgumentException.class, () -> StyleAdjustment.fit(new double[2], new double[2], new double[1]));
        assertThrows(
                IllegalArgumentException.class, () -> StyleAdjustment.fit(new double[0], new double[0], new double[0]));
    }

    private static double rho(double[] first, double[] second) {
        return RankCorrelation.of(first, second).orElseThrow().rho();
    }

    @Test
    void aCurveIsFlatBeyondItsEnds() {
        Curve curve = new Curve(new double[] {1, 3}, new double[] {10, 20});

        assertEquals(
                List.of(10.0, 10.0, 15.0, 20.0, 20.0),
                List.of(curve.at(0), curve.at(1), curve.at(2), curve.at(3), curve.at(9)));
    }
}
