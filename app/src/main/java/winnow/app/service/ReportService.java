package winnow.app.service;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import winnow.store.data.Counts;
import winnow.store.data.QueueRow;
import winnow.store.data.ScoringRun;
import winnow.store.db.Workspace;

/** What a workspace came to, in numbers. */
public final class ReportService {

    /**
     * A report.
     *
     * @param run whose rewards; empty when nothing was scored yet
     * @param counts how far the workspace has come
     * @param lowest the samples with the lowest rewards, lowest first
     * @param conflicts samples on which annotators' current decisions differ
     * @param refine how far a cheap first pass can be relied on, where the run took part in two
     */
    public record Report(
            Optional<ScoringRun> run,
            Counts counts,
            List<QueueRow> lowest,
            long conflicts,
            Optional<RefineService.Quality> refine) {}

    private final Workspace workspace;
    private final RefineService refining;

    ReportService(Workspace workspace, RefineService refining) {
        this.workspace = workspace;
        this.refining = refining;
    }

    /**
     * Makes a report.
     *
     * @param runId which run; empty for the latest
     * @param lowest how many of the lowest samples
     * @throws IllegalArgumentException if there is no such run
     */
    public Report report(OptionalLong runId, int lowest) {
        Optional<ScoringRun> run = runId.isPresent()
                ? Optional.of(known(runId.getAsLong()))
                : workspace.runs().latest();
        OptionalLong id = run.isPresent() ? OptionalLong.of(run.get().id()) : OptionalLong.empty();
        return new Report(
                run,
                workspace.queue().counts(id),
                run.map(r -> workspace.queue().lowest(r.id(), lowest)).orElse(List.of()),
                workspace.queue().conflicts(),
                refining.quality(id));
    }

    private ScoringRun known(long runId) {
        return workspace
                .runs()
                .find(runId)
                .orElseThrow(() -> new IllegalArgumentException("There is no run " + runId + " in this workspace"));
    }
}
