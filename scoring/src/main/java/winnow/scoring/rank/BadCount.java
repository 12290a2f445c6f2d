package winnow.scoring.rank;

import java.util.List;

/**
 * How many of a population are bad, from samples of its strata: estimate and interval with a confidence of 95 %.
 *
 * <p>The interval inverts two one-sided tests. What is tested with is the sum over strata of size / judged x bad, the
 * usual estimate. Its distribution is exact: hypergeometric in each stratum, convolved. With one stratum each test is
 * made at 2.5 %, and this is the exact interval of the hypergeometric tails. With several, how a total splits up among
 * them is not known; of two splits the one counts that speaks more for the total: the split under which what was seen
 * is most probable, and the even one. As other splits can speak for it a little more, each test is made at 2 % then: in
 * every population of all small designs counted out, 95 % or more of the intervals hold the truth. A stratum of which
 * none was judged counts with none to all of it.
 *
 * @param size how many are in the population
 * @param judged how many were judged good or bad
 * @param bad how many of those are bad
 * @param estimate how many are bad; NaN where none was judged
 * @param low how many are bad at least
 * @param high how many are bad at most
 */
public record BadCount(long size, long judged, long bad, double estimate, long low, long high) {

    private static final double TAIL_OF_ONE = 0.025;
    private static final double TAIL_OF_SEVERAL = 0.02;

    /** A tail that is the level itself is not below it. */
    private static final double ROUNDING = 1e-9;

    /** Steps of the sum that is tested with: fine enough to tell weights of strata apart. */
    private static final int STEPS = 2_048;

    private static final int STEPS_A_JUDGEMENT = 16;

    /** Puts strata together. */
    public static BadCount of(List<Stratum> strata) {
        List<Stratum> seen =
                strata.stream().filter(stratum -> stratum.judged() > 0).toList();
        long size = strata.stream().mapToLong(Stratum::size).sum();
        long known = seen.stream().mapToLong(Stratum::size).sum();
        long judged = seen.stream().mapToLong(Stratum::judged).sum();
        long bad = seen.stream().mapToLong(Stratum::bad).sum();
        if (seen.isEmpty()) {
            return new BadCount(size, 0, 0, Double.NaN, 0, size);
        }
        double estimate = seen.stream()
                        .mapToDouble(s -> (double) s.size() / s.judged() * s.bad())
                        .sum()
                * size
                / known;
        Inversion inversion = new Inversion(seen, seen.size() == 1 ? TAIL_OF_ONE : TAIL_OF_SEVERAL);
        return new BadCount(size, judged, bad, estimate, inversion.low(), inversion.high() + size - known);
    }

    /**
     * About how many more judgements it takes until the interval is at most {@code halfWidth} wide to each side, on
     * average: as if all strata were one, drawn from in proportion, with the share of bad ones seen so far.
     *
     * @param halfWidth as a share, such as 0.05 for 5 points
     * @return 0 when it is narrow enough already
     */
    public long more(double halfWidth) {
        if (high - low <= 2 * halfWidth * size) {
            return 0;
        }
        int all = Math.toIntExact(size);
        long least = judged;
        long most = size;
        while (least + 1 < most) {
            long middle = (least + most) / 2;
            long badThen = Math.round((bad + 1.0) / (judged + 2.0) * middle);
            Stratum then = new Stratum(all, (int) middle, (int) Math.min(badThen, middle));
            Inversion inversion = new Inversion(List.of(then), TAIL_OF_SEVERAL);
            if (inversion.high() - inversion.low() <= 2 * halfWidth * size) {
                most = middle;
            } else {
                least = middle;
            }
        }
        return most - judged;
    }

    /** The estimate as a share of the population. */
    public double share() {
        return estimate / size;
    }

    /** The lower bound as a share; 0 for an empty population. */
    public double lowShare() {
        return size == 0 ? 0 : (double) low / size;
    }

    /** The upper bound as a share; 1 for an empty population. */
    public double highShare() {
        return size == 0 ? 1 : (double) high / size;
    }

    /** Tests totals. */
    private static final class Inversion {
        private final List<Stratum> strata;
        private final double level;
        private final int[] weights;
        private final int observed;
        private final int range;

        Inversion(List<Stratum> strata, double level) {
            this.strata = strata;
            this.level = level;
            double size = strata.stream().mapToDouble(Stratum::size).sum();
            int judged = strata.stream().mapToInt(Stratum::judged).sum();
            double steps = Math.max(STEPS, (double) STEPS_A_JUDGEMENT * judged);
            this.weights = strata.stream()
                    .mapToInt(s -> (int) Math.max(1, Math.round(steps * s.size() / size / s.judged())))
                    .toArray();
            int sum = 0;
            int most = 0;
            for (int i = 0; i < weights.length; i++) {
                sum += weights[i] * strata.get(i).bad();
                most += weights[i] * strata.get(i).judged();
            }
            this.observed = sum;
            this.range = most;
        }

        /** The smallest total under which as many bad ones as seen, or more, are not too improbable. */
        long low() {
            long low = strata.stream().mapToLong(Stratum::leastBad).sum();
            long high = strata.stream().mapToLong(Stratum::mostBad).sum();
            while (low < high) {
                long middle = (low + high) / 2;
                if (tail(middle, true) > level - ROUNDING) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low;
        }

        /** The largest total under which as few bad ones as seen, or fewer, are not too improbable. */
        long high() {
            long low = strata.stream().mapToLong(Stratum::leastBad).sum();
            long high = strata.stream().mapToLong(Stratum::mostBad).sum();
            while (low < high) {
                long middle = (low + high + 1) / 2;
                if (tail(middle, false) > level - ROUNDING) {
                    low = middle;
                } else {
                    high = middle - 1;
                }
            }
            return low;
        }

        /** How probable a sum like the one seen, or further off, is. */
        private double tail(long total, boolean upper) {
            double probable = tail(Split.mostProbable(strata, total), upper);
            return strata.size() == 1 ? probable : Math.max(probable, tail(Split.even(strata, total), upper));
        }

        private double tail(int[] split, boolean upper) {
            int top = 0;
            double[] all = new double[range + 1];
            all[0] = 1;
            for (int i = 0; i < split.length; i++) {
                Stratum stratum = strata.get(i);
                Hypergeometric draw = Hypergeometric.of(stratum.size(), split[i], stratum.judged());
                double[] next = new double[range + 1];
                for (int sum = 0; sum <= top; sum++) {
                    if (all[sum] > 0) {
                        draw.spread(all[sum], next, sum, weights[i]);
                    }
                }
                top += draw.most() * weights[i];
                all = next;
            }
            double tail = 0;
            for (int sum = upper ? observed : 0; sum <= (upper ? range : observed); sum++) {
                tail += all[sum];
            }
            return tail;
        }
    }
}
