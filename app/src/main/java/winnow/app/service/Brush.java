package winnow.app.service;

import java.util.Locale;
import java.util.OptionalLong;

/**
 * A part of the scored samples, as it is marked in a plot.
 *
 * @param source only samples of this dataset; empty for all
 * @param lowReward the least reward
 * @param highReward rewards are below this, above {@code lowReward}
 * @param leastChars fewest characters of the answer, 0 or more
 * @param mostChars most characters of the answer
 */
public record Brush(OptionalLong source, double lowReward, double highReward, int leastChars, int mostChars) {

    public Brush {
        if (!(lowReward < highReward) || leastChars < 0 || leastChars > mostChars) {
            throw new IllegalArgumentException("Nothing lies between " + lowReward + " and " + highReward + " with "
                    + leastChars + " to " + mostChars + " characters");
        }
    }

    /** Rewards of one dataset, whatever the length. */
    public static Brush ofSource(long source, double lowReward, double highReward) {
        return new Brush(OptionalLong.of(source), lowReward, highReward, 0, Integer.MAX_VALUE);
    }

    /** Whether the length of the answer matters. */
    public boolean isByLength() {
        return leastChars > 0 || mostChars < Integer.MAX_VALUE;
    }

    /** Whether a sample lies within. */
    boolean has(long dataset, double reward, int chars) {
        return reward >= lowReward
                && reward < highReward
                && chars >= leastChars
                && chars <= mostChars
                && (source.isEmpty() || source.getAsLong() == dataset);
    }

    /** The same in the query language. */
    public String query() {
        StringBuilder text = new StringBuilder();
        source.ifPresent(id -> text.append("source:").append(id).append(' '));
        text.append(String.format(Locale.ROOT, "reward>=%s reward<%s", lowReward, highReward));
        if (isByLength()) {
            text.append(" length:").append(leastChars).append("..");
            text.append(mostChars < Integer.MAX_VALUE ? mostChars : "");
        }
        return text.toString();
    }
}
