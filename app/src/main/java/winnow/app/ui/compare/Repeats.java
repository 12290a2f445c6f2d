package winnow.app.ui.compare;

import java.util.Optional;
import winnow.app.service.CompareService;
import winnow.app.service.CompareService.Question;
import winnow.app.service.CompareService.Sitting;
import winnow.app.service.CompareService.Steadiness;
import winnow.app.ui.job.Jobs;
import winnow.store.data.Comparison;
import winnow.store.job.Lanes.Lane;

/** Says when a pair is to be asked a second time, and which. Lives on the JavaFX thread. */
final class Repeats {

    private final CompareService comparing;
    private final Jobs jobs;
    private Steadiness steadiness = new Steadiness(0, 0);
    private Optional<OpenedPair> due = Optional.empty();
    private int generation;

    Repeats(CompareService comparing, Jobs jobs) {
        this.comparing = comparing;
        this.jobs = jobs;
    }

    /** Begins anew with what was read. */
    void begin(Steadiness read) {
        generation++;
        steadiness = read;
        due = Optional.empty();
    }

    /** Counts anew after something was taken back. */
    void recount(Sitting sitting) {
        due = Optional.empty();
        int mine = ++generation;
        jobs.start("Counting", Lane.DISK, (progress, cancel) -> comparing.steadiness(sitting), found -> {
            if (mine == generation) {
                steadiness = found;
            }
        });
    }

    /** Counts a vote, and reads a pair to ask again when it is time. */
    void voted(Sitting sitting, Question shown, Comparison said) {
        boolean first = said.said().choice().judges()
                && shown.said()
                        .filter(before -> before.said().choice().judges())
                        .isEmpty();
        if (!first) {
            return;
        }
        steadiness = new Steadiness(
                steadiness.judged() + (shown.again() ? 0 : 1), steadiness.repeated() + (shown.again() ? 1 : 0));
        if (steadiness.isDue() && due.isEmpty()) {
            int mine = ++generation;
            jobs.start(
                    "Loading the pair",
                    Lane.DISK,
                    (progress, cancel) -> comparing.again(sitting).map(each -> OpenedPair.of(comparing, sitting, each)),
                    found -> {
                        if (mine == generation) {
                            due = found;
                        }
                    });
        }
    }

    /** The pair to ask again now, if there is one; it is not due any more then. */
    Optional<OpenedPair> take() {
        Optional<OpenedPair> taken = due;
        due = Optional.empty();
        return taken;
    }
}
