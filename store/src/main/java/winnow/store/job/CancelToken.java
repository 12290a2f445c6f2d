package winnow.store.job;

import java.util.concurrent.CancellationException;

/**
 * Asks a job to stop at its next safe point. Thread-safe.
 *
 * <p>Jobs are never interrupted: an interrupt closes the file channels they read from.
 */
public final class CancelToken {

    private volatile boolean cancelled;

    /** Asks the job to stop. Returns at once. */
    public void cancel() {
        cancelled = true;
    }

    /** Whether the job was asked to stop. */
    public boolean isCancelled() {
        return cancelled;
    }

    /**
     * Call between batches.
     *
     * @throws CancellationException if the job was asked to stop
     */
    public void check() {
        if (cancelled) {
            throw new CancellationException("Cancelled by the user");
        }
    }
}
