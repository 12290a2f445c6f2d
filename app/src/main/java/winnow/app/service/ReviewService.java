package winnow.app.service;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import winnow.store.data.Comparison;
import winnow.store.data.Counts;
import winnow.store.data.Dataset;
import winnow.store.data.Decision;
import winnow.store.data.Histogram;
import winnow.store.data.Outcome;
import winnow.store.data.QueueRow;
import winnow.store.data.Remark;
import winnow.store.data.SavedView;
import winnow.store.data.StoredSample;
import winnow.store.data.Verdict;
import winnow.store.db.DecisionTable;
import winnow.store.db.DecisionTable.Judgement;
import winnow.store.db.Workspace;
import winnow.store.query.Query;

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
     * @param remarks tags first, then notes, of all annotators
     */
    public record Detail(
            StoredSample sample,
            Dataset dataset,
            Optional<Outcome> outcome,
            long rank,
            long ranked,
            Optional<Verdict> verdict,
            Optional<String> reason,
            List<Remark> remarks) {

        public Detail {
            remarks = List.copyOf(remarks);
        }

        /** The same after a decision; {@link Verdict#NONE} for none. */
        public Detail decided(Verdict now, Optional<String> why) {
            boolean none = now == Verdict.NONE;
            return new Detail(
                    sample,
                    dataset,
                    outcome,
                    rank,
                    ranked,
                    none ? Optional.empty() : Optional.of(now),
                    none ? Optional.empty() : why,
                    remarks);
        }

        /** The same with other tags and notes. */
        public Detail remarked(List<Remark> now) {
            return new Detail(sample, dataset, outcome, rank, ranked, verdict, reason, now);
        }

        /** Share of scored samples with a lower or equal reward, 0 to 100; NaN without a score. */
        public double percentile() {
            return rank == 0 ? Double.NaN : 100.0 * rank / ranked;
        }
    }

    /**
     * One action: a decision on one sample, a bulk decision, a tag or a note, a vote on a pair, an undo or a redo.
     *
     * @param id its UUID
     * @param samples numbers of the samples it changed, in workspace order; at most the first 1 000
     * @param changed how many samples it changed in all
     * @param verdict what stands now on the first of them; {@link Verdict#NONE} for undecided
     * @param reason why, where one was given
     * @param remark whether it changed tags or notes, not verdicts
     * @param vote what is said of a pair now, where it is a vote; of a ranking that of its first pair
     */
    public record Step(
            UUID id,
            List<Long> samples,
            long changed,
            Verdict verdict,
            Optional<String> reason,
            boolean remark,
            Optional<Comparison> vote) {

        private static Step nothing(Verdict verdict, Optional<String> reason) {
            return new Step(UUID.randomUUID(), List.of(), 0, verdict, reason, false, Optional.empty());
        }
    }

    private static final int STEP_SAMPLES = 1_000;

    private final Workspace workspace;
    private final UndoLog undoLog;

    ReviewService(Workspace workspace) {
        this.workspace = workspace;
        this.undoLog = new UndoLog(workspace.steps()::after);
    }

    /**
     * The samples a query finds, lowest reward first, those without a reward last.
     *
     * @param runId whose rewards; empty for file order
     * @param query in the query language; blank for all
     * @return numbers of the samples: eight bytes each, so a million is fine
     * @throws IllegalArgumentException if the query is not understood; the message names the bad part
     */
    public long[] order(OptionalLong runId, String query) {
        return workspace.queue().order(runId, Query.parse(query));
    }

    /**
     * Whether a query asks for what a ranking says of samples.
     *
     * @throws IllegalArgumentException if the query is not understood
     */
    public boolean asks(String query, RankingChoice ranking) {
        return ranking.measure().isPresent()
                && Query.parse(query).measures().contains(ranking.measure().get());
    }

    /** Light rows of some samples, in the order given. Meant for pages of a hundred. */
    public List<QueueRow> rows(OptionalLong runId, List<Long> sampleIds) {
        return workspace.queue().rows(runId, sampleIds);
    }

    /**
     * One sample with all that is known of it.
     *
     * @throws IllegalArgumentException if there is no such sample
     */
    public Detail detail(OptionalLong runId, long sampleId) {
        StoredSample sample = workspace.samples().load(List.of(sampleId)).stream()
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("There is no sample " + sampleId + " in this workspace"));
        Dataset dataset = workspace.datasets().find(sample.datasetId()).orElseThrow();
        Optional<Outcome> outcome = Optional.empty();
        long rank = 0;
        long ranked = 0;
        if (runId.isPresent()) {
            long run = runId.getAsLong();
            outcome = workspace.scores().find(run, sampleId);
            ranked = workspace.scores().scored(run);
            rank = outcome.isPresent() && outcome.get() instanceof Outcome.Score score
                    ? workspace.scores().rank(run, score)
                    : 0;
        }
        Optional<DecisionTable.Current> current = workspace.decisions().current(sampleId);
        return new Detail(
                sample,
                dataset,
                outcome,
                rank,
                ranked,
                current.map(DecisionTable.Current::verdict),
                current.flatMap(DecisionTable.Current::reason),
                workspace.remarks().ofSample(sampleId));
    }

    /** How far the workspace has come, as seen from one run. */
    public Counts counts(OptionalLong runId) {
        return workspace.queue().counts(runId);
    }

    /** The rewards of a run in {@code bins} bins of equal width. */
    public Histogram histogram(long runId, int bins) {
        return workspace.scores().histogram(runId, bins);
    }

    /** Decides on one sample. {@link Verdict#NONE} takes the decision of this annotator back. */
    public Step decide(
            String annotator, long sampleId, Verdict verdict, Optional<String> reason, Optional<String> note) {
        UUID id = workspace.decisions().decide(new Judgement(annotator, verdict, reason, note), sampleId);
        return step(id);
    }

    /**
     * Decides on all samples a query finds, as one step. Samples on which the same annotator's same words stand already
     * are left alone; when that leaves nothing, nothing is written and the step has changed 0 samples.
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
        return workspace
                .decisions()
                .decideAll(new Judgement(annotator, verdict, reason, note), runId, Query.parse(query))
                .map(this::step)
                .orElseGet(() -> Step.nothing(verdict, reason));
    }

    /** Decides on those of the samples named that nobody decided, as one step; otherwise as {@link #decideAll}. */
    public Step decideUndecided(
            String annotator, List<Long> sampleIds, Verdict verdict, Optional<String> reason, Optional<String> note) {
        return workspace
                .decisions()
                .decideUndecided(new Judgement(annotator, verdict, reason, note), sampleIds)
                .map(this::step)
                .orElseGet(() -> Step.nothing(verdict, reason));
    }

    /**
     * Takes the last step back that is not taken back yet, votes on pairs among them. Works across restarts, without
     * limit.
     *
     * @param annotator whose last step; empty for the last step of anyone
     * @return what it changed; empty when there is nothing to take back
     */
    public Optional<Step> undo(Optional<String> annotator) {
        synchronized (undoLog) {
            return undoLog.toUndo(annotator).map(this::takeBack);
        }
    }

    /** Does the last step again that was taken back, unless something else was decided since. */
    public Optional<Step> redo(Optional<String> annotator) {
        synchronized (undoLog) {
            return undoLog.toRedo(annotator).map(this::takeBack);
        }
    }

    private Step takeBack(UUID undone) {
        return step(workspace.takeBack(undone));
    }

    /**
     * Puts a tag of this annotator on one sample, or takes it off again.
     *
     * @throws IllegalArgumentException if the name is blank
     */
    public Optional<Step> tag(String annotator, long sampleId, String name, boolean on) {
        return tagAll(annotator, OptionalLong.empty(), "sample:" + sampleId, name, on);
    }

    /**
     * Puts a tag of this annotator on all samples a query finds, or takes it off again, as one step.
     *
     * @return empty when that changes nothing
     * @throws IllegalArgumentException if the query is not understood or the name is blank
     */
    public Optional<Step> tagAll(String annotator, OptionalLong runId, String query, String name, boolean on) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("The name of the tag is empty.");
        }
        return workspace
                .remarks()
                .tag(annotator, runId, Query.parse(query), name.strip(), on)
                .map(this::step);
    }

    /** Writes a note of this annotator on one sample in place of the one before; blank takes it off. */
    public Optional<Step> note(String annotator, long sampleId, String text) {
        return workspace.remarks().note(annotator, sampleId, text).map(this::step);
    }

    /** The tags that stand on samples, most used first. */
    public List<String> tags() {
        return workspace.remarks().tags();
    }

    /** Searches that are kept, in order of the alphabet. */
    public List<SavedView> views() {
        return workspace.views().all();
    }

    /**
     * Keeps a search under a name; one of the same name is replaced.
     *
     * @throws IllegalArgumentException if the query is not understood or the name is blank
     */
    public void saveView(SavedView view) {
        workspace
                .views()
                .save(new SavedView(
                        view.name().strip(), Query.parse(view.query()).toString(), view.annotator()));
    }

    /** Keeps a search no longer. Returns whether there was one of that name. */
    public boolean removeView(String name, String annotator) {
        return workspace.views().remove(name, annotator);
    }

    /** Reads over the connection decisions are written on, so that it never waits behind an import. */
    private Step step(UUID id) {
        List<Comparison> votes = workspace.comparisons().ofStep(id);
        if (!votes.isEmpty()) {
            return new Step(
                    id, List.of(), votes.size(), Verdict.NONE, Optional.empty(), false, Optional.of(votes.get(0)));
        }
        long decided = workspace.decisions().changed(id);
        boolean remark = decided == 0;
        List<Long> samples = remark
                ? workspace.remarks().ofStep(id, STEP_SAMPLES)
                : workspace.decisions().ofStep(id, STEP_SAMPLES).stream()
                        .map(Decision::sampleId)
                        .toList();
        Optional<DecisionTable.Current> current =
                samples.isEmpty() ? Optional.empty() : workspace.decisions().current(samples.get(0));
        return new Step(
                id,
                samples,
                remark ? workspace.remarks().changed(id) : decided,
                current.map(DecisionTable.Current::verdict).orElse(Verdict.NONE),
                current.flatMap(DecisionTable.Current::reason),
                remark,
                Optional.empty());
    }
}
