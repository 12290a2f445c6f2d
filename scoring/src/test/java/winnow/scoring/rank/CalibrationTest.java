package winnow.scoring.rank;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import winnow.scoring.rank.Calibration.Vote;

class CalibrationTest {

    private static List<Vote> votes(int n, double temperature, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Vote> votes = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double margin = random.nextDouble(-8, 8);
            boolean first = random.nextDouble() < 1 / (1 + Math.exp(-margin / temperature));
            votes.add(new Vote(margin, first ? 1 : 0));
        }
        return votes;
    }

    @Test
    void temperatureOfSimulatedVotesIsFound() {
        assertEquals(2.5, Temperature.fit(votes(40_000, 2.5, 1)).value(), 0.06);
    }

    /** Of one margin the curve gives the share of votes: 3 of 4 at margin 2 means a temperature of 2 / log 3. */
    @Test
    void oneMarginHasTheShareOfItsVotes() {
        List<Vote> votes = List.of(new Vote(2, 1), new Vote(2, 1), new Vote(-2, 0), new Vote(2, 0));

        Temperature fit = Temperature.fit(votes);

        assertEquals(2 / Math.log(3), fit.value(), 1e-6);
        assertEquals(0.75, fit.probability(2), 1e-6);
    }

    @Test
    void votesThatAllAgreeOrSayNothingHaveAnEnd() {
        assertEquals(
                Temperature.STEEPEST / 2,
                Temperature.fit(List.of(new Vote(2, 1))).inverse());
        Temperature none = Temperature.fit(List.of(new Vote(2, 0), new Vote(-1, 1)));
        assertEquals(0, none.inverse());
        assertEquals(0.5, none.probability(100));
        assertThrows(IllegalArgumentException.class, () -> Temperature.fit(List.of(new Vote(0, 1))));
        assertThrows(IllegalArgumentException.class, () -> Isotonic.fit(List.of()));
        assertThrows(IllegalArgumentException.class, () -> new Vote(Double.NaN, 1));
        assertThrows(IllegalArgumentException.class, () -> new Vote(1, 1.5));
    }

    @Property(tries = 200)
    void oppositeMarginsAddUpAndCurvesNeverFall(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(min = -20, max = 20) Integer> margins,
            @ForAll @Size(40) List<@IntRange(max = 2) Integer> said) {
        List<Vote> votes = new ArrayList<>();
        for (int i = 0; i < margins.size(); i++) {
            votes.add(new Vote(margins.get(i), said.get(i) / 2.0));
        }
        Calibration fit = Isotonic.fit(votes);

        double before = 0;
        for (double margin = -25; margin <= 25; margin += 0.25) {
            double p = fit.probability(margin);
            assertTrue(p >= before - 1e-12 && p <= 1, "falls at " + margin);
            assertEquals(1, p + fit.probability(-margin), 1e-9);
            before = p;
        }
    }

    /** Pools of 1, 0 and of 0.5 on each side: the mean of what violates the order. */
    @Test
    void violatorsArePooled() {
        Isotonic fit = Isotonic.fit(List.of(new Vote(1, 1), new Vote(2, 0), new Vote(3, 1)));

        assertEquals(0.5, fit.probability(1), 1e-12);
        assertEquals(0.5, fit.probability(2), 1e-12);
        assertEquals(1, fit.probability(3), 1e-12);
        assertEquals(0.75, fit.probability(2.5), 1e-12); // between steps
        assertEquals(0, fit.probability(-9), 1e-12);
        assertArrayEquals(new double[] {-3, -3, -2, 2, 3, 3}, fit.margins());
    }

    /** Nothing that never falls is closer to the votes: not what any three levels on a grid give. */
    @Property(tries = 30)
    void nothingMonotoneIsCloser(@ForAll @Size(9) List<@IntRange(max = 1) Integer> said) {
        List<Vote> votes = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            votes.add(new Vote(1 + i / 3, said.get(i)));
        }
        double best = Isotonic.fit(votes).brier(votes);

        for (int a = 10; a <= 20; a++) {
            for (int b = a; b <= 20; b++) {
                for (int c = b; c <= 20; c++) {
                    double[] levels = {a / 20.0, b / 20.0, c / 20.0};
                    Calibration other = margin -> levels[(int) margin - 1];
                    assertTrue(best <= other.brier(votes) + 1e-12);
                }
            }
        }
    }

    @Test
    void reliabilityOfWhatIsRightAndOfWhatIsTooSure() {
        List<Vote> votes = votes(20_000, 3, 2);

        Calibration right = Temperature.fit(votes);
        Calibration tooSure = new Temperature(2);

        assertTrue(right.expectedError(votes, 10) < 0.015);
        assertTrue(tooSure.expectedError(votes, 10) > 0.1);
        assertTrue(right.brier(votes) < tooSure.brier(votes));
        long all = 0;
        for (Calibration.Bin bin : right.reliability(votes, 10)) {
            all += bin.n();
            assertTrue(bin.expected() >= 0.5
                    && bin.observed().low() < bin.observed().value());
        }
        assertEquals(20_000, all);
        assertEquals(Double.NaN, right.brier(List.of()));
        assertEquals(Double.NaN, right.expectedError(List.of(), 5));
    }
}
