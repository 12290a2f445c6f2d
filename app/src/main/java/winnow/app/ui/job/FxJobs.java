package winnow.app.ui.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.concurrent.Task;
import javafx.util.Duration;
import winnow.store.job.CancelToken;
import winnow.store.job.Lanes;
import winnow.store.job.Lanes.Lane;
import winnow.store.job.Progress;

/**
 * {@link Jobs} on the threads of the program. Knows what is under way, so that a workspace is never closed under work
 * on it. Lives on the JavaFX thread.
 */
public final class FxJobs implements Jobs {

    private static final long UPDATE_NANOS = 100_000_000L; // ten updates a second at most

    private final Lanes lanes;
    private final Consumer<Throwable> problems;
    private final Function<Throwable, String> sentence;
    // Lists that are shown are kept here: listeners hang on them, and they hold what they show only weakly.
    private final ObservableList<LongJob> listed;
    private final ObservableList<LongJob> seenListed;
    private final List<LongJob> own = new ArrayList<>();
    private final Map<CancelToken, Lane> underWay = new LinkedHashMap<>();
    private final List<Waiter> waiters = new ArrayList<>();
    private boolean stopping;

    /** Who is told once nothing is under way on some lanes. */
    private record Waiter(Predicate<Lane> lanes, Runnable then) {}

    /**
     * Runs work on {@code lanes}, which stay the caller's.
     *
     * @param problems shows a problem to the user; called on the JavaFX thread
     * @param sentence says what a problem is, in one sentence
     */
    public FxJobs(Lanes lanes, Consumer<Throwable> problems, Function<Throwable, String> sentence) {
        this(lanes, problems, sentence, FXCollections.observableArrayList());
    }

    private FxJobs(
            Lanes lanes,
            Consumer<Throwable> problems,
            Function<Throwable, String> sentence,
            ObservableList<LongJob> listed) {
        this.lanes = lanes;
        this.problems = problems;
        this.sentence = sentence;
        this.listed = listed;
        this.seenListed = FXCollections.unmodifiableObservableList(listed);
    }

    /** Jobs on one workspace: listed with all others, and stopped on their own. */
    public FxJobs forWorkspace() {
        return new FxJobs(lanes, problems, sentence, listed);
    }

    /** Asks everything that is under way to stop at its next safe point, decisions excepted. Returns at once. */
    public void askToStop() {
        List.copyOf(underWay.entrySet()).stream()
                .filter(entry -> entry.getValue() != Lane.DECIDE)
                .forEach(entry -> entry.getKey().cancel());
    }

    /**
     * Takes no more work but decisions that were made already, asks what runs to stop, and calls {@code then} once
     * nothing is under way. Its long jobs leave the list: they cannot be tried again.
     */
    public void stop(Runnable then) {
        stopping = true;
        askToStop();
        whenIdle(() -> {
            listed.removeAll(own);
            own.clear();
            then.run();
        });
    }

    /** Calls {@code then} once nothing is under way, at once when nothing is. */
    public void whenIdle(Runnable then) {
        wait(new Waiter(lane -> true, then));
    }

    /** Calls {@code then} once every decision is written, at once when they are. */
    public void whenSaved(Runnable then) {
        wait(new Waiter(lane -> lane == Lane.DECIDE, then));
    }

    private void wait(Waiter waiter) {
        waiters.add(waiter);
        tellWaiters();
    }

    private void tellWaiters() {
        for (Waiter waiter : List.copyOf(waiters)) {
            if (underWay.values().stream().noneMatch(waiter.lanes()) && waiters.remove(waiter)) {
                waiter.then().run();
            }
        }
    }

    /** Jobs that take long, the newest first, those that are over included. */
    public ObservableList<LongJob> listed() {
        return seenListed;
    }

    @Override
    public <T> CancelToken start(String title, Lane lane, Work<T> work, Consumer<T> onDone) {
        return start(title, lane, work, onDone, problems);
    }

