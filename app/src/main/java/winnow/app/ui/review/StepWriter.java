package winnow.app.ui.review;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import winnow.app.service.ReviewService.Step;
import winnow.app.ui.job.Jobs;
import winnow.store.job.Lanes.Lane;

/** Writes one step after the other and says whether it is on disk. Lives on the JavaFX thread. */
final class StepWriter {

    private final Jobs jobs;
    private final ReviewState now;
    private final ActLine acts;

    StepWriter(Jobs jobs, ReviewState now, ActLine acts) {
        this.jobs = jobs;
        this.now = now;
        this.acts = acts;
    }

    /** Writes a step; {@code then} is told once it is on disk. When it cannot be written, what waits is dropped. */
    void write(Callable<Optional<Step>> work, Consumer<Step> then) {
        now.writing.set(true);
        jobs.start(
                "Saving the decision",
                Lane.DECIDE,
                (progress, cancel) -> work.call(),
                step -> {
                    now.trouble.set(null);
                    step.ifPresent(then);
                    now.writing.set(false);
                    acts.drain();
                },
                problem -> {
                    acts.clear(); // they were meant for samples that do not show now
                    now.writing.set(false);
                    now.trouble.set(problem);
                });
    }
}
