package winnow.scoring.rank;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import winnow.scoring.rank.Calibration.Vote;
import winnow.scoring.rank.CalibrationFit.Method;

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
        double best = Isotonic.fit(votes).forecasts(votes).brier();

        for (int a = 10; a <= 20; a++) {
            for (int b = a; b <= 20; b++) {
                for (int c = b; c <= 20; c++) {
                    double[] levels = {a / 20.0, b / 20.0, c / 20.0};
                    Calibration other = margin -> levels[(int) margin - 1];
                    assertTrue(best <= other.forecasts(votes).brier() + 1e-12);
                }
            }
        }
    }

    @Test
    void reliabilityOfWhatIsRightAndOfWhatIsTooSure() {
        List<Vote> votes = votes(20_000, 3, 2);

        Calibration right = Temperature.fit(votes);
        Calibration tooSure = new Temperature(2);

        assertTrue(right.forecasts(votes).expectedError(10) < 0.015);
        assertTrue(tooSure.forecasts(votes).expectedError(10) > 0.1);
        assertTrue(right.forecasts(votes).brier() < tooSure.forecasts(votes).brier());
        long all = 0;
        for (Forecasts.Bin bin : right.forecasts(votes).reliability(10)) {
            all += bin.n();
            assertTrue(bin.expected() >= 0.5
                    && bin.observed().low() < bin.observed().value());
        }
        assertEquals(20_000, all);
        assertEquals(Double.NaN, right.forecasts(List.of()).brier());
        assertEquals(Double.NaN, right.forecasts(List.of()).expectedError(5));
    }

    private static List<List<Vote>> pairs(List<Vote> votes) {
        return votes.stream().map(List::of).toList();
    }

    /** Votes that follow a logistic curve are foretold best by one; those that follow a step, by steps. */
    @Test
    void theMethodThatForetellsOtherVotesBetterIsChosen() {
        CalibrationFit curve = CalibrationFit.fit(pairs(votes(400, 2.5, 5)), Optional.empty());
        List<Vote> steps = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < 400; i++) {
            double margin = random.nextDouble(0, 8);
            steps.add(new Vote(margin, random.nextDouble() < (margin < 6 ? 0.5 : 0.97) ? 1 : 0));
        }
        CalibrationFit step = CalibrationFit.fit(pairs(steps), Optional.empty());

        assertEquals(Method.TEMPERATURE, curve.method());
        assertEquals(Method.ISOTONIC, step.method());
        assertTrue(curve.after().logLoss() < curve.before().logLoss());
        assertEquals(400, curve.after().all().size());
        assertEquals(
                Method.TEMPERATURE,
                CalibrationFit.fit(pairs(steps), Optional.of(Method.TEMPERATURE))
                        .method());
    }

    /** Half of the fives is a tie, so the log loss at probability p is -log(p) / 2 - log(1 - p) / 2. */
    @Test
    void lossesAreThoseWorkedOutByHand() {
        Forecasts said = new Forecasts(List.of(
                new Forecasts.Forecast(0.8, 1), new Forecasts.Forecast(0.6, 0.5), new Forecasts.Forecast(1, 0)));

        double logLoss = -Math.log(0.8) - Math.log(0.6) / 2 - Math.log(0.4) / 2 - Math.log(Forecasts.SUREST);
        assertEquals(logLoss / 3, said.logLoss(), 1e-6);
        assertEquals((0.04 + 0.01 + 1) / 3, said.brier(), 1e-12);
        assertEquals((Math.abs(0.6 - 0.5) + 2 * Math.abs(0.9 - 0.5)) / 3, said.expectedError(2), 1e-12);
        assertEquals(0.75, said.reliability(2).get(1).from(), 1e-12);
    }

    @Test
    void noCalibrationIsSurerThanItsVotesAllow() {
        List<Vote> all = new ArrayList<>();
        for (int i = 1; i <= CalibrationFit.LEAST_PAIRS; i++) {
            all.add(new Vote(i, 1));
        }

        for (Method method : Method.values()) {
            Calibration fit =
                    CalibrationFit.fit(pairs(all), Optional.of(method)).calibration();
            assertEquals(21 / 22.0, fit.probability(1e9), 1e-12);
            assertEquals(1 / 22.0, fit.probability(-1e9), 1e-12);
        }
    }

    @Test
    void tooFewPairsAreRefusedWithTheirNumber() {
        List<Vote> few = new ArrayList<>(votes(CalibrationFit.LEAST_PAIRS - 1, 1, 7));
        few.add(new Vote(0, 1)); // equal rewards teach nothing

        String sentence = String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> CalibrationFit.fit(pairs(few), Optional.empty()))
                        .getMessage());

        assertTrue(sentence.contains("20 pairs") && sentence.endsWith("there are 19."), sentence);
    }

    @Test
    void stepsComeBackAsTheyWere() {
        Isotonic fit = Isotonic.fit(votes(200, 2, 8));

        Isotonic again = Isotonic.of(fit.margins(), fit.probabilities());

        for (double margin = -9; margin < 9; margin += 0.1) {
            assertEquals(fit.probability(margin), again.probability(margin), 0);
        }
        double[] one = {1};
        double[] falling = {2, 1};
        assertThrows(IllegalArgumentException.class, () -> Isotonic.of(new double[0], new double[0]));
        assertThrows(IllegalArgumentException.class, () -> Isotonic.of(one, new double[] {1.5}));
        assertThrows(IllegalArgumentException.class, () -> Isotonic.of(falling, new double[] {0, 1}));
        assertThrows(IllegalArgumentException.class, () -> Isotonic.of(new double[] {1, 2}, new double[] {0.6, 0.5}));
    }
}
