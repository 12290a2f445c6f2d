package winnow.app.service;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import winnow.store.data.Counts;
import winnow.store.data.QueueRow;
import winnow.store.data.ScoringRun;

/** What a workspace came to, in numbers. */
public final class ReportService {

    /**
     * A report.
     *
     * @param run whose rewards; empty when nothing was scored yet
     * @param counts how far the workspace has come
     * @param lowest the samples with the lowest rewards, lowest first
     * @param conflicts samples on which annotators' current decisions differ
     */
    public record Report(Optional<ScoringRun> run, Counts counts, List<QueueRow> lowest, long conflicts) {}

    /**
     * Makes a report.
     *
     * @param runId which run; empty for the latest
     * @param lowest how many of the lowest samples
     * @throws IllegalArgumentException if there is no such run
     */
    public Report report(OptionalLong runId, int lowest) {
        throw new IllegalStateException("skeleton");
    }
}
