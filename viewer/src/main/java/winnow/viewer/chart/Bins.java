package winnow.viewer.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import winnow.store.data.Histogram;
import winnow.viewer.text.Words;

/** Arithmetic on the bins of a {@link Histogram}. Any thread. */
final class Bins {

    private Bins() {}

    /** How many bins one bar stands for, so that there are at most {@code most} bars. */
    static int binsInBar(int bins, int most) {
        return Math.max(1, (bins + most - 1) / most);
    }

    /** Neighbouring counts added up, so that at most {@code most} are left; the sum stays. */
    static List<Long> atMost(List<Long> counts, int most) {
        int width = binsInBar(counts.size(), most);
        List<Long> bars = new ArrayList<>();
        for (int from = 0; from < counts.size(); from += width) {
            List<Long> together = counts.subList(from, Math.min(counts.size(), from + width));
            bars.add(together.stream().mapToLong(Long::longValue).sum());
        }
        return bars;
    }

    /** The share of the samples below a score, 0 to 1; within a bin they are taken as evenly spread. */
    static double shareBelow(Histogram histogram, double score) {
        double width = (histogram.high() - histogram.low()) / histogram.counts().size();
        double below = IntStream.range(0, histogram.counts().size())
                .mapToDouble(i -> histogram.counts().get(i)
                        * Math.max(0, Math.min(1, (score - histogram.low() - i * width) / width)))
                .sum();
        return below / histogram.total();
    }

    /** A share as percent with one decimal: {@code 4.7}. */
    static String percent(Words words, double share) {
        return String.format(words.locale(), "%.1f", share * 100);
    }

    /** The smallest of 1, 2 and 5 times a power of ten that is at least {@code least}. */
    static double niceStep(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (int factor : List.of(1, 2, 5)) {
            if (factor * power >= least) {
                return factor * power;
            }
        }
        return 10 * power;
    }
}
