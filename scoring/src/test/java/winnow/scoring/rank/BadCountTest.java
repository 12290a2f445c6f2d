package winnow.scoring.rank;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.hipparchus.distribution.discrete.HypergeometricDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadCountTest {

    /**
     * Strata and how many of each are judged.
     *
     * @param sizes of the strata
     * @param judged of each
     */
    private record Design(List<Integer> sizes, List<Integer> judged) {

        BadCount count(List<Integer> bad) {
            List<Stratum> strata = new ArrayList<>();
            for (int i = 0; i < bad.size(); i++) {
                strata.add(new Stratum(sizes.get(i), judged.get(i), bad.get(i)));
            }
            return BadCount.of(strata);
        }

        double probability(List<Integer> truth, List<Integer> bad) {
            double probability = 1;
            for (int i = 0; i < bad.size(); i++) {
                probability *= new HypergeometricDistribution(sizes.get(i), truth.get(i), judged.get(i))
                        .probability(bad.get(i));
            }
            return probability;
        }
    }

    static Stream<Design> designs() {
        return Stream.of(
                new Design(List.of(20), List.of(7)),
                new Design(List.of(25), List.of(1)),
                new Design(List.of(40), List.of(10)),
                new Design(List.of(6, 8), List.of(2, 3)),
                new Design(List.of(20, 30), List.of(4, 6)),
                new Design(List.of(10, 40), List.of(5, 5)),
                new Design(List.of(12, 12), List.of(10, 2)),
                new Design(List.of(46, 35), List.of(12, 11)),
                new Design(List.of(100, 10), List.of(3, 9)),
                new Design(List.of(12, 12, 12), List.of(3, 3, 3)),
                new Design(List.of(17, 19, 10), List.of(5, 6, 5)),
                new Design(List.of(5, 10, 20), List.of(4, 3, 2)),
                new Design(List.of(6, 6, 6, 6), List.of(2, 2, 2, 2)));
    }

    /** Counts every population and every outcome of a design: no population is missed by more than 5 % of its draws. */
    @ParameterizedTest
    @MethodSource("designs")
    void everyPopulationIsCoveredAtLeastAsOftenAsPromised(Design design) {
        List<List<Integer>> outcomes = tuples(design.judged());
        Map<List<Integer>, BadCount> counts = new HashMap<>();
        outcomes.forEach(bad -> counts.put(bad, design.count(bad)));
        for (List<Integer> truth : tuples(design.sizes())) {
            int total = truth.stream().mapToInt(Integer::intValue).sum();
            double covered = 0;
            for (List<Integer> bad : outcomes) {
                BadCount count = requireNonNull(counts.get(bad));
                covered += count.low() <= total && total <= count.high() ? design.probability(truth, bad) : 0;
            }
            assertTrue(covered >= 0.95 - 1e-9, "bad " + truth + ": covered " + covered);
        }
    }

    /** All lists with numbers from 0 to those given. */
    private static List<List<Integer>> tuples(List<Integer> most) {
        List<List<Integer>> tuples = List.of(List.of());
        for (int last : most) {
            List<List<Integer>> longer = new ArrayList<>();
            for (List<Integer> tuple : tuples) {
                for (int next = 0; next <= last; next++) {
                    List<Integer> one = new ArrayList<>(tuple);
                    one.add(next);
                    longer.add(one);
                }
            }
            tuples = longer;
        }
        return tuples;
    }

    @Test
    void oneStratumHasTheBoundsOfTheTails() {
        for (int size = 1; size <= 30; size += 3) {
            for (int judged = 1; judged <= size; judged += 2) {
                for (int bad = 0; bad <= judged; bad++) {
                    BadCount count = BadCount.of(List.of(new Stratum(size, judged, bad)));

                    int low = size;
                    int high = 0;
                    for (int all = bad; all <= size - judged + bad; all++) {
                        HypergeometricDistribution drawn = new HypergeometricDistribution(size, all, judged);
                        low = drawn.upperCumulativeProbability(bad) > 0.025 - 1e-9 ? Math.min(low, all) : low;
                        high = drawn.cumulativeProbability(bad) > 0.025 - 1e-9 ? Math.max(high, all) : high;
                    }
                    assertEquals(List.of((long) low, (long) high), List.of(count.low(), count.high()));
                }
            }
        }
    }

    /** Sizes, bad ones and judgements of large strata, drawn 400 times. */
    private record Large(String name, List<Integer> sizes, List<Double> rates, List<Integer> judged) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Large> large() {
        List<Integer> sources = List.of(34_820, 9_412, 6_508, 3_901);
        return Stream.of(
                new Large(
                        "precise cut",
                        List.of(1_741, 612, 117, 78),
                        List.of(0.93, 0.8, 0.9, 0.85),
                        List.of(40, 24, 12, 8)),
                new Large("few bad ones left", sources, List.of(0.03, 0.05, 0.01, 0.002), List.of(60, 16, 12, 8)),
                new Large("in proportion", sources, List.of(0.5, 0.3, 0.9, 0.1), List.of(64, 17, 12, 7)),
                new Large("out of proportion", sources, List.of(0.2, 0.2, 0.6, 0.6), List.of(10, 10, 40, 40)),
                new Large("half of all", List.of(300, 200), List.of(0.7, 0.4), List.of(150, 100)),
                new Large("one source", List.of(1_000_000), List.of(0.1), List.of(200)));
    }

    @ParameterizedTest
    @MethodSource("large")
    void largePopulationsAreCoveredInSimulation(Large large) {
        SplittableRandom random = new SplittableRandom(20_250_121);
        Map<List<Stratum>, BadCount> known = new HashMap<>();
        int[] bad = new int[large.sizes().size()];
        Arrays.setAll(
                bad, i -> (int) Math.round(large.rates().get(i) * large.sizes().get(i)));
        int held = 0;
        for (int draw = 0; draw < 400; draw++) {
            List<Stratum> strata = new ArrayList<>();
            for (int i = 0; i < bad.length; i++) {
                strata.add(drawn(
                        random, large.sizes().get(i), bad[i], large.judged().get(i)));
            }
            BadCount count = known.computeIfAbsent(strata, BadCount::of);
            long total = Arrays.stream(bad).sum();
            held += count.low() <= total && total <= count.high() ? 1 : 0;
        }
        assertTrue(held >= 0.94 * 400, "held " + held + " of 400");
    }

    /** Draws one by one, without replacement. */
    private static Stratum drawn(SplittableRandom random, int size, int bad, int judged) {
        int found = 0;
        for (int i = 0; i < judged; i++) {
            found += random.nextInt(size - i) < bad - found ? 1 : 0;
        }
        return new Stratum(size, judged, found);
    }

    @Test
    void allJudgedLeavesNoDoubt() {
        BadCount count = BadCount.of(List.of(new Stratum(7, 7, 3), new Stratum(4, 4, 4)));

        assertEquals(new BadCount(11, 11, 7, 7, 7, 7), count);
        assertEquals(0, count.more(0.05));
    }

    @Test
    void whatNobodyLookedAtMayBeAnything() {
        BadCount none = BadCount.of(List.of(new Stratum(50, 0, 0)));
        BadCount half = BadCount.of(List.of(new Stratum(10, 10, 4), new Stratum(10, 0, 0)));
        BadCount empty = BadCount.of(List.of());

        assertEquals(List.of(0L, 50L), List.of(none.low(), none.high()));
        assertTrue(Double.isNaN(none.share()));
        assertEquals(new BadCount(20, 10, 4, 8, 4, 14), half);
        assertEquals(List.of(0.0, 1.0), List.of(empty.lowShare(), empty.highShare()));
    }

    @Test
    void theEstimateWeighsStrataByTheirSize() {
        BadCount count = BadCount.of(List.of(new Stratum(100, 10, 9), new Stratum(900, 10, 1)));

        assertEquals(0.18, count.share(), 1e-12);
        assertTrue(count.lowShare() > 0.01 && count.lowShare() < 0.18 && count.highShare() < 0.55, count.toString());
    }

    /** At the rate seen, judging as many more as it says gives an interval that narrow, and one tenth fewer does not. */
    @ParameterizedTest
    @ValueSource(ints = {0, 4, 30, 56, 60})
    void judgementsStillNeededAreEnough(int bad) {
        BadCount now = BadCount.of(List.of(new Stratum(2_548, 60, bad)));

        int more = (int) now.more(0.05);

        double rate = (bad + 1.0) / 62;
        if (more == 0) {
            assertTrue(now.highShare() - now.lowShare() <= 0.10, now.toString());
        } else {
            assertTrue(width(60 + more, rate) <= 0.10 + 1e-9, "more " + more);
            assertTrue(width(60 + (int) (0.9 * more), rate) > 0.095, "more " + more);
        }
    }

    private static double width(int judged, double rate) {
        int bad = (int) Math.min(judged, Math.round(rate * judged));
        BadCount then = BadCount.of(List.of(new Stratum(2_548, judged, bad)));
        return then.highShare() - then.lowShare();
    }

    @Test
    void aStratumCannotHaveMoreBadThanJudged() {
        assertThrows(IllegalArgumentException.class, () -> new Stratum(5, 6, 0));
        assertThrows(IllegalArgumentException.class, () -> new Stratum(5, 2, 3));
        assertThrows(IllegalArgumentException.class, () -> new Stratum(-1, 0, 0));
    }

    @Test
    void theDistributionOfADrawIsThatOfTheLibrary() {
        for (int[] draw :
                new int[][] {{1_000_000, 30_000, 200}, {50, 50, 7}, {50, 0, 7}, {9, 4, 9}, {5_000, 4_900, 60}}) {
            HypergeometricDistribution library = new HypergeometricDistribution(draw[0], draw[1], draw[2]);

            Hypergeometric own = Hypergeometric.of(draw[0], draw[1], draw[2]);

            double sum = 0;
            for (int number = own.least(); number <= own.most(); number++) {
                assertEquals(library.probability(number), own.probability(number), 1e-9);
                sum += own.probability(number);
            }
            assertEquals(1, sum, 1e-12);
        }
    }

    @Test
    void theMostProbableSplitIsFoundAmongAll() {
        Design design = new Design(List.of(8, 6, 9), List.of(3, 2, 4));
        for (List<Integer> bad : tuples(design.judged())) {
            List<Stratum> strata = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                strata.add(new Stratum(design.sizes().get(i), design.judged().get(i), bad.get(i)));
            }
            int least = bad.stream().mapToInt(Integer::intValue).sum();
            for (int total = least; total <= least + 14; total += 7) {
                int[] split = Split.mostProbable(strata, total);

                double best = best(design, bad, total);
                double found = design.probability(Arrays.stream(split).boxed().toList(), bad);
                assertEquals(total, Arrays.stream(split).sum());
                assertEquals(best, found, best * 1e-9);
            }
        }
    }

    private static double best(Design design, List<Integer> bad, int total) {
        double best = 0;
        for (List<Integer> truth : tuples(design.sizes())) {
            if (truth.stream().mapToInt(Integer::intValue).sum() == total) {
                best = Math.max(best, design.probability(truth, bad));
            }
        }
        return best;
    }
}
