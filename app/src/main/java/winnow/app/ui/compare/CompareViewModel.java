package winnow.app.ui.compare;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import winnow.app.service.CompareService;
import winnow.app.service.CompareService.Question;
import winnow.app.service.CompareService.Sitting;
import winnow.app.service.ReviewService.Step;
import winnow.app.service.Session;
import winnow.app.ui.compare.CompareState.State;
import winnow.app.ui.compare.PairQueueLoader.Some;
import winnow.app.ui.job.Jobs;
import winnow.app.ui.review.ActLine;
import winnow.app.ui.review.Decoders;
import winnow.app.ui.review.LastStep;
import winnow.store.data.Comparison;
import winnow.store.data.Comparison.Choice;
import winnow.store.data.Comparison.Dimension;
import winnow.store.data.Comparison.Vote;
import winnow.store.data.PairGroup;
import winnow.store.data.PairOrder;
import winnow.store.job.Lanes.Lane;

/**
 * State and actions of the compare screen. Knows no control; lives on the JavaFX thread. A vote is on disk before the
 * next pair shows, and keys typed meanwhile wait for it. What is hidden is read with the pair and kept back.
 */
public final class CompareViewModel {

    /** Pairs read before they are needed. */
    private static final int AHEAD = 3;

    private final Session session;
    private final CompareService comparing;
    private final Jobs jobs;
    private final String annotator;
    private final Consumer<Step> elsewhere;
    private final PairQueueLoader loader;
    private final PairStage stage;
    private final PairShelf shelf;
    private final Repeats repeats;
    private final PairTally tally;
    private final ActLine acts;
    private final VoteWriter writer;
    private final OrderViewModel order;
    private final CompareState now = new CompareState();
    private Sitting sitting;
    private PairLine line = new PairLine(List.of());
    private Optional<OpenedPair> open = Optional.empty();
    private int asked;

    /**
     * The screen of one workspace; nothing is loaded until {@link #open}.
     *
     * @param elsewhere told of a step that was taken back here and was no vote
     */
    public CompareViewModel(Session session, Jobs jobs, String annotator, Decoders decoders, Consumer<Step> elsewhere) {
        this.session = session;
        this.comparing = session.comparing();
        this.jobs = jobs;
        this.annotator = annotator;
        this.elsewhere = elsewhere;
        this.sitting = new Sitting(annotator, PairOrder.MIXED, OptionalLong.empty(), PairQueueLoader.SEED);
        this.loader = new PairQueueLoader(session, annotator);
        this.stage = new PairStage(session, jobs, decoders);
        this.shelf = new PairShelf(comparing, jobs);
        this.repeats = new Repeats(comparing, jobs);
        this.tally = new PairTally(comparing, jobs, now);
        this.acts = new ActLine(now.writing::get, this::ready);
        this.writer = new VoteWriter(jobs, now, acts);
        this.order = new OrderViewModel(now, session.ordering(), jobs, acts, writer, () -> sitting, this::ordered);
    }

    /** What there is to see. */
    public CompareState now() {
        return now;
    }

    /** The picture or video both answers are about. */
    PairStage stage() {
        return stage;
    }

    /** All answers of a record, to be put in order. */
    OrderViewModel order() {
        return order;
    }

    // ---- loading

    /** Loads the queue, at first or again; goes on with the pair that is shown where it is still open. */
    public void open() {
        load(now.order.get());
    }

    /** Chooses a queue, of all records. */
    public void choose(PairOrder order) {
        now.some.set(Optional.empty());
        load(order);
    }

    /** Asks about some records of a dataset only, in random order. */
    public void choose(long datasetId, Set<Long> records) {
        now.some.set(Optional.of(new Some(datasetId, records)));
        load(PairOrder.RANDOM);
    }

    private void load(PairOrder order) {
        Optional<Some> some = now.some.get();
        int mine = ++asked;
        Optional<PairGroup> stay = now.order.get() == order ? line.current() : Optional.empty();
        now.order.set(order);
        jobs.start(
                "Loading the queue",
                Lane.DISK,
                (progress, cancel) -> loader.load(order, some),
                loaded -> {
                    if (mine == asked) { // what was asked for later may be there earlier
                        arrived(loaded, stay);
                    }
                },
                this::unreadable);
    }