    @Override
    public <T> CancelToken start(
            String title, Lane lane, Work<T> work, Consumer<T> onDone, Consumer<Throwable> onError) {
        CancelToken cancel = new CancelToken();
        Callable<T> call = () -> {
            if (lane == Lane.DECODE) {
                cancel.check(); // many of these wait in line, and none is worth waiting for
            }
            return work.run(Progress.SILENT, cancel);
        };
        run(title, lane, cancel, call, onDone, problem -> {
            if (!(problem instanceof CancellationException)) { // being asked to stop is not a problem
                onError.accept(problem);
            }
        });
        return cancel;
    }

    @Override
    public <T> CancelToken startLong(
            String title, Lane lane, Work<T> work, Function<T, String> summary, Consumer<T> onDone) {
        CancelToken cancel = new CancelToken();
        if (stopping) {
            cancel.cancel();
            return cancel;
        }
        LongJob job = new LongJob(title, cancel, () -> startLong(title, lane, work, summary, onDone));
        listed.add(0, job);
        own.add(job);
        Reporter reporter = new Reporter(job);
        run(
                title,
                lane,
                cancel,
                () -> {
                    cancel.check();
                    reporter.start();
                    return work.run(reporter, cancel);
                },
                result -> {
                    reporter.flush();
                    job.ended(LongJob.State.DONE, summary.apply(result), System.nanoTime());
                    onDone.accept(result);
                },
                problem -> {
                    reporter.flush();
                    if (problem instanceof CancellationException) {
                        job.ended(LongJob.State.CANCELLED, "", System.nanoTime());
                    } else {
                        job.ended(LongJob.State.FAILED, sentence.apply(problem), System.nanoTime());
                        problems.accept(problem);
                    }
                });
        return cancel;
    }

    @Override
    public <T> Consumer<T> relay(Consumer<T> receiver) {
        return told -> Platform.runLater(() -> receiver.accept(told));
    }

    private <T> void run(
            String title,
            Lane lane,
            CancelToken cancel,
            Callable<T> work,
            Consumer<T> onDone,
            Consumer<Throwable> onError) {
        if (stopping && lane != Lane.DECIDE) {
            cancel.cancel();
            return;
        }
        Task<T> task = new Task<>() {
            @Override
            protected T call() throws Exception {
                updateTitle(title);
                return work.call();
            }
        };
        task.setOnSucceeded(event -> over(cancel, () -> onDone.accept(task.getValue())));
        task.setOnFailed(event -> over(cancel, () -> onError.accept(task.getException())));
        underWay.put(cancel, lane);
        try {
            lanes.on(lane).execute(task);
        } catch (RejectedExecutionException e) {
            over(cancel, () -> onError.accept(new CancellationException("The program is closing: " + e.getMessage())));
        }
    }

    private void over(CancelToken cancel, Runnable tell) {
        underWay.remove(cancel);
        try {
            tell.run();
        } finally {
            tellWaiters();
        }
    }

    /** Carries progress from the job's thread to the JavaFX thread, at most ten times a second. */
    private static final class Reporter implements Progress {

        private final LongJob job;
        private volatile long done;
        private volatile long total;
        private volatile boolean any;
        private long sentNanos;
        private boolean trailing;

        Reporter(LongJob job) {
            this.job = job;
        }

        void start() {
            long now = System.nanoTime();
            Platform.runLater(() -> job.started(now));
        }

        @Override
        public void update(long nowDone, long nowTotal) {
            done = nowDone;
            total = nowTotal;
            any = true;
            long now = System.nanoTime();
            synchronized (this) { // a service may report from several threads
                if (now - sentNanos < UPDATE_NANOS) {
                    if (!trailing) {
                        trailing = true; // or the last of several quick ones would not be shown until the next
                        Platform.runLater(this::flushLater);
                    }
                    return;
                }
                sentNanos = now;
            }
            Platform.runLater(this::flush);
        }

        private void flushLater() {
            PauseTransition wait = new PauseTransition(Duration.millis(UPDATE_NANOS / 1e6));
            wait.setOnFinished(event -> {
                synchronized (this) {
                    trailing = false;
                }
                flush();
            });
            wait.play();
        }

        void flush() {
            if (any && !job.ended()) {
                job.progressed(done, total, System.nanoTime());
            }
        }
    }
}
