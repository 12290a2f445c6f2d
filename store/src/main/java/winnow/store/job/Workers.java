package winnow.store.job;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

    /** Interrupts what is being done; what waits is not begun. */
    @Override
    public void close() {
        threads.forEach(ExecutorService::shutdownNow);
    }
}
