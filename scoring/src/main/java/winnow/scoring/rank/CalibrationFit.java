package winnow.scoring.rank;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import winnow.scoring.rank.Calibration.Vote;

/**
 * A calibration and what it is worth on votes it was not fitted on: five times it is fitted on four fifths of the pairs
 * and held against the rest (Stone 1974, "Cross-validatory choice and assessment of statistical predictions").
 *
 * @param method the one asked for, or else the one with the lower log loss on votes it was not fitted on
 * @param calibration fitted on all votes
 * @param before what rewards say as they are: they come from a logistic curve of temperature 1
 * @param held what each method says of votes it was not fitted on
 */
public record CalibrationFit(Method method, Calibration calibration, Forecasts before, Map<Method, Forecasts> held) {

    /** So many pairs with two different rewards are needed. */
    public static final int LEAST_PAIRS = 20;

    private static final int FOLDS = 5;
    private static final long SEED = 20;

    /** How margins become probabilities. */
    public enum Method {
        /** One number: a logistic curve, see {@link Temperature}. */
        TEMPERATURE,
        /** Steps that never fall, see {@link Isotonic}. */
        ISOTONIC;

        /** Fits, no surer than so many votes allow. */
        Calibration fit(List<Vote> votes) {
            return new Cautious(this == TEMPERATURE ? Temperature.fit(votes) : Isotonic.fit(votes), votes.size());
        }
    }

    public CalibrationFit {
        held = Collections.unmodifiableMap(new EnumMap<>(held));
    }

    /**
     * Fits.
     *
     * @param pairs the votes on each pair; those on one pair are never parted
     * @param asked the method; empty for the better one
     * @throws IllegalArgumentException with votes on less than {@link #LEAST_PAIRS} pairs whose rewards differ
     */
    public static CalibrationFit fit(List<List<Vote>> pairs, Optional<Method> asked) {
        long usable = usable(pairs);
        if (usable < LEAST_PAIRS) {
            throw new IllegalArgumentException("A calibration needs votes on " + LEAST_PAIRS
                    + " pairs whose answers have different rewards; there are " + usable + ".");
        }
        List<List<List<Vote>>> folds = folds(pairs);
        Map<Method, Forecasts> held = new EnumMap<>(Method.class);
        for (Method method : Method.values()) {
            held.put(method, held(method, folds));
        }
        Method method = asked.orElseGet(() -> held.entrySet().stream()
                .min(Comparator.comparingDouble(each -> each.getValue().logLoss())) // of equal ones the first
                .orElseThrow()
                .getKey());
        List<Vote> votes = votes(pairs);
        return new CalibrationFit(method, method.fit(votes), new Temperature(1).forecasts(votes), held);
    }

    /** On how many pairs there are votes that a fit can learn from. */
    public static long usable(List<List<Vote>> pairs) {
        return pairs.stream().filter(CalibrationFit::differs).count();
    }

    private static boolean differs(List<Vote> votes) {
        return votes.stream().anyMatch(vote -> vote.margin() != 0);
    }

    /** What the chosen method says of votes it was not fitted on. */
    public Forecasts after() {
        Forecasts after = held.get(method);
        if (after == null) {
            throw new IllegalStateException("Not fitted: " + method);
        }
        return after;
    }

    /** At random, but pairs with different rewards are spread evenly. */
    private static List<List<List<Vote>>> folds(List<List<Vote>> pairs) {
        List<List<Vote>> shuffled = new ArrayList<>(pairs);
        Collections.shuffle(shuffled, new Random(SEED));
        List<List<Vote>> order = new ArrayList<>();
        shuffled.stream().filter(CalibrationFit::differs).forEach(order::add);
        shuffled.stream().filter(votes -> !differs(votes)).forEach(order::add);
        List<List<List<Vote>>> folds = new ArrayList<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            folds.add(new ArrayList<>());
        }
        for (int i = 0; i < order.size(); i++) {
            folds.get(i % FOLDS).add(order.get(i));
        }
        return folds;
    }

    private static Forecasts held(Method method, List<List<List<Vote>>> folds) {
        List<Forecasts.Forecast> all = new ArrayList<>();
        for (int fold = 0; fold < folds.size(); fold++) {
            List<List<Vote>> rest = new ArrayList<>();
            for (int other = 0; other < folds.size(); other++) {
                if (other != fold) {
                    rest.addAll(folds.get(other));
                }
            }
            all.addAll(method.fit(votes(rest)).forecasts(votes(folds.get(fold))).all());
        }
        return new Forecasts(all);
    }

    private static List<Vote> votes(List<List<Vote>> pairs) {
        return pairs.stream().flatMap(List::stream).toList();
    }
}
