package winnow.store.data;

import static java.util.Objects.requireNonNull;

/**
 * One utterance of a conversation.
 *
 * @param role who speaks
 * @param text what is said, exactly as in the file; may be empty
 */
public record Turn(Role role, String text) {

    public Turn {
        requireNonNull(role, "role");
        requireNonNull(text, "text");
    }
}
