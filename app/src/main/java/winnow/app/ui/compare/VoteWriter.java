package winnow.app.ui.compare;

import java.util.concurrent.Callable;
import java.util.function.Consumer;
import winnow.app.ui.job.Jobs;
import winnow.app.ui.review.ActLine;
import winnow.store.job.Lanes.Lane;

/** Writes one vote after the other and says whether it is on disk. Lives on the JavaFX thread. */
final class VoteWriter {

    private final Jobs jobs;
    private final CompareState now;
    private final ActLine acts;

    VoteWriter(Jobs jobs, CompareState now, ActLine acts) {
        this.jobs = jobs;
        this.now = now;
        this.acts = acts;
    }

    /** Writes; {@code then} is told once it is on disk. When it cannot be written, what waits is dropped. */
    <T> void save(Callable<T> work, Consumer<T> then) {
        now.writing.set(true);
        jobs.start(
                "Saving the vote",
                Lane.DECIDE,
                (progress, cancel) -> work.call(),
                result -> {
                    now.trouble.set(null);
                    then.accept(result);
                    now.writing.set(false);
                    acts.drain();
                },
                problem -> {
                    acts.clear(); // they were meant for pairs that do not show now
                    now.writing.set(false);
                    now.trouble.set(problem);
                });
    }
}
