package winnow.store.job;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Workers that compute beside each other, each on a thread of its own. Any thread may give them work. */
public final class Workers implements AutoCloseable {

    private final List<ExecutorService> threads;

    /** So many workers. */
    public Workers(int count) {
        threads =
                Stream.generate(Executors::newSingleThreadExecutor).limit(count).toList();
    }

    /** Has a worker, counted from 0, do something after what it was given before. */
    public <T> Future<T> submit(int worker, Callable<T> work) {
        return threads.get(worker).submit(work);
    }

    /**
     * Ends the workers and waits for what is being done, as native code goes on: what it computes with may
     * be freed only then. What waits is not begun.
     */
    @Override
    public void close() {
        threads.forEach(ExecutorService::shutdownNow);
        boolean interrupted = false;
        for (ExecutorService each : threads) {
            boolean ended = false;
            while (!ended) {
                try {
                    ended = each.awaitTermination(1, TimeUnit.MINUTES);
                } catch (InterruptedException e) {
                    interrupted = true; // said again below: the wait itself cannot be given up
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
