package winnow.scoring;

import org.jspecify.annotations.Nullable;

/** A sample, a snapshot or the device cannot do what was asked. The message is one sentence meant for the user. */
public final class ScoringException extends Exception {

    /** Says what failed, where, why, and what to do. */
    public ScoringException(String message) {
        super(message);
    }

    /** Says what failed, where, why, and what to do; {@code cause} goes to the log. */
    public ScoringException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
