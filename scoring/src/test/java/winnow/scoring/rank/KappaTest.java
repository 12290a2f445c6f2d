package winnow.scoring.rank;

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
import winnow.scoring.rank.CohenKappa.Weights;

class KappaTest {

    private static final double EXACT = 1e-6;

    /** Cohen (1960), tables 1 and 2, of 200 judgements: kappa -0.09 and 0.492. */
    @Test
    void cohen1960() {
        CohenKappa worse = CohenKappa.of(new long[][] {{50, 26, 24}, {24, 4, 32}, {6, 30, 4}}, Weights.NONE);
        CohenKappa better = CohenKappa.of(new long[][] {{88, 14, 18}, {10, 40, 10}, {2, 6, 12}}, Weights.NONE);

        assertEquals(0.29, worse.observed(), EXACT);
        assertEquals(0.35, worse.expected(), EXACT);
        assertEquals(-0.06 / 0.65, worse.kappa().value(), EXACT);
        assertEquals(0.70, better.observed(), EXACT);
        assertEquals(0.41, better.expected(), EXACT);
        assertEquals(0.29 / 0.59, better.kappa().value(), EXACT);
    }

    /** Fleiss, "Statistical methods for rates and proportions", table of 100 diagnoses: 0.68 with an error of 0.087. */
    @Test
    void standardErrorOfFleissCohenAndEveritt() {
        CohenKappa kappa = CohenKappa.of(new long[][] {{75, 1, 4}, {5, 4, 1}, {0, 0, 10}}, Weights.NONE);

        assertEquals(0.23 / 0.34, kappa.kappa().value(), EXACT);
        assertEquals(0.087, kappa.standardError(), 0.001);
        assertEquals(
                kappa.kappa().value() + 1.959963985 * kappa.standardError(),
                kappa.kappa().high(),
                EXACT);
    }

    /** The error is that of simulated judges. */
    @Test
    void standardErrorsAreThoseOfSimulation() {
        double[][] truth = {{0.30, 0.10, 0.05}, {0.05, 0.20, 0.05}, {0.02, 0.08, 0.15}};
        for (Weights weights : Weights.values()) {
            SplittableRandom random = new SplittableRandom(5);
            double sum = 0;
            double squares = 0;
            double errors = 0;
            int rounds = 2000;
            for (int round = 0; round < rounds; round++) {
                long[][] table = new long[3][3];
                for (int i = 0; i < 300; i++) {
                    int cell = draw(truth, random.nextDouble());
                    table[cell / 3][cell % 3]++;
                }
                CohenKappa kappa = CohenKappa.of(table, weights);
                sum += kappa.kappa().value();
                squares += kappa.kappa().value() * kappa.kappa().value();
                errors += kappa.standardError();
            }
            double mean = sum / rounds;
            double spread = Math.sqrt(squares / rounds - mean * mean);
            assertEquals(spread, errors / rounds, 0.05 * spread, weights.name());
        }
    }

    private static int draw(double[][] shares, double at) {
        double sum = 0;
        for (int cell = 0; cell < 9; cell++) {
            sum += shares[cell / 3][cell % 3];
            if (at < sum) {
                return cell;
            }
        }
        return 8;
    }

