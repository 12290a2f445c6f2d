package winnow.app.ui.compare;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import winnow.app.service.CompareService;
import winnow.app.service.CompareService.Sitting;
import winnow.app.ui.job.Jobs;
import winnow.store.data.PairOrder;
import winnow.store.job.Lanes.Lane;

/** Says how far the annotator is: in the queue at once, in the others when there is time. On the JavaFX thread. */
final class PairTally {

    private final CompareService comparing;
    private final Jobs jobs;
    private final CompareState now;

    PairTally(CompareService comparing, Jobs jobs, CompareState now) {
        this.comparing = comparing;
        this.jobs = jobs;
        this.now = now;
    }

    /** Shows what is done of a queue. */
    void show(Sitting sitting, PairLine line) {
        now.done.set(line.done());
        now.all.set(line.size());
        if (now.some.get().isEmpty()) { // of a queue of which some are asked, more are left than those
            Map<PairOrder, Long> left = new EnumMap<>(PairOrder.class);
            left.putAll(now.left.get());
            left.replace(sitting.order(), (long) line.size() - line.done());
            now.left.set(left);
        }
    }

    /** The same, and counts what is left in all queues. */
    void count(Sitting sitting, Supplier<PairLine> line) {
        show(sitting, line.get());
        jobs.start("Counting", Lane.DISK, (progress, cancel) -> comparing.left(sitting), left -> {
            now.left.set(left);
            show(sitting, line.get());
        });
    }
}
