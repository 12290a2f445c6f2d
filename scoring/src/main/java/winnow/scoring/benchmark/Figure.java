package winnow.scoring.benchmark;

import java.util.Arrays;
import java.util.List;
import winnow.scoring.rank.Estimate;
import winnow.scoring.rank.Proportion;

/**
 * A share of comparisons that are right, with an interval of 95 %.
 *
 * <p>For items of one comparison it is the score interval of Wilson (1927), "Probable inference, the law of succession,
 * and statistical inference". Where an item has several comparisons these depend on each other; then the number of
 * items
 * is replaced by the effective number p (1 - p) / var(mean), as Korn and Graubard (1998), "Confidence intervals for
 * proportions with small expected number of positive counts estimated from survey data", do for clusters. The mean of
 * groups takes the limits of its parts together as Zou, Huang and Zhang (2009), "A note on confidence interval
 * estimation for a linear function of binomial proportions", do.
 *
 * @param items it is of
 * @param right how many items were right, those right in part counting as that part
 * @param share 0 to 1; NaN without items
 * @param low end of the interval
 * @param high end of the interval
 */
public record Figure(long items, double right, double share, double low, double high) {

    /** The share of right ones among items, each of which is right, wrong or in between: 0 to 1. */
    static Figure of(double[] items) {
        int n = items.length;
        double right = Arrays.stream(items).sum();
        if (n == 0) {
            return new Figure(0, 0, Double.NaN, 0, 1);
        }
        double p = right / n;
        double squares = 0;
        for (double item : items) {
            squares += (item - p) * (item - p);
        }
        double variance = squares / n / n;
        double effective = variance > 0 ? Math.max(n, p * (1 - p) / variance) : n;
        Estimate estimate = Proportion.wilson(p, effective);
        return new Figure(n, right, p, estimate.low(), estimate.high());
    }

    /** The mean of the shares of groups, whatever their sizes. */
    static Figure mean(List<Figure> groups) {
        double share = groups.stream().mapToDouble(Figure::share).average().orElse(Double.NaN);
        double below = 0;
        double above = 0;
        for (Figure group : groups) {
            below += Math.pow((group.share - group.low) / groups.size(), 2);
            above += Math.pow((group.high - group.share) / groups.size(), 2);
        }
        boolean none = Double.isNaN(share);
        return new Figure(
                groups.stream().mapToLong(Figure::items).sum(),
                groups.stream().mapToDouble(Figure::right).sum(),
                share,
                none ? 0 : Math.max(0, share - Math.sqrt(below)),
                none ? 1 : Math.min(1, share + Math.sqrt(above)));
    }
}
