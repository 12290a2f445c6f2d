package winnow.scoring.judge;

import java.util.Collections;
import java.util.List;

/**
 * How a judge decided between two answers, over both orders and all samples.
 *
 * @param first votes for the first answer
 * @param second votes for the second answer
 * @param ties votes for neither
 * @param unreadable replies without a verdict; they count for nobody
 */
public record Votes(int first, int second, int ties, int unreadable) {

    /** Counts. */
    public static Votes of(List<Vote> votes) {
        return new Votes(
                Collections.frequency(votes, Vote.FIRST),
                Collections.frequency(votes, Vote.SECOND),
                Collections.frequency(votes, Vote.TIE),
                Collections.frequency(votes, Vote.UNREADABLE));
    }

    /** How much better the first answer is, from -1 to 1, of the votes that could be read; 0 where none could. */
    public double margin() {
        int readable = first + second + ties;
        return readable == 0 ? 0 : (double) (first - second) / readable;
    }

    /** Whether the first answer has strictly more votes. */
    public boolean firstWins() {
        return first > second;
    }
}