    /** Cohen (1968): with weights by squares and margins alike, kappa is the correlation. */
    @Test
    void withSquaresItIsTheCorrelationWhereMarginsAreAlike() {
        long[][] table = {{20, 5, 5}, {8, 10, 2}, {2, 5, 23}}; // 30, 20, 30 both ways

        CohenKappa kappa = CohenKappa.of(table, Weights.QUADRATIC);

        double products = 0;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                products += table[i][j] * (i - 1.0) * (j - 1.0) / 80;
            }
        }
        assertEquals(products / (60 / 80.0), kappa.kappa().value(), EXACT);
    }

    /** Of two categories all weights say the same. */
    @Property(tries = 200)
    void twoCategoriesNeedNoWeights(@ForAll @Size(4) List<@IntRange(max = 50) Integer> counts) {
        long[][] table = {{counts.get(0), counts.get(1)}, {counts.get(2), counts.get(3)}};

        Estimate plain = CohenKappa.of(table, Weights.NONE).kappa();

        assertEquals(plain, CohenKappa.of(table, Weights.LINEAR).kappa());
        assertEquals(plain, CohenKappa.of(table, Weights.QUADRATIC).kappa());
        assertTrue(Double.isNaN(plain.value()) || (plain.value() <= 1 && plain.value() >= -1));
    }

    @Test
    void whatIsSaidOfThingsIsCounted() {
        CohenKappa kappa = CohenKappa.of(new int[] {0, 0, 1, 1, 1}, new int[] {0, 1, 1, 1, 0}, 2, Weights.NONE);

        assertEquals(CohenKappa.of(new long[][] {{1, 1}, {1, 2}}, Weights.NONE), kappa);
        assertEquals(5, kappa.n());
    }

    @Test
    void withoutChoiceThereIsNoKappa() {
        assertEquals(
                Double.NaN,
                CohenKappa.of(new long[][] {{7, 0}, {0, 0}}, Weights.NONE)
                        .kappa()
                        .value());
        assertEquals(
                Double.NaN,
                CohenKappa.of(new int[0], new int[0], 2, Weights.NONE).kappa().value());
        assertThrows(
                IllegalArgumentException.class, () -> CohenKappa.of(new int[] {2}, new int[] {0}, 2, Weights.NONE));
        assertThrows(IllegalArgumentException.class, () -> CohenKappa.of(new int[] {0}, new int[0], 2, Weights.NONE));
        assertThrows(IllegalArgumentException.class, () -> CohenKappa.of(new long[2][3], Weights.NONE));
    }

    /** Fleiss (1971), table 1: 30 patients, six psychiatrists each, five diagnoses; kappa 0.430. */
    @Test
    void fleiss1971() {
        String table = "00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031"
                + " 00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006";
        List<int[]> counts = new ArrayList<>();
        for (String row : table.split(" ", -1)) {
            counts.add(row.chars().map(c -> c - '0').toArray());
        }

        FleissKappa kappa = FleissKappa.of(counts, Bootstrap.USUAL);

        assertEquals(30, kappa.things());
        assertEquals(6, kappa.judges());
        double observed = 500 / 900.0; // 500 of 900 ordered pairs of judges
        double expected = (26 * 26 + 26 * 26 + 30 * 30 + 55 * 55 + 43 * 43) / (180.0 * 180.0);
        assertEquals(observed, kappa.observed(), EXACT);
        assertEquals(expected, kappa.expected(), EXACT);
        assertEquals((observed - expected) / (1 - expected), kappa.kappa().value(), EXACT);
        assertEquals(0.430, kappa.kappa().value(), 0.0005);
        assertEquals(17.7, kappa.kappa().value() / kappa.errorByChance(), 0.05); // what R's irr prints for these
        assertTrue(kappa.kappa().low() > 0.3 && kappa.kappa().high() < 0.56);
    }

    /** Two judges of Fleiss are those of Scott's pi: (observed - sum of squared mean shares) over the rest. */
    @Property(tries = 100)
    void withTwoJudgesItIsScottsPi(@ForAll @Size(min = 2, max = 30) List<@IntRange(max = 8) Integer> pairs) {
        List<int[]> counts = new ArrayList<>();
        double agree = 0;
        double[] shares = new double[3];
        for (int pair : pairs) {
            int[] count = new int[3];
            count[pair / 3]++;
            count[pair % 3]++;
            counts.add(count);
            agree += pair / 3 == pair % 3 ? 1.0 / pairs.size() : 0;
            shares[pair / 3] += 0.5 / pairs.size();
            shares[pair % 3] += 0.5 / pairs.size();
        }
        double chance = shares[0] * shares[0] + shares[1] * shares[1] + shares[2] * shares[2];

        double kappa = FleissKappa.of(counts, new Bootstrap(1, 1)).kappa().value();

        if (chance < 1 - 1e-9) {
            assertEquals((agree - chance) / (1 - chance), kappa, 1e-9);
        }
    }

    @Test
    void fleissNeedsAsManyJudgesEverywhere() {
        List<int[]> uneven = List.of(new int[] {2, 0}, new int[] {2, 1});

        String message = String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> FleissKappa.of(uneven, Bootstrap.USUAL))
                        .getMessage());

        assertTrue(message.contains("thing 1 has 3 of 2"), message);
        assertEquals(
                Double.NaN,
                FleissKappa.of(List.of(new int[] {3, 0}, new int[] {3, 0}), Bootstrap.USUAL)
                        .kappa()
                        .value());
    }
}
