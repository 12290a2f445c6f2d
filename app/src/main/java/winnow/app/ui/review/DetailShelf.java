package winnow.app.ui.review;

import java.util.HashMap;
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
    private final Map<Long, Object> underWay = new HashMap<>();

    DetailShelf(ReviewService reviews, Jobs jobs) {
        this.reviews = reviews;
        this.jobs = jobs;
    }

    /** A sample that is here already. */
    Optional<Detail> find(long id) {
        return Optional.ofNullable(held.get(id));
    }

    /** Reads a sample, once where it is asked for again meanwhile; what is forgotten meanwhile does not arrive. */
    void fetch(OptionalLong run, long id, Consumer<Throwable> failed, Consumer<Detail> arrived) {
        Object mine = new Object();
        if (underWay.putIfAbsent(id, mine) != null) {
            return;
        }
        jobs.start(
                "Loading the sample",
                Lane.DISK,
                (progress, cancel) -> reviews.detail(run, id),
                result -> {
                    if (underWay.remove(id, mine)) {
                        held.put(id, result);
                        if (held.size() > HELD) {
                            held.remove(held.keySet().iterator().next());
                        }
                        arrived.accept(result);
                    }
                },
                problem -> {
                    if (underWay.remove(id, mine)) {
                        failed.accept(problem);
                    }
                });
    }

    /** Drops samples that were decided on, also where they are on the way. */
    void forget(Iterable<Long> ids) {
        for (long id : ids) {
            held.remove(id);
            underWay.remove(id);
        }
    }

    /** Drops everything. */
    void clear() {
        underWay.clear();
        held.clear();
    }
}
