package winnow.app.ui.review;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import winnow.app.service.RankingChoice;
import winnow.app.service.ReviewService;
import winnow.app.service.ReviewService.Detail;
import winnow.app.service.ReviewService.Step;
import winnow.app.service.Session;
import winnow.app.ui.job.Jobs;
import winnow.app.ui.ranking.ChosenRanking;
import winnow.store.data.QueueRow;
import winnow.store.data.Remark;
import winnow.store.data.Verdict;
import winnow.store.job.Lanes.Lane;

/**
 * State and actions of the review screen. Knows no control; lives on the JavaFX thread.
 *
 * <p>Everything a reviewer does goes through one line of acts, done one after the other: a decision is on disk before
 * the next sample shows, and a key typed meanwhile waits until that next sample is there. So quick keys decide on
 * successive samples, never twice on the same one.
 */
public final class ReviewViewModel {

    private final Session session;
    private final ReviewService reviews;
    private final Jobs jobs;
    private final String annotator;
    private final QueueLoader loader;
    private final PictureShelf pictures;
    private final ReviewQueue queue = new ReviewQueue();
    private final ActLine acts;
    private final StepWriter writer;
    private final DetailShelf details;

    private final ReviewState now = new ReviewState();
    private Consumer<QueueRow> onRow = row -> {};
    private boolean fileOrder;
    private long place = -1;
    private final ChosenRanking ranking;
    private RankingChoice rankedBy;
    private int asked;

    /** The screen of one workspace, ranked as chosen; nothing is loaded until {@link #open}. */
    public ReviewViewModel(Session session, Jobs jobs, String annotator, Decoders decoders, ChosenRanking ranking) {
        this.ranking = ranking;
        this.rankedBy = ranking.choiceProperty().get();
        this.session = session;
        this.reviews = session.review();
        this.jobs = jobs;
        this.annotator = annotator;
        this.loader = new QueueLoader(session);
        this.acts = new ActLine(now.writing::get, this::ready);
        this.writer = new StepWriter(jobs, now, acts);
        this.details = new DetailShelf(reviews, jobs);
        this.pictures = new PictureShelf(session, jobs, decoders);
    }

    /** What there is to see. */
    public ReviewState now() {
        return now;
    }

    /** What stands on the stage; never null. */
    public ReadOnlyObjectProperty<Shown> shownProperty() {
        return pictures.shownProperty();
    }

    /** The run the screen shows rewards of. */
    public OptionalLong run() {
        return now.loaded.get() == null
                ? OptionalLong.empty()
                : now.loaded.get().runId();
    }

    /** By what the queue is ranked. */
    public ChosenRanking ranking() {
        return ranking;
    }

    /** Puts the queue into the order that is chosen now, where that is another one. */
    public void followRanking() {
        if (!rankedBy.equals(ranking.choiceProperty().get())) {
            open(-1);
        }
    }

    /** Number of the sample the reviewer stands on; -1 for none. */
    public long selected() {
        return queue.at(queue.index());
    }

    /** Called with every line of the queue that changed. */
    public void onRow(Consumer<QueueRow> listener) {
        onRow = listener;
    }

    // ---- loading

    /**
     * Loads the queue, at first or again after an import or a run.
     *
     * @param startAt the sample to begin with, where it is still in the queue; -1 for the first undecided
     */
    public void open(long startAt) {
        place = startAt;
        if (now.order.get().length == 0) {
            now.state.set(ReviewState.State.LOADING);
        }
        load(now.query.get());
    }

    /** Searches; what is not understood leaves everything as it is and says why. */
    public void search(String text) {
        place = selected();
        load(text.strip());
    }

    /** Reviews in the order of the files, without scores. */
    public void reviewInFileOrder() {
        fileOrder = true;
        load(now.query.get());
    }

    /** Looks for the pictures of a dataset in one more folder, then shows everything anew. */
    public void addMediaFolder(long datasetId, Path folder) {
        jobs.start(
                "Adding a media folder",
                Lane.DISK,
                (progress, cancel) -> session.addMediaFolder(datasetId, folder),
                dataset -> open(selected()));
    }

