package winnow.scoring.rank;

/**
 * Whether the side an answer stands on decides: how often the left one won, with the exact interval of Clopper and
 * Pearson
 * (1934), and how probable it is that chance alone is at least as uneven (exact binomial test of two sides).
 *
 * @param left votes for the left answer
 * @param right votes for the right answer; ties and the like say nothing of sides
 * @param share of the left one among both
 * @param p 0 to 1; small where the side matters
 */
public record OrderEffect(long left, long right, Estimate share, double p) {

    /** Counts votes. */
    public static OrderEffect of(long left, long right) {
        return new OrderEffect(
                left, right, Proportion.exact(left, left + right), Proportion.signTest(left, left + right));
    }
}
