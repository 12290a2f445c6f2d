package winnow.scoring.text;

/**
 * A conversation in a model's chat template.
 *
 * @param text as it is tokenised
 * @param from first character of the last answer in it
 * @param to one past the answer's last character
 * @param closed one past the mark that ends the answer's turn; {@code from} where there is no answer
 * @param trimmed characters of the answer that the template left out in front
 */
public record ChatPrompt(String text, int from, int to, int closed, int trimmed) {

    public ChatPrompt {
        if (from < 0 || to < from || closed < to || text.length() < closed || trimmed < 0) {
            throw new IllegalArgumentException("Answer " + from + " to " + to + ", closed at " + closed);
        }
    }

    /** A prompt of which nobody knows where its answer is. */
    public static ChatPrompt finished(String text) {
        return new ChatPrompt(text, 0, 0, 0, 0);
    }

    /** Whether there is an answer, which may be empty. */
    public boolean answered() {
        return closed > from;
    }
}
