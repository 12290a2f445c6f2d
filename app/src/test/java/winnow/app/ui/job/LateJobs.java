package winnow.app.ui.job;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.Function;
import winnow.store.job.CancelToken;
import winnow.store.job.Lanes.Lane;
import winnow.store.job.Progress;

/** Does nothing until told to catch up, as a slow disk would. So races become ordinary tests. */
public final class LateJobs implements Jobs {

    private record Waiting(Lane lane, Runnable run) {}

    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private Optional<RuntimeException> failNext = Optional.empty();
    private Lane failOn = Lane.DECIDE;

    @Override
    public <T> CancelToken start(String title, Lane lane, Work<T> work, Consumer<T> onDone) {
        return start(title, lane, work, onDone, problem -> {
            throw new AssertionError(title, problem);
        });
    }

    @Override
    public <T> CancelToken start(
            String title, Lane lane, Work<T> work, Consumer<T> onDone, Consumer<Throwable> onError) {
        CancelToken cancel = new CancelToken();
        waiting.add(new Waiting(lane, () -> run(lane, work, cancel, onDone, onError)));
        return cancel;
    }

    @Override
    public <T> CancelToken startLong(
            String title, Lane lane, Work<T> work, Function<T, String> summary, Consumer<T> onDone) {
        return start(title, lane, work, onDone);
    }

    @Override
    public <T> Consumer<T> relay(Consumer<T> receiver) {
        return receiver;
    }

    /** Makes the next work on a lane fail, as a full disk would. */
    public void failNext(Lane lane, RuntimeException problem) {
        failOn = lane;
        failNext = Optional.of(problem);
    }

    /** How many jobs of a lane are waiting. */
    public long waiting(Lane lane) {
        return waiting.stream().filter(job -> job.lane() == lane).count();
    }

    /** Runs the oldest job. */
    public void finishOne() {
        waiting.remove().run().run();
    }

    /** Runs the oldest job of a lane. */
    public void finishOne(Lane lane) {
        Waiting first =
                waiting.stream().filter(job -> job.lane() == lane).findFirst().orElseThrow();
        waiting.remove(first);
        first.run().run();
    }

    /** Runs everything, and what comes of it. */
    public void catchUp() {
        while (!waiting.isEmpty()) {
            finishOne();
        }
    }

    private <T> void run(Lane lane, Work<T> work, CancelToken cancel, Consumer<T> onDone, Consumer<Throwable> onError) {
        if (failNext.isPresent() && lane == failOn) {
            RuntimeException problem = failNext.get();
            failNext = Optional.empty();
            onError.accept(problem);
            return;
        }
        FutureTask<T> task = new FutureTask<>(() -> work.run(Progress.SILENT, cancel));
        task.run();
        try {
            onDone.accept(task.get());
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof CancellationException)) {
                onError.accept(e.getCause());
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
