package winnow.store.data;

import static java.util.Objects.requireNonNull;

/**
 * An answer that a chat model gave.
 *
 * @param number which answer to its prompt, from 0
 * @param text what it says
 * @param finish why it ended, as the endpoint says it; empty where it does not
 * @param maxTokens most tokens it was allowed
 * @param tokens what it cost
 */
public record GeneratedAnswer(int number, String text, String finish, int maxTokens, Tokens tokens) {

    /**
     * What a question and its answer cost.
     *
     * @param in tokens of the question
     * @param out tokens of the answer
     * @param counted whether the endpoint counted them; otherwise they are estimated from the characters
     */
    public record Tokens(int in, int out, boolean counted) {}

    public GeneratedAnswer {
        requireNonNull(text, "text");
        requireNonNull(finish, "finish");
        requireNonNull(tokens, "tokens");
        if (number < 0 || maxTokens < 1) {
            throw new IllegalArgumentException("Answer " + number + " of at most " + maxTokens + " tokens");
        }
    }

    /** Whether it was cut off for its length. */
    public boolean isCut() {
        return finish.equals("length") || finish.equals("max_tokens");
    }
}
