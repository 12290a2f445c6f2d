package winnow.scoring.judge;

/**
 * How a judge decided between two answers, over both orders and all samples.
 *
 * @param first votes for the first answer
 * @param second votes for the second answer
 * @param ties votes for neither
 * @param unreadable replies without a verdict; they count for nobody
 */
public record Votes(int first, int second, int ties, int unreadable) {

    /** Whether the first answer has strictly more votes. */
    public boolean firstWins() {
        return first > second;
    }
}
