package winnow.app.ui.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import winnow.app.service.CompareService;
import winnow.app.service.CompareService.Question;
import winnow.app.service.CompareService.Sitting;
import winnow.app.ui.job.Jobs;
import winnow.store.data.PairGroup;
import winnow.store.job.Lanes.Lane;

/** Reads pairs, some before they are needed. What arrives after it was forgotten is dropped. On the JavaFX thread. */
final class PairShelf {

    private final CompareService comparing;
    private final Jobs jobs;
    private final List<OpenedPair> held = new ArrayList<>();
    private final List<PairGroup> coming = new ArrayList<>();
    private int generation;
    private int asked;

    PairShelf(CompareService comparing, Jobs jobs) {
        this.comparing = comparing;
        this.jobs = jobs;
    }

    /** Takes a pair that was read before. */
    Optional<OpenedPair> take(PairGroup group) {
        Optional<OpenedPair> found =
                held.stream().filter(each -> each.isOf(group)).findFirst();
        held.removeIf(each -> each.isOf(group));
        return found;
    }

    /** Reads a pair; only the one asked for last arrives. */
    void fetch(
            Sitting sitting,
            Function<Sitting, Question> question,
            Consumer<OpenedPair> arrived,
            Consumer<Throwable> failed) {
        int mine = ++asked;
        jobs.start(
                "Loading the pair",
                Lane.DISK,
                (progress, cancel) -> OpenedPair.of(comparing, sitting, question.apply(sitting)),
                opened -> {
                    if (mine == asked) { // the annotator may have moved on
                        arrived.accept(opened);
                    }
                },
                problem -> {
                    if (mine == asked) {
                        failed.accept(problem);
                    }
                });
    }

    /** No longer waits for the pair that was asked for last. */
    void stopWaiting() {
        asked++;
    }

    /** Reads the pairs of records that are likely to be shown soon, and holds no others. */
    void prepare(Sitting sitting, List<PairGroup> groups, Consumer<OpenedPair> arrived) {
        int mine = generation;
        held.removeIf(each -> groups.stream().noneMatch(each::isOf));
        coming.retainAll(groups);
        for (PairGroup group : groups) {
            if (held.stream().noneMatch(each -> each.isOf(group)) && !coming.contains(group)) {
                coming.add(group);
                jobs.start(
                        "Loading the pair",
                        Lane.DISK,
                        (progress, cancel) -> OpenedPair.of(comparing, sitting, comparing.question(sitting, group)),
                        opened -> {
                            if (mine == generation && coming.remove(group)) {
                                held.add(opened);
                                arrived.accept(opened);
                            }
                        });
            }
        }
    }

    /** Drops everything, also what is on the way. */
    void forget() {
        generation++;
        held.clear();
        coming.clear();
    }
}
