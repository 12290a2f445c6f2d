package winnow.scoring.chat;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** A question that was not answered. The message is one sentence meant for the user. */
public final class ChatException extends Exception {

    /** What it says of other questions. */
    public enum Kind {
        /** This question was refused; others may be answered. */
        QUESTION,
        /** Nothing came back, several times in a row: nobody knows of the others. */
        SILENCE,
        /** Key, model or address are wrong: no question will be answered. */
        SETTINGS
    }

    private final Kind kind;

    ChatException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = requireNonNull(kind, "kind");
    }

    /** What it says of other questions. */
    public Kind kind() {
        return kind;
    }
}
