package winnow.scoring.rank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import winnow.scoring.rank.BradleyTerry.Comparison;
import winnow.scoring.rank.BradleyTerry.Duels;
import winnow.scoring.rank.BradleyTerry.Outcome;

class BradleyTerryTest {

    /** Davidson (1970), six brands of chocolate pudding: i, j, preferences for i, for j, for neither. */
    private static final int[][] PUDDINGS = {
        {1, 2, 19, 22, 16}, {1, 3, 16, 19, 12}, {2, 3, 19, 19, 10}, {1, 4, 18, 23, 13}, {2, 4, 23, 19, 9},
        {3, 4, 19, 20, 15}, {1, 5, 13, 19, 18}, {2, 5, 16, 20, 12}, {3, 5, 16, 15, 17}, {4, 5, 17, 14, 16},
        {1, 6, 18, 21, 12}, {2, 6, 22, 20, 12}, {3, 6, 13, 18, 10}, {4, 6, 14, 19, 18}, {5, 6, 11, 21, 12}
    };

    /**
     * Games of the American League's eastern division in 1987, wins of the row (Agresti, "Categorical data
     * analysis").
     */
    private static final int[][] BASEBALL = {
        {0, 7, 9, 7, 7, 9, 11}, // Milwaukee
        {6, 0, 7, 5, 11, 9, 9}, // Detroit
        {4, 6, 0, 7, 7, 8, 12}, // Toronto
        {6, 8, 6, 0, 6, 7, 10}, // New York
        {6, 2, 6, 7, 0, 7, 12}, // Boston
        {4, 4, 5, 6, 6, 0, 6}, // Cleveland
        {2, 4, 1, 3, 1, 7, 0} // Baltimore
    };

    private static void add(List<Comparison> to, int first, int second, Outcome outcome, long times) {
        to.addAll(Collections.nCopies(Math.toIntExact(times), new Comparison(first, second, outcome)));
    }

    private static List<Comparison> puddings() {
        List<Comparison> all = new ArrayList<>();
        for (int[] row : PUDDINGS) {
            add(all, row[0] - 1, row[1] - 1, Outcome.FIRST, row[2]);
            add(all, row[1] - 1, row[0] - 1, Outcome.FIRST, row[3]);
            add(all, row[0] - 1, row[1] - 1, Outcome.TIE, row[4]);
        }
        return all;
    }

    /** On the table of Davidson (1970), his equations of greatest likelihood hold to 1e-6. */
    @Test
    void davidson1970() {
        checkEquations(BradleyTerry.fit(6, puddings()));
    }

    /** The estimates of Agresti, with the digits of the R package BradleyTerry2. */
    @Test
    void baseball() {
        List<Comparison> games = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            for (int j = 0; j < 7; j++) {
                add(games, i, j, Outcome.FIRST, BASEBALL[i][j]);
            }
        }

        BradleyTerry fit = BradleyTerry.fit(7, games);