    private void load(String text) {
        RankingChoice choice = ranking.choiceProperty().get();
        rankedBy = choice;
        int mine = ++asked;
        jobs.start(
                "Loading the queue",
                choice instanceof RankingChoice.Raw ? Lane.DISK : Lane.BULK, // texts may have to be read for it
                (progress, cancel) -> loader.load(text, choice, progress, cancel),
                result -> {
                    if (mine == asked) { // what was asked for later may be there earlier
                        arrived(text, result);
                    }
                },
                problem -> {
                    now.queryProblem.set(String.valueOf(problem.getMessage()));
                    if (now.state.get() == ReviewState.State.LOADING) {
                        now.state.set(ReviewState.State.NOTHING_MATCHES);
                    }
                });
    }

    private void arrived(String text, QueueLoader.Loaded result) {
        now.query.set(text);
        now.queryProblem.set("");
        details.clear();
        pictures.forgetTrouble();
        now.counts.set(result.counts());
        now.loaded.set(result);
        now.index.set(-1);
        queue.set(result.order(), result.undecided());
        now.order.set(queue.order());
        now.toGo.set(queue.toGo());
        int at = place < 0 ? -1 : queue.find(place);
        goTo(at >= 0 ? at : queue.nextUndecided(-1));
        acts.drain();
    }

    // ---- acts of the reviewer

    /** Decides on the sample that is shown, and goes on once that is on disk unless asked to stay. */
    public void decide(Verdict verdict, Optional<String> reason, boolean stay) {
        acts.add(true, () -> {
            Detail before = now.detail.get();
            long id = selected();
            writer.write(() -> Optional.of(reviews.decide(annotator, id, verdict, reason, Optional.empty())), step -> {
                now.counts.set(Tally.after(now.counts.get(), before.verdict(), verdict));
                changed(step, false);
                if (selected() == id) { // unless the queue was loaded anew meanwhile
                    now.detail.set(before.decided(verdict, reason));
                    if (!stay) {
                        goTo(queue.nextUndecided(queue.index()));
                    }
                }
            });
        });
    }

    /** Takes the decision on the sample that is shown back, and stays. */
    public void takeBack() {
        decide(Verdict.NONE, Optional.empty(), true);
    }

    /** Leaves the sample for the end of the queue. */
    public void skip() {
        acts.add(true, () -> {
            queue.skip();
            now.order.set(queue.order());
            goTo(queue.nextUndecided(queue.index() - 1));
        });
    }

    /** Tags, notes, and what is done to all samples of the search. */
    public ReviewRemarks remarks() {
        return new ReviewRemarks(this, reviews, jobs, annotator);
    }

    /**
     * Writes a step in its turn.
     *
     * @param work is given the sample that is shown then, or -1
     * @param onSample whether it needs a sample that is shown
     */
    void perform(boolean onSample, LongFunction<Optional<Step>> work, Consumer<Step> then) {
        acts.add(onSample, () -> {
            long id = selected();
            writer.write(() -> work.apply(id), then);
        });
    }

    /** Shows the tags and notes a step left on a sample. */
    void remarked(Step step, UnaryOperator<List<Remark>> change) {
        Detail shown = now.detail.get();
        changed(step, false);
        if (shown != null && step.samples().equals(List.of(selected()))) {
            now.detail.set(shown.remarked(change.apply(shown.remarks())));
        }
    }

    /** Loads everything anew after a step on all samples of the search. */
    void changedAll(Step step) {
        if (!step.samples().isEmpty()) {
            now.last.set(LastStep.of(step, false));
            open(selected());
        }
    }

    /** Takes the last decision back and returns to its sample. */
    public void undo() {
        acts.add(false, () -> writer.write(() -> reviews.undo(Optional.of(annotator)), step -> back(step, true)));
    }

    /** Decides again what was taken back. */
    public void redo() {
        acts.add(false, () -> writer.write(() -> reviews.redo(Optional.of(annotator)), step -> back(step, false)));
    }

    /** Goes some samples up or down. */
    public void move(int by) {
        acts.add(false, () -> {
            int from = queue.index() < 0 && by < 0 ? queue.size() : queue.index();
            goTo(Math.max(0, Math.min(queue.size() - 1, from + by)));
        });
    }

    /** Goes to the next undecided sample. */
    public void nextUndecided() {
        acts.add(false, () -> goTo(queue.nextUndecided(queue.index())));
    }

