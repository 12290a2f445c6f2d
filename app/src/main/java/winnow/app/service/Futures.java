package winnow.app.service;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** What became of work on another lane. */
final class Futures {

    private Futures() {}

    /**
     * Waits for work that reads or writes files, and fails as it did.
     *
     * @throws IOException if it did
     */
    static <T> T result(Future<T> work) throws IOException {
        return result(work, IOException.class);
    }

    /**
     * Waits for work, and fails as it did.
     *
     * @param kind of failure the work may end with
     * @throws X if it did
     */
    static <T, X extends Exception> T result(Future<T> work, Class<X> kind) throws X {
        try {
            return work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted while another thread was at work");
        } catch (ExecutionException e) {
            if (kind.isInstance(e.getCause())) {
                throw kind.cast(e.getCause());
            } else if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            } else if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException("Work on another thread failed", e);
        }
    }

    /** Waits until work is over, whatever became of it; an interrupt does not end the wait, and is kept. */
    static void await(Future<?> work) {
        boolean interrupted = false;
        boolean over = false;
        while (!over) {
            try {
                Object unused = work.get();
                over = true;
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException | CancellationException e) {
                over = true; // who wants to know why asks for the result
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
