package winnow.app.service;

import java.util.Locale;
import java.util.OptionalLong;

/**
 * A part of the scored samples, as it is marked in a plot: by what they are ranked by, and by length.
 *
 * @param source only samples of this dataset; empty for all
 * @param low the least value
 * @param high values are below this, above {@code low}
 * @param leastChars fewest characters of the answer, 0 or more
 * @param mostChars most characters of the answer
 */
public record Brush(OptionalLong source, double low, double high, int leastChars, int mostChars) {

    public Brush {
        if (!(low < high) || leastChars < 0 || leastChars > mostChars) {
            throw new IllegalArgumentException("Nothing lies between " + low + " and " + high + " with " + leastChars
                    + " to " + mostChars + " characters");
        }
    }

    /** Values of one dataset, whatever the length. */
    public static Brush ofSource(long source, double low, double high) {
        return new Brush(OptionalLong.of(source), low, high, 0, Integer.MAX_VALUE);
    }

    /** Whether the length of the answer matters. */
    public boolean isByLength() {
        return leastChars > 0 || mostChars < Integer.MAX_VALUE;
    }

    /** Whether a sample lies within. */
    boolean has(long dataset, double value, int chars) {
        return value >= low
                && value < high
                && chars >= leastChars
                && chars <= mostChars
                && (source.isEmpty() || source.getAsLong() == dataset);
    }

    /**
     * The same in the query language.
     *
     * @param ranking whose values are marked
     */
    public String query(RankingChoice ranking) {
        StringBuilder text = new StringBuilder();
        source.ifPresent(id -> text.append("source:").append(id).append(' '));
        text.append(String.format(Locale.ROOT, "%1$s>=%2$s %1$s<%3$s", ranking.key(), low, high));
        if (isByLength()) {
            text.append(" length:").append(leastChars).append("..");
            text.append(mostChars < Integer.MAX_VALUE ? mostChars : "");
        }
        return text.toString();
    }
}
