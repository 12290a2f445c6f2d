package winnow.scoring.rank;

/**
 * A part of a population of which some were drawn at random, without replacement, and judged.
 *
 * @param size how many are in it, 0 or more
 * @param judged how many of them were judged good or bad
 * @param bad how many of those are bad
 */
public record Stratum(int size, int judged, int bad) {

    public Stratum {
        if (size < 0 || judged < 0 || judged > size || bad < 0 || bad > judged) {
            throw new IllegalArgumentException(
                    "Of " + size + " samples " + judged + " cannot be judged and " + bad + " of those be bad");
        }
    }

    /** How many in it are bad at least: those seen. */
    int leastBad() {
        return bad;
    }

    /** How many in it are bad at most: all but the good ones seen. */
    int mostBad() {
        return size - (judged - bad);
    }
}