        double[] aboveBaltimore = {1.5814, 1.4364, 1.2945, 1.2476, 1.1077, 0.6839};
        for (int i = 0; i < 6; i++) {
            assertEquals(aboveBaltimore[i], fit.difference(i, 6).value(), 6e-5);
        }
        assertEquals(0, fit.nu());
        assertEquals(0, fit.tie(0, 1));
        assertEquals(new Duels(7, 6, 0, 0), fit.duels().get(0).get(1));
        assertEquals(7 / 13.0, fit.duels().get(0).get(1).share().value());
    }

    /** At the greatest likelihood as many wins and ties are expected as were seen (Davidson's equations). */
    @Property(tries = 100)
    void asMuchIsExpectedAsWasSeen(@ForAll @Size(12) List<@IntRange(min = 1, max = 30) Integer> counts) {
        List<Comparison> all = new ArrayList<>();
        for (int pair = 0, at = 0; pair < 3; pair++) {
            int second = pair == 0 ? 1 : 2;
            for (Outcome outcome : Outcome.values()) {
                add(all, pair / 2, second, outcome, counts.get(at++));
            }
        }

        BradleyTerry fit = BradleyTerry.fit(3, all);

        checkEquations(fit);
    }

    private static void checkEquations(BradleyTerry fit) {
        int models = fit.strengths().size();
        double tiesSeen = 0;
        double tiesExpected = 0;
        for (int i = 0; i < models; i++) {
            double seen = 0;
            double expected = 0;
            for (int j = 0; j < models; j++) {
                Duels duel = fit.duels().get(i).get(j);
                double n = duel.wins() + duel.losses() + (double) duel.ties();
                seen += duel.wins() + duel.ties() / 2.0;
                expected += i == j ? 0 : n * (fit.win(i, j) + fit.tie(i, j) / 2);
                tiesSeen += duel.ties();
                tiesExpected += i == j ? 0 : n * fit.tie(i, j);
            }
            assertEquals(seen, expected, 1e-6);
        }
        assertEquals(tiesSeen, tiesExpected, 1e-6);
        assertEquals(0, fit.strengths().stream().mapToDouble(Estimate::value).sum(), 1e-9);
    }

    @Test
    void bothBadIsNoTie() {
        List<Comparison> with = new ArrayList<>(puddings());
        add(with, 0, 1, Outcome.BOTH_BAD, 40);
        add(with, 1, 0, Outcome.BOTH_BAD, 2);

        BradleyTerry fit = BradleyTerry.fit(6, with);

        assertEquals(BradleyTerry.fit(6, puddings()).strengths(), fit.strengths());
        assertEquals(42, fit.duels().get(0).get(1).bothBad());
        assertEquals(42, fit.duels().get(1).get(0).bothBad());
    }

    /** Intervals of differences hold the truth about as often as they say. */
    @Test
    void intervalsHoldTheTruthAsOftenAsTheySay() {
        double[] truth = {0.8, 0, -0.3, -0.5};
        double nu = 0.6;
        SplittableRandom random = new SplittableRandom(3);
        int held = 0;
        int rounds = 600;
        for (int round = 0; round < rounds; round++) {
            List<Comparison> all = new ArrayList<>();
            for (int i = 0; i < 600; i++) {
                int first = random.nextInt(4);
                int second = (first + 1 + random.nextInt(3)) % 4;
                double a = Math.exp(truth[first]);
                double b = Math.exp(truth[second]);
                double at = random.nextDouble() * (a + b + nu * Math.sqrt(a * b));
                all.add(new Comparison(
                        first, second, at < a ? Outcome.FIRST : at < a + b ? Outcome.SECOND : Outcome.TIE));
            }
            Estimate difference = BradleyTerry.fit(4, all).difference(0, 3);
            held += difference.low() <= 1.3 && 1.3 <= difference.high() ? 1 : 0;
        }
        assertEquals(0.95, held / (double) rounds, 0.03);
    }

    /**
     * Eight votes on one prompt lean the same way, because the prompt suits one model: intervals that know it hold the
     * truth, those that take votes for independent fall short.
     */
    @Test
    void intervalsOfVotesThatGoTogetherHoldTheTruth() {
        SplittableRandom random = new SplittableRandom(17);
        int rounds = 500;
        int held = 0;
        int naive = 0;
        for (int round = 0; round < rounds; round++) {
            List<List<Comparison>> prompts = new ArrayList<>();
            for (int i = 0; i < 80; i++) {
                prompts.add(leaning(random));
            }
            double truth = 0; // both models are as strong
            held += holds(BradleyTerry.fitGroups(3, prompts).difference(0, 2), truth);
            List<Comparison> all = prompts.stream().flatMap(List::stream).toList();
            naive += holds(BradleyTerry.fit(3, all).difference(0, 2), truth);
        }
        assertTrue(held >= 0.93 * rounds, held + " of " + rounds);
        assertTrue(naive < 0.85 * rounds, naive + " of " + rounds);
    }

    private static int holds(Estimate estimate, double truth) {
        return estimate.low() <= truth && truth <= estimate.high() ? 1 : 0;
    }

    /** Votes on one prompt: of two models alike, one is favoured there. */
    private static List<Comparison> leaning(SplittableRandom random) {
        int first = random.nextInt(3);
        int second = (first + 1 + random.nextInt(2)) % 3;
        double favour = random.nextBoolean() ? 1.5 : -1.5;
        List<Comparison> votes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            boolean won = random.nextDouble() < 1 / (1 + Math.exp(-favour));
            votes.add(new Comparison(first, second, won ? Outcome.FIRST : Outcome.SECOND));
        }
        return votes;
    }

    /** Groups of one are the usual sandwich, but for the correction for few groups; one group says nothing more. */
    @Test
    void groupsOfOneGiveTheUsualSandwich() {
        List<Comparison> all = new ArrayList<>(puddings());
        all.add(new Comparison(0, 1, Outcome.BOTH_BAD)); // no group of its own, as it says nothing
        BradleyTerry usual = BradleyTerry.fit(6, all);

        BradleyTerry alone =
                BradleyTerry.fitGroups(6, all.stream().map(List::of).toList());
        BradleyTerry together = BradleyTerry.fitGroups(6, List.of(all));

        double n = puddings().size();
        assertEquals(usual.strengths().get(2).value(), alone.strengths().get(2).value());
        assertEquals(
                usual.covariance().get(0).get(1) * n / (n - 1),
                alone.covariance().get(0).get(1),
                1e-12);
        assertEquals(usual.covariance(), together.covariance());
    }

    /** What is told of both answers beside their models is taken out: simulated odds are found again. */
    @Test
    void effectsOfWhatElseDiffersAreFound() {
        double[] truth = {0.6, 0, -0.6};
        SplittableRandom random = new SplittableRandom(11);
        List<Comparison> told = new ArrayList<>();
        List<Comparison> untold = new ArrayList<>();
        for (int i = 0; i < 6000; i++) {
            int first = random.nextInt(3);
            int second = (first + 1 + random.nextInt(2)) % 3;
            double longer = random.nextDouble(-1, 1) + (first - second) / 2.0; // the weaker ones write more
            double difference = truth[first] - truth[second] + 0.9 * longer;
            Outcome outcome = random.nextDouble() < 1 / (1 + Math.exp(-difference)) ? Outcome.FIRST : Outcome.SECOND;
            told.add(new Comparison(first, second, outcome, List.of(longer)));
            untold.add(new Comparison(first, second, outcome));
        }

        BradleyTerry fit = BradleyTerry.fit(3, told);

        assertEquals(0.9, fit.effects().get(0).value(), 0.12);
        assertEquals(1.2, fit.difference(0, 2).value(), 0.12);
        assertTrue(BradleyTerry.fit(3, untold).difference(0, 2).value() < 0.6);
        assertEquals(List.of(), BradleyTerry.fit(3, untold).effects());
    }

    @Test
    void aDifferenceThatDecidesEverythingIsRefused() {
        List<Comparison> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            boolean first = i % 2 == 0;
            all.add(new Comparison(0, 1, first ? Outcome.FIRST : Outcome.SECOND, List.of(first ? 1.0 : -1.0)));
        }
        List<Comparison> uneven = List.of(all.get(0), new Comparison(0, 1, Outcome.SECOND));

        String message = String.valueOf(assertThrows(IllegalArgumentException.class, () -> BradleyTerry.fit(2, all))
                .getMessage());

        assertTrue(message.endsWith("Leave the covariates out."), message);
        assertThrows(IllegalArgumentException.class, () -> BradleyTerry.fit(2, uneven));
    }

    /** Intervals by drawing again are about as wide as those of the sandwich, where comparisons stand alone. */
    @Test
    void drawnIntervalsAreAsWideAsThoseOfTheSandwich() {
        List<Comparison> all = puddings();
        BradleyTerry sandwich = BradleyTerry.fit(6, all);

        BradleyTerry drawn = BradleyTerry.fit(6, all.stream().map(List::of).toList(), new Bootstrap(200, 4), () -> {});

        for (int i = 0; i < 6; i++) {
            Estimate one = sandwich.strengths().get(i);
            Estimate other = drawn.strengths().get(i);
            assertEquals(one.value(), other.value(), 1e-9);
            assertEquals(1, (other.high() - other.low()) / (one.high() - one.low()), 0.25);
        }
    }

    @Test
    void theMostModelsThatCanBeComparedAreFound() {
        List<Comparison> all = List.of(
                new Comparison(0, 1, Outcome.FIRST), // 0 won everything
                new Comparison(1, 2, Outcome.FIRST),
                new Comparison(2, 3, Outcome.TIE),
                new Comparison(3, 1, Outcome.FIRST),
                new Comparison(0, 4, Outcome.BOTH_BAD));

        assertEquals(List.of(1, 2, 3), BradleyTerry.comparable(BradleyTerry.duels(5, all)));
        assertEquals(List.of(0), BradleyTerry.comparable(BradleyTerry.duels(1, List.of())));
    }

    @Test
    void whatCannotBeSaidIsRefused() {
        Comparison won = new Comparison(0, 1, Outcome.FIRST);
        Comparison bad = new Comparison(1, 0, Outcome.BOTH_BAD);
        Comparison tie = new Comparison(1, 0, Outcome.TIE);

        String message = String.valueOf(assertThrows(
                        IllegalArgumentException.class, () -> BradleyTerry.fit(2, List.of(won, bad)))
                .getMessage());

        assertTrue(message.startsWith("Some models won or lost every comparison"), message);
        assertFalse(BradleyTerry.isConnected(BradleyTerry.duels(3, List.of(won, tie))));
        assertTrue(BradleyTerry.isConnected(BradleyTerry.duels(2, List.of(won, tie))));
        assertThrows(IllegalArgumentException.class, () -> BradleyTerry.fit(1, List.of()));
        assertThrows(
                IllegalArgumentException.class, () -> BradleyTerry.fit(2, List.of(new Comparison(1, 1, Outcome.TIE))));
        assertThrows(
                IllegalArgumentException.class, () -> BradleyTerry.fit(2, List.of(new Comparison(0, 2, Outcome.TIE))));
    }
}
