package winnow.scoring.chat;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;

/**
 * What came back.
 *
 * @param text what the model says; empty when the reply has no text
 * @param finish why it ended: {@code stop}, {@code length}, ...; empty when the endpoint does not say
 * @param tokensIn tokens of the question, where the endpoint counts them
 * @param tokensOut tokens of the reply, where the endpoint counts them
 */
public record ChatReply(String text, String finish, OptionalInt tokensIn, OptionalInt tokensOut) {

    public ChatReply {
        requireNonNull(text, "text");
        requireNonNull(finish, "finish");
        requireNonNull(tokensIn, "tokensIn");
        requireNonNull(tokensOut, "tokensOut");
    }
}
