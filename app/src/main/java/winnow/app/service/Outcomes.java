package winnow.app.service;

import java.util.List;
import winnow.app.service.Preparation.Ready;
import winnow.store.data.Outcome;
import winnow.store.db.ScoreTable;

/** Stores what one call of scoring says of samples, and counts it. Used by one thread. */
final class Outcomes {

    private final ScoreTable table;
    private final long run;
    private final boolean recheck;
    private long scored;
    private long failed;
    private long changed;

    /**
     * Outcomes of a run.
     *
     * @param recheck whether an outcome takes the place of one that is there; else what is there stays
     */
    Outcomes(ScoreTable table, long run, boolean recheck) {
        this.table = table;
        this.run = run;
        this.recheck = recheck;
    }

    /**
     * The samples to be judged. When samples are checked again, one that has an outcome and whose input cannot be
     * recognised, as that of a judge, keeps it: to judge it again would cost as much as the first time.
     */
    List<Ready> due(List<Ready> batch) {
        return recheck ? batch.stream().filter(ready -> !isKept(ready)).toList() : batch;
    }

    private boolean isKept(Ready ready) {
        return ready.prepared() != null
                && ready.prepared().key().isEmpty()
                && table.find(run, ready.sampleId()).isPresent();
    }

    /** Stores outcomes, all in one commit. */
    void store(List<Outcome> outcomes) {
        long failures =
                outcomes.stream().filter(Outcome.Failure.class::isInstance).count();
        changed += recheck ? table.replace(run, outcomes) : table.add(run, outcomes);
        failed += failures;
        scored += outcomes.size() - failures;
    }

    /** Samples that got a reward. */
    long scored() {
        return scored;
    }

    /** Samples that got a reason instead. */
    long failed() {
        return failed;
    }

    /** Outcomes that were not there before, or differ from what was. */
    long changed() {
        return changed;
    }
}