    private void arrived(PairQueueLoader.Loaded loaded, Optional<PairGroup> stay) {
        sitting = loaded.sitting();
        line = new PairLine(loaded.queue());
        repeats.begin(loaded.steadiness());
        shelf.forget();
        count();
        if (line.size() == 0) {
            boolean none = sitting.order() == PairOrder.MIXED || sitting.order() == PairOrder.RANDOM;
            nothing(none ? State.NO_PAIRS : State.NOTHING_QUEUED);
            return;
        }
        stay.ifPresent(line::goTo);
        if (stay.isPresent() && line.current().isPresent() && now.state.get() == State.VOTE) {
            fetch(line.current().get());
        } else {
            advance();
        }
    }

    private void progress() {
        tally.show(sitting, line);
    }

    private void count() {
        tally.count(sitting, () -> line);
    }

    // ---- acts of the annotator

    /** Says which answer is better, and goes on once that is on disk, or shows first what was hidden. */
    public void vote(Choice choice) {
        acts.add(true, () -> {
            Question shown = now.question.get();
            boolean seen = now.hidden.get() != null
                    || (shown.judged() && now.revealingProperty().get());
            write(shown, new Vote(choice, now.reasons.get(), note(), !seen), said -> voted(shown, said));
        });
    }

    /** Marks in what an answer is better, or takes the mark away; goes with the vote, also after it. */
    public void toggleReason(Dimension dimension) {
        acts.add(true, () -> {
            EnumSet<Dimension> reasons = EnumSet.noneOf(Dimension.class);
            reasons.addAll(now.reasons.get());
            if (!reasons.remove(dimension)) {
                reasons.add(dimension);
            }
            now.reasons.set(Set.copyOf(reasons));
            sayMore();
        });
    }

    /** Writes a note on the pair; goes with the vote, also after it. */
    public void note(String text) {
        acts.add(true, () -> {
            now.note.set(text.strip());
            sayMore();
        });
    }

    private Optional<String> note() {
        return Optional.of(now.note.get()).filter(text -> !text.isEmpty());
    }

    /** Writes reasons and note of a vote that was given already. */
    private void sayMore() {
        Question shown = now.question.get();
        shown.said()
                .map(Comparison::said)
                .filter(said -> said.choice().judges())
                .ifPresent(said -> {
                    Vote more = new Vote(said.choice(), now.reasons.get(), note(), said.blind());
                    write(shown, more, comparison -> {
                        now.last.set(LastStep.of(comparison, false));
                        now.question.set(shown.saying(comparison));
                    });
                });
    }

    /** Takes the last step back, and shows its pair where it was a vote. */
    public void undo() {
        acts.add(
                false,
                () -> writer.save(() -> session.review().undo(Optional.of(annotator)), step -> back(step, true)));
    }

    /** Does again what was taken back. */
    public void redo() {
        acts.add(
                false,
                () -> writer.save(() -> session.review().redo(Optional.of(annotator)), step -> back(step, false)));
    }

    /** Goes on to the next pair without a vote, or, after one, to the next that is not voted on. */
    public void next() {
        acts.add(false, () -> {
            if (now.state.get() == State.VOTE && now.question.get() != null) {
                move(1);
            } else if (now.state.get() == State.REVEALED) {
                advance();
            }
        });
    }

    /** Goes back to the pair before. */
    public void previous() {
        acts.add(false, () -> move(-1));
    }

    // ---- how acts are done

    private ActLine.Ready ready() {
        return switch (now.state.get()) {
            case VOTE, REVEALED -> now.question.get() == null ? ActLine.Ready.LATER : ActLine.Ready.NOW;
            case LOADING -> ActLine.Ready.LATER;
            case NO_PAIRS, NOTHING_QUEUED, DONE, TROUBLE -> ActLine.Ready.NEVER;
        };
    }

    private void write(Question shown, Vote vote, Consumer<Comparison> then) {
        Sitting asking = sitting; // another queue may be chosen meanwhile
        writer.save(() -> comparing.vote(asking, shown, vote), then);
    }

