package winnow.scoring.chat;

import static java.util.Objects.requireNonNull;

import java.util.List;
import winnow.store.data.Role;

/**
 * One message of a question.
 *
 * @param role who speaks
 * @param parts texts and pictures in their order; at least one
 */
public record ChatMessage(Role role, List<Part> parts) {

    /** A text or a picture. */
    public sealed interface Part permits Text, Picture {}

    /**
     * Words.
     *
     * @param text what is said
     */
    public record Text(String text) implements Part {}

    /**
     * A picture.
     *
     * @param picture with its bytes
     */
    public record Picture(ChatPicture picture) implements Part {}

    public ChatMessage {
        requireNonNull(role, "role");
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("A message without a word");
        }
    }

    /** Words alone. */
    public ChatMessage(Role role, String text) {
        this(role, List.of(new Text(text)));
    }
}