    /** Goes to a sample by its number in the workspace; stays when it is not in the queue. */
    public void select(long id) {
        acts.add(false, () -> {
            int at = queue.find(id);
            if (at >= 0 && at != queue.index()) {
                goTo(at);
            }
        });
    }

    /** Shows another picture of the sample. */
    public void turnPicture(int by) {
        Detail shown = now.detail.get();
        if (shown != null && !shown.sample().sample().media().isEmpty()) {
            int most = shown.sample().sample().media().size() - 1;
            now.picture.set(Math.max(0, Math.min(most, now.picture.get() + by)));
            pictures.show(shown, now.picture.get());
        }
    }

    // ---- how acts are done

    private ActLine.Ready ready() {
        if (now.state.get() != ReviewState.State.SAMPLE) {
            return ActLine.Ready.NEVER;
        }
        return now.detail.get() == null ? ActLine.Ready.LATER : ActLine.Ready.NOW;
    }

    private void back(Step step, boolean taken) {
        changed(step, taken);
        jobs.start("Counting", Lane.DISK, (progress, cancel) -> reviews.counts(run()), now.counts::set);
        int at = step.samples().isEmpty() ? -1 : queue.find(step.samples().get(0));
        if (at >= 0) {
            goTo(at);
        }
    }

    private void changed(Step step, boolean taken) {
        step.vote().ifPresent(vote -> now.last.set(LastStep.of(vote, taken)));
        if (step.samples().isEmpty()) {
            return;
        }
        details.forget(step.samples());
        if (now.detail.get() == null && queue.index() >= 0) {
            fetch(selected()); // what was on the way does not arrive
        }
        if (step.changed() == 1) {
            queue.setDecided(step.samples().get(0), step.verdict() != Verdict.NONE);
        }
        now.toGo.set(queue.toGo());
        now.last.set(LastStep.of(step, taken));
        if (step.changed() > step.samples().size()) {
            open(selected());
            return;
        }
        jobs.start("Reading rows", Lane.DISK, (progress, cancel) -> reviews.rows(run(), step.samples()), rows -> {
            for (QueueRow row : rows) {
                queue.setDecided(row.sampleId(), row.verdict().isPresent());
                onRow.accept(row);
            }
            now.toGo.set(queue.toGo());
        });
    }

    // ---- the sample that is shown

    private void goTo(int at) {
        queue.goTo(at);
        now.state.set(stateNow());
        if (now.state.get() != ReviewState.State.SAMPLE) {
            queue.goTo(-1);
        }
        if (now.state.get() == ReviewState.State.END && !now.query.get().isEmpty()) {
            countFound();
        }
        now.picture.set(0);
        now.detail.set(null);
        pictures.clear();
        now.index.set(queue.index());
        if (queue.index() >= 0) {
            details.find(selected()).ifPresentOrElse(this::show, () -> fetch(selected()));
        }
    }

    private void countFound() {
        long[] order = queue.order();
        now.found.set(null);
        jobs.start("Counting", Lane.DISK, (progress, cancel) -> loader.decided(order), now.found::set);
    }

    private ReviewState.State stateNow() {
        if (now.counts.get().samples() == 0) {
            return ReviewState.State.NO_DATA;
        }
        if (run().isEmpty() && !fileOrder) {
            return ReviewState.State.NO_SCORES;
        }
        if (queue.size() == 0) {
            return ReviewState.State.NOTHING_MATCHES;
        }
        return queue.index() < 0 ? ReviewState.State.END : ReviewState.State.SAMPLE;
    }

    private void fetch(long id) {
        details.fetch(run(), id, problem -> unreadable(id, problem), result -> {
            if (id != selected()) { // the reviewer has moved on, or this was asked for ahead
                pictures.prepare(result);
            } else if (now.detail.get() == null) {
                show(result);
            }
        });
    }

    private void unreadable(long id, Throwable problem) {
        if (id == selected() && now.detail.get() == null) {
            acts.clear(); // they were meant for this sample
            pictures.trouble(String.valueOf(problem.getMessage()));
        }
    }

    private void show(Detail result) {
        now.detail.set(result);
        pictures.show(result, 0);
        for (long id : queue.likelyNext()) {
            details.find(id).ifPresentOrElse(pictures::prepare, () -> fetch(id));
        }
        acts.drain();
    }
}