    private void voted(Question shown, Comparison said) {
        Choice choice = said.said().choice();
        now.last.set(LastStep.of(said, false));
        repeats.voted(sitting, shown, said);
        if (choice == Choice.SKIP && !shown.again()) {
            line.putOff();
        } else if (shown.open() <= 1 && !shown.again()) {
            line.mark(shown.group(), true);
        }
        progress();
        if (choice.judges() && now.revealingProperty().get()) {
            now.question.set(shown.saying(said));
            now.hidden.set(open.orElseThrow().hidden());
            now.state.set(State.REVEALED);
        } else if (choice == Choice.SKIP) {
            goOn();
        } else {
            advance();
        }
    }

    private void ordered(List<Comparison> votes) {
        now.last.set(LastStep.of(votes));
        repeats.recount(sitting);
        line.mark(now.question.get().group(), true);
        progress();
        goOn();
    }

    private void back(Optional<Step> taken, boolean undone) {
        taken.ifPresent(step -> {
            if (step.changed() > 0) {
                now.last.set(LastStep.of(step, undone));
            }
            step.vote().ifPresentOrElse(this::showAgain, () -> elsewhere.accept(step));
        });
    }

    /** Shows the pair of a vote that was taken back or given again. */
    private void showAgain(Comparison vote) {
        shelf.forget();
        repeats.recount(sitting);
        fetch(asking -> comparing.question(asking, vote), opened -> {
            PairGroup group = opened.question().group();
            line.goTo(group);
            if (!vote.isRepeat()) {
                line.mark(group, opened.question().open() == 0);
            }
            show(opened);
        });
    }

    // ---- the pair that is shown

    private void move(int by) {
        if (line.size() > 0) {
            line.move(by);
            line.current().ifPresent(this::fetch);
        }
    }

    /** Goes on: to a pair that is due again, to the next pair of the record, else to the next record. */
    private void advance() {
        Question shown = now.question.get();
        boolean several = shown != null
                && shown.pairs() > 1
                && !shown.again()
                && line.current().filter(open.orElseThrow()::isOf).isPresent();
        repeats.take().ifPresentOrElse(this::show, () -> {
            if (several) {
                nextOf(shown.group());
            } else {
                goOn();
            }
        });
    }

    private void nextOf(PairGroup group) {
        fetch(asking -> comparing.question(asking, group), opened -> {
            if (opened.question().open() > 0) {
                show(opened);
            } else {
                line.mark(group, true);
                goOn();
            }
        });
    }

    private void goOn() {
        if (line.next()) {
            line.current().ifPresent(this::fetch);
        } else {
            nothing(State.DONE);
        }
    }

    private void nothing(State state) {
        shelf.stopWaiting();
        now.question.set(null);
        now.hidden.set(null);
        open = Optional.empty();
        stage.clear();
        count();
        now.state.set(state);
        acts.drain();
    }

    private void fetch(PairGroup group) {
        Optional<OpenedPair> known = shelf.take(group);
        if (known.isPresent()) {
            show(known.get());
        } else {
            fetch(asking -> comparing.question(asking, group), this::show);
        }
    }

    private void fetch(Function<Sitting, Question> question, Consumer<OpenedPair> then) {
        now.question.set(null);
        now.hidden.set(null);
        now.state.set(State.VOTE);
        shelf.fetch(sitting, question, then, this::unreadable);
    }

    private void unreadable(Throwable problem) {
        acts.clear(); // they were meant for what cannot be read
        now.trouble.set(problem);
        now.state.set(State.TROUBLE);
    }

    private void show(OpenedPair opened) {
        Question question = opened.question();
        shelf.stopWaiting();
        open = Optional.of(opened);
        Optional<Vote> said = question.said().map(Comparison::said);
        boolean judged = said.filter(vote -> vote.choice().judges()).isPresent();
        boolean reveals = judged && now.revealingProperty().get();
        now.reasons.set(said.map(Vote::reasons).orElse(Set.of()));
        now.note.set(said.flatMap(Vote::note).orElse(""));
        stage.show(opened);
        now.hidden.set(reveals ? opened.hidden() : null);
        now.question.set(question);
        progress();
        now.state.set(reveals ? State.REVEALED : State.VOTE);
        shelf.prepare(sitting, line.upcoming(AHEAD), stage::prepare);
        acts.drain();
    }
}
