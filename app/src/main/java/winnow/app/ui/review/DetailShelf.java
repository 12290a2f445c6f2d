package winnow.app.ui.review;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import winnow.app.service.ReviewService;
import winnow.app.service.ReviewService.Detail;
import winnow.app.ui.job.Jobs;
import winnow.store.job.Lanes.Lane;

/** Reads samples before they are needed and holds the last few. Lives on the JavaFX thread. */
final class DetailShelf {

    private static final int HELD = 32;

    private final ReviewService reviews;
    private final Jobs jobs;
    private final Map<Long, Detail> held = new LinkedHashMap<>(16, 0.75f, true);
    private int generation;

    DetailShelf(ReviewService reviews, Jobs jobs) {
        this.reviews = reviews;
        this.jobs = jobs;
    }

    /** A sample that is here already. */
    Optional<Detail> find(long id) {
        return Optional.ofNullable(held.get(id));
    }

    /** Reads a sample; what is read before something is forgotten does not arrive. */
    void fetch(OptionalLong run, long id, Consumer<Throwable> failed, Consumer<Detail> arrived) {
        int asked = generation;
        jobs.start(
                "Loading the sample",
                Lane.DISK,
                (progress, cancel) -> reviews.detail(run, id),
                result -> {
                    if (asked == generation) {
                        held.put(id, result);
                        if (held.size() > HELD) {
                            held.remove(held.keySet().iterator().next());
                        }
                        arrived.accept(result);
                    }
                },
                failed);
    }

    /** Drops samples that were decided on, and what is on the way. */
    void forget(Iterable<Long> ids) {
        generation++;
        ids.forEach(held::remove);
    }

    /** Drops everything. */
    void clear() {
        generation++;
        held.clear();
    }
}
