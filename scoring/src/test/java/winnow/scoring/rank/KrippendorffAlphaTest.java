package winnow.scoring.rank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import winnow.scoring.rank.KrippendorffAlpha.Metric;

class KrippendorffAlphaTest {

    /** The examples of Krippendorff (2011), one judge a row; a dot where one said nothing. */
    private static final String[] BINARY = {"0100000010", "1110010000"};

    private static final String[] NOMINAL = {"aabbdcccedda", "babbbcccedDd".replace("D", "d")};
    private static final String[] MISSING = {"123321412...", "1233224125.3", ".3332342251.", "12332441251."};

    private static List<double[]> things(String... judges) {
        List<double[]> things = new ArrayList<>();
        for (int i = 0; i < judges[0].length(); i++) {
            int thing = i;
            things.add(Arrays.stream(judges)
                    .mapToDouble(judge -> judge.charAt(thing) == '.' ? Double.NaN : judge.charAt(thing))
                    .toArray());
        }
        return things;
    }

    private static double alpha(List<double[]> things, Metric metric) {
        return KrippendorffAlpha.of(things, metric, new Bootstrap(1, 1)).alpha().value();
    }

    /** Sections A and B: 0.095 and 0.692. */
    @Test
    void twoJudgesWithoutGaps() {
        assertEquals(1 - 19 * 4.0 / (14 * 6), alpha(things(BINARY), Metric.NOMINAL), 1e-6);
        assertEquals(0.095, alpha(things(BINARY), Metric.NOMINAL), 0.0005);
        assertEquals(0.692, alpha(things(NOMINAL), Metric.NOMINAL), 0.0005);
    }

    /** Sections C and D: 0.743 for names, 0.815 for ranks, 0.849 for numbers. */
    @Test
    void fourJudgesWithGaps() {
        assertEquals(0.743, alpha(things(MISSING), Metric.NOMINAL), 0.0005);
        assertEquals(0.815, alpha(things(MISSING), Metric.ORDINAL), 0.0005);
        assertEquals(0.849, alpha(things(MISSING), Metric.INTERVAL), 0.0005);
        KrippendorffAlpha alpha = KrippendorffAlpha.of(things(MISSING), Metric.NOMINAL, Bootstrap.USUAL);
        assertEquals(11, alpha.things()); // the twelfth has one value only
        assertEquals(40, alpha.values());
    }

    /** Against the plain definition: mean difference within things over that of all pairs of values. */
    @Property(tries = 200)
    void itIsOneLessDifferenceWithinOverDifferenceOfAll(
            @ForAll @Size(min = 2, max = 12) List<@Size(3) List<@IntRange(max = 4) Integer>> said) {
        List<double[]> things = said.stream()
                .map(thing -> thing.stream()
                        .mapToDouble(value -> value == 4 ? Double.NaN : value)
                        .toArray())
                .toList();
        for (Metric metric : Metric.values()) {
            assertEquals(plain(things, metric), alpha(things, metric), 1e-9);
        }
    }

    private static double plain(List<double[]> ratings, Metric metric) {
        List<double[]> things = ratings.stream()
                .map(thing -> Arrays.stream(thing)
                        .filter(value -> !Double.isNaN(value))
                        .toArray())
                .filter(thing -> thing.length > 1)
                .toList();
        double[] all = things.stream().flatMapToDouble(Arrays::stream).toArray();
        double within = 0;
        for (double[] thing : things) {
            within += differences(thing, all, metric) / (thing.length - 1) / all.length;
        }
        double between = differences(all, all, metric) / all.length / (all.length - 1);
        return between > 0 ? 1 - within / between : Double.NaN;
    }

    private static double differences(double[] values, double[] all, Metric metric) {
        double sum = 0;
        for (double a : values) {
            for (double b : values) {
                sum += metric == Metric.ORDINAL
                        ? ranks(a, b, all)
                        : metric == Metric.NOMINAL ? (a == b ? 0 : 1) : (a - b) * (a - b);
            }
        }
        return sum;
    }

    private static double ranks(double a, double b, double[] all) {
        double from = Math.min(a, b);
        double to = Math.max(a, b);
        double between = Arrays.stream(all).filter(v -> v >= from && v <= to).count();
        double ends = Arrays.stream(all).filter(v -> v == from || v == to).count() / 2.0;
        return a == b ? 0 : (between - ends) * (between - ends);
    }

    /** Intervals hold the alpha of the population about as often as they say, and the same seed draws the same. */
    @Test
    void intervalsHoldTheTruthAsOftenAsTheySay() {
        double truth = alpha(simulated(new SplittableRandom(99), 40_000), Metric.NOMINAL);
        int held = 0;
        int rounds = 300;
        SplittableRandom random = new SplittableRandom(4);
        for (int round = 0; round < rounds; round++) {
            Estimate alpha = KrippendorffAlpha.of(simulated(random, 120), Metric.NOMINAL, new Bootstrap(300, round))
                    .alpha();
            held += alpha.low() <= truth && truth <= alpha.high() ? 1 : 0;
        }
        assertEquals(0.95, held / (double) rounds, 0.035);
        List<double[]> things = things(MISSING);
        assertEquals(
                KrippendorffAlpha.of(things, Metric.ORDINAL, Bootstrap.USUAL),
                KrippendorffAlpha.of(things, Metric.ORDINAL, Bootstrap.USUAL));
    }

    /** Three judges that see the truth of three quarters and guess the rest; one of four judgements is missing. */
    private static List<double[]> simulated(SplittableRandom random, int size) {
        List<double[]> things = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            int truth = random.nextInt(3);
            double[] said = new double[3];
            for (int judge = 0; judge < 3; judge++) {
                said[judge] = random.nextInt(4) > 0 ? truth : random.nextInt(3);
                said[judge] = random.nextInt(4) > 0 ? said[judge] : Double.NaN;
            }
            things.add(said);
        }
        return things;
    }

    @Test
    void withoutTwoValuesThereIsNoAlpha() {
        for (List<double[]> none : List.of(
                List.<double[]>of(), List.of(new double[] {1}, new double[] {2, Double.NaN}), List.of(new double[] {1, 1
                }))) {
            Estimate alpha =
                    KrippendorffAlpha.of(none, Metric.INTERVAL, Bootstrap.USUAL).alpha();
            assertEquals(Double.NaN, alpha.value());
            assertEquals(Double.NaN, alpha.low());
        }
        assertTrue(alpha(List.of(new double[] {1, 1}, new double[] {2, 2}), Metric.NOMINAL) == 1);
    }
}
