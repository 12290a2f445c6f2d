package winnow.scoring.rank;

import java.util.List;

/**
 * Splits a number of bad ones up among strata. One more bad one in a stratum is worth a factor that falls with every
 * one, so there is a factor at which all strata stop.
 */
final class Split {

    private static final int HALVINGS = 200;

    /** The logarithm of a factor no stratum reaches. */
    private static final double WIDEST = 60;

    private final List<Stratum> strata;
    private final boolean even;

    private Split(List<Stratum> strata, boolean even) {
        this.strata = strata;
        this.even = even;
    }

    /**
     * The split under which what was seen is most probable.
     *
     * @param total from what was seen bad to what was not seen good, over all strata
     */
    static int[] mostProbable(List<Stratum> strata, long total) {
        return new Split(strata, false).of(total);
    }

    /**
     * The split under which all strata have the same share of bad ones, as far as whole numbers can (Webster's method).
     *
     * @param total from 0 to all of all strata
     */
    static int[] even(List<Stratum> strata, long total) {
        return new Split(strata, true).of(total);
    }

    private int[] of(long total) {
        double low = -WIDEST;
        double high = WIDEST;
        for (int i = 0; i < HALVINGS && Math.nextUp(low) < high; i++) {
            double middle = (low + high) / 2;
            if (sum(at(middle)) > total) {
                low = middle;
            } else {
                high = middle;
            }
        }
        int[] split = at(high);
        int[] more = at(low); // strata with the same factor there share what is missing
        long missing = total - sum(split);
        for (int i = 0; i < split.length; i++) {
            int added = (int) Math.min(missing, more[i] - split[i]);
            split[i] += added;
            missing -= added;
        }
        if (missing != 0) {
            throw new IllegalArgumentException("No split of " + total + " among " + strata);
        }
        return split;
    }

    /** How many bad ones every stratum has whose last one was worth a factor or more. */
    private int[] at(double logarithm) {
        double factor = Math.exp(logarithm);
        int[] split = new int[strata.size()];
        for (int i = 0; i < split.length; i++) {
            Stratum stratum = strata.get(i);
            int low = even ? 0 : stratum.leastBad();
            int high = even ? stratum.size() : stratum.mostBad();
            while (low < high) {
                int middle = low + (high - low + 1) / 2;
                if (worth(stratum, middle - 1) >= factor) {
                    low = middle;
                } else {
                    high = middle - 1;
                }
            }
            split[i] = low;
        }
        return split;
    }

    /** The factor of one more bad one than {@code bad}. */
    private double worth(Stratum stratum, int bad) {
        if (even) {
            return stratum.size() / (bad + 0.5);
        }
        double good = stratum.size() - bad;
        return (bad + 1.0) / (bad + 1.0 - stratum.bad()) * (good - (stratum.judged() - stratum.bad())) / good;
    }

    private static long sum(int[] numbers) {
        long sum = 0;
        for (int number : numbers) {
            sum += number;
        }
        return sum;
    }
}
