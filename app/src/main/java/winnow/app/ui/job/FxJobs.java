package winnow.app.ui.job;

import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.concurrent.Task;
import winnow.store.job.CancelToken;
import winnow.store.job.Lanes;
import winnow.store.job.Lanes.Lane;
import winnow.store.job.Progress;

/** {@link Jobs} on the threads of the program. Lives on the JavaFX thread. */
public final class FxJobs implements Jobs {

    private static final long UPDATE_NANOS = 100_000_000L; // ten updates a second at most

    private final Lanes lanes;
    private final Consumer<Throwable> problems;
    private final Function<Throwable, String> sentence;
    // Lists that are shown are kept here: listeners hang on them, and they hold what they show only weakly.
    private final ObservableList<LongJob> listed = FXCollections.observableArrayList();
    private final ObservableList<LongJob> seenListed = FXCollections.unmodifiableObservableList(listed);

    /**
     * Runs work on {@code lanes}, which stay the caller's.
     *
     * @param problems shows a problem to the user; called on the JavaFX thread
     * @param sentence says what a problem is, in one sentence
     */
    public FxJobs(Lanes lanes, Consumer<Throwable> problems, Function<Throwable, String> sentence) {
        this.lanes = lanes;
        this.problems = problems;
        this.sentence = sentence;
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
        run(title, lane, () -> work.run(Progress.SILENT, cancel), onDone, problem -> {
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
        LongJob job = new LongJob(title, cancel, () -> startLong(title, lane, work, summary, onDone));
        listed.add(0, job);
        Reporter reporter = new Reporter(job);
        run(
                title,
                lane,
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

    private <T> void run(
            String title,
            Lane lane,
            java.util.concurrent.Callable<T> work,
            Consumer<T> onDone,
            Consumer<Throwable> onError) {
        Task<T> task = new Task<>() {
            @Override
            protected T call() throws Exception {
                updateTitle(title);
                return work.call();
            }
        };
        task.setOnSucceeded(event -> onDone.accept(task.getValue()));
        task.setOnFailed(event -> onError.accept(task.getException()));
        try {
            lanes.on(lane).execute(task);
        } catch (RejectedExecutionException e) {
            onError.accept(new CancellationException("The program is closing: " + e.getMessage()));
        }
    }

    /** Carries progress from the job's thread to the JavaFX thread, at most ten times a second. */
    private static final class Reporter implements Progress {

        private final LongJob job;
        private volatile long done;
        private volatile long total;
        private volatile boolean any;
        private long sentNanos;

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
                    return;
                }
                sentNanos = now;
            }
            Platform.runLater(this::flush);
        }

        void flush() {
            if (any && !job.ended()) {
                job.progressed(done, total, System.nanoTime());
            }
        }
    }
}
