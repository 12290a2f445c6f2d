package winnow.app.service;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import winnow.store.data.Counts;
import winnow.store.data.Dataset;
import winnow.store.data.Histogram;
import winnow.store.data.Outcome;
import winnow.store.data.QueueRow;
import winnow.store.data.StoredSample;
import winnow.store.data.Verdict;

/**
 * The review queue and the decisions taken on it. Every call may wait for the disk, so none belongs on the JavaFX
 * thread. A decision is on disk when the call returns.
 */
public final class ReviewService {

    /**
     * One sample with all a reviewer sees of it.
     *
     * @param sample the conversation
     * @param dataset where it came from
     * @param outcome what the run said of it; empty while not scored
     * @param rank place by reward among the scored samples of the run, from 1 for the lowest; 0 without a score
     * @param ranked how many samples of the run have a score
     * @param verdict the current decision; empty while undecided
     * @param reason why, where one was given
     */
    public record Detail(
            StoredSample sample,
            Dataset dataset,
            Optional<Outcome> outcome,
            long rank,
            long ranked,
            Optional<Verdict> verdict,
            Optional<String> reason) {

        /** Share of scored samples with a lower or equal reward, 0 to 100; NaN without a score. */
        public double percentile() {
            return rank == 0 ? Double.NaN : 100.0 * rank / ranked;
        }
    }

    /**
     * One action: a decision on one sample, a bulk decision, an undo or a redo.
     *
     * @param id its UUID
     * @param samples numbers of the samples it changed, in workspace order; at most the first 1 000
     * @param changed how many samples it changed in all
     * @param verdict what stands now on the first of them; {@link Verdict#NONE} for undecided
     * @param reason why, where one was given
     */
    public record Step(UUID id, List<Long> samples, long changed, Verdict verdict, Optional<String> reason) {}

    /**
     * The samples a query finds, lowest reward first, those without a reward last.
     *
     * @param runId whose rewards; empty for file order
     * @param query in the query language; blank for all
     * @return numbers of the samples: eight bytes each, so a million is fine
     * @throws IllegalArgumentException if the query is not understood; the message names the bad part
     */
    public long[] order(OptionalLong runId, String query) {
        throw new IllegalStateException("skeleton");
    }

    /** Light rows of some samples, in the order given. Meant for pages of a hundred. */
    public List<QueueRow> rows(OptionalLong runId, List<Long> sampleIds) {
        throw new IllegalStateException("skeleton");
    }

    /** One sample with all that is known of it. */
    public Detail detail(OptionalLong runId, long sampleId) {
        throw new IllegalStateException("skeleton");
    }

    /** How far the workspace has come, as seen from one run. */
    public Counts counts(OptionalLong runId) {
        throw new IllegalStateException("skeleton");
    }

    /** The rewards of a run in {@code bins} bins of equal width. */
    public Histogram histogram(long runId, int bins) {
        throw new IllegalStateException("skeleton");
    }

    /** Decides on one sample. {@link Verdict#NONE} takes the decision of this annotator back. */
    public Step decide(
            String annotator, long sampleId, Verdict verdict, Optional<String> reason, Optional<String> note) {
        throw new IllegalStateException("skeleton");
    }

    /**
     * Decides on all samples a query finds, as one step.
     *
     * @throws IllegalArgumentException if the query is not understood
     */
    public Step decideAll(
            String annotator,
            OptionalLong runId,
            String query,
            Verdict verdict,
            Optional<String> reason,
            Optional<String> note) {
        throw new IllegalStateException("skeleton");
    }

    /**
     * Takes the last step back that is not taken back yet. Works across restarts, without limit.
     *
     * @param annotator whose last step; empty for the last step of anyone
     * @return what it changed; empty when there is nothing to take back
     */
    public Optional<Step> undo(Optional<String> annotator) {
        throw new IllegalStateException("skeleton");
    }

    /** Does the last step again that was taken back, unless something else was decided since. */
    public Optional<Step> redo(Optional<String> annotator) {
        throw new IllegalStateException("skeleton");
    }
}
