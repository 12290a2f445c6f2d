package winnow.app.ui.compare;

import java.util.List;
import java.util.OptionalLong;
import winnow.app.service.CompareService.Asked;
import winnow.app.service.CompareService.Sitting;
import winnow.app.service.CompareService.Steadiness;
import winnow.app.service.Session;
import winnow.store.data.PairOrder;
import winnow.store.data.ScoringRun;

/** Reads a queue of pairs. Called on a background thread. */
final class PairQueueLoader {

    /** Recorded with every vote; annotators have different sides all the same. */
    static final long SEED = 1;

    /**
     * What is loaded with a queue.
     *
     * @param sitting who votes, and on what grounds pairs are chosen
     * @param queue the records in the order in which they are asked
     * @param steadiness how many pairs were judged, and how many twice
     */
    record Loaded(Sitting sitting, List<Asked> queue, Steadiness steadiness) {}

    private final Session session;
    private final String annotator;

    PairQueueLoader(Session session, String annotator) {
        this.session = session;
        this.annotator = annotator;
    }

    /** Reads a queue as seen from the latest run. */
    Loaded load(PairOrder order) {
        OptionalLong run =
                session.latestRun().map(ScoringRun::id).map(OptionalLong::of).orElse(OptionalLong.empty());
        Sitting sitting = new Sitting(annotator, order, run, SEED);
        return new Loaded(
                sitting, session.comparing().queue(sitting), session.comparing().steadiness(sitting));
    }
}
