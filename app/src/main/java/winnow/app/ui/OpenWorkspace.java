package winnow.app.ui;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import winnow.app.service.Session;
import winnow.app.ui.job.FxJobs;
import winnow.store.job.Lanes.Lane;

/**
 * The workspace that is open, if any. It is closed only when no work on it is under way any more: long jobs are asked
 * to stop after their running batch, and a decision that was made is written first. Lives on the JavaFX thread.
 */
final class OpenWorkspace {

    private final FxJobs window;
    private final Consumer<Boolean> onStopping;
    private Optional<Session> session = Optional.empty();
    private FxJobs jobs;
    private boolean stopping;

    /**
     * No workspace at first.
     *
     * @param window jobs that go on after a workspace was closed
     * @param onStopping told when closing begins, and when it is over
     */
    OpenWorkspace(FxJobs window, Consumer<Boolean> onStopping) {
        this.window = window;
        this.onStopping = onStopping;
        this.jobs = window.forWorkspace();
    }

    /** What is open. */
    Optional<Session> session() {
        return session;
    }

    /** Jobs on what is open. */
    FxJobs jobs() {
        return jobs;
    }

    /** Whether a workspace is being closed. */
    boolean stopping() {
        return stopping;
    }

    /** Closes what is open, and has {@code opened} in its place when {@code then} is called. */
    void replace(Session opened, Runnable then) {
        close(() -> {
            session = Optional.of(opened);
            then.run();
        });
    }

    /** Closes what is open, then calls {@code then}; at once when nothing is. */
    void close(Runnable then) {
        if (session.isEmpty()) {
            then.run();
            return;
        }
        Session before = session.get();
        stopping = true;
        onStopping.accept(true);
        jobs.stop(() -> window.start(
                "Closing a workspace",
                Lane.DISK,
                (progress, cancel) -> close(before),
                file -> closed(then),
                problem -> closed(then)));
    }

    /** Closes a workspace that was opened and is not wanted any more. */
    void discard(Session unused) {
        window.start("Closing a workspace", Lane.DISK, (progress, cancel) -> close(unused), file -> {});
    }

    private static Path close(Session session) {
        session.close();
        return session.file();
    }

    private void closed(Runnable then) {
        session = Optional.empty();
        jobs = window.forWorkspace();
        stopping = false;
        onStopping.accept(false);
        then.run();
    }
}
