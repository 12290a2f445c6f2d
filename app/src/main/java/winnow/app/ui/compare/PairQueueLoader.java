package winnow.app.ui.compare;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
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

    /**
     * Some records of a dataset that were chosen elsewhere.
     *
     * @param datasetId the dataset
     * @param records their places in it
     */
    record Some(long datasetId, Set<Long> records) {

        Some {
            records = Set.copyOf(records);
        }

        private boolean has(Asked asked) {
            return asked.group().datasetId() == datasetId
                    && records.contains(asked.group().record());
        }
    }

    private final Session session;
    private final String annotator;

    PairQueueLoader(Session session, String annotator) {
        this.session = session;
        this.annotator = annotator;
    }

    /** Reads a queue as seen from the latest run; only what was chosen of it, where something was. */
    Loaded load(PairOrder order, Optional<Some> some) {
        OptionalLong run =
                session.latestRun().map(ScoringRun::id).map(OptionalLong::of).orElse(OptionalLong.empty());
        Sitting sitting = new Sitting(annotator, order, run, SEED);
        List<Asked> queue = session.comparing().queue(sitting).stream()
                .filter(asked -> some.isEmpty() || some.get().has(asked))
                .toList();
        return new Loaded(sitting, queue, session.comparing().steadiness(sitting));
    }
}
