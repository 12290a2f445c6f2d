package winnow.scoring;

import org.jspecify.annotations.Nullable;

/** A sample, a snapshot or the device cannot do what was asked. The message is one sentence meant for the user. */
public final class ScoringException extends Exception {

    private final boolean memoryShort;

    /** Says what failed, where, why, and what to do. */
    public ScoringException(String message) {
        this(message, null);
    }

    /** Says what failed, where, why, and what to do; {@code cause} goes to the log. */
    public ScoringException(String message, @Nullable Throwable cause) {
        this(message, cause, false);
    }

    private ScoringException(String message, @Nullable Throwable cause, boolean memoryShort) {
        super(message, cause);
        this.memoryShort = memoryShort;
    }

    /** The device has not enough memory for what was asked at once; less of it may do. */
    public static ScoringException memoryShort(String message, Throwable cause) {
        return new ScoringException(message, cause, true);
    }

    /** Whether less at once may do. */
    public boolean isMemoryShort() {
        return memoryShort;
    }
}
