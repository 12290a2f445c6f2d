package winnow.store.db;

/** The workspace file cannot be read or written. The message is one sentence meant for the user. */
public final class StoreException extends RuntimeException {

    /** Says what failed, where, why, and what to do. */
    public StoreException(String message) {
        super(message);
    }

    /** Says what failed, where, why, and what to do; {@code cause} goes to the log. */
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
