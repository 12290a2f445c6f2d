package winnow.app.ui.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import winnow.app.service.CompareService.Question;
import winnow.app.service.CompareService.Sitting;
import winnow.app.service.OrderService;
import winnow.app.service.OrderService.Answers;
import winnow.app.ui.job.Jobs;
import winnow.app.ui.review.ActLine;
import winnow.store.data.Comparison;
import winnow.store.data.PairGroup;
import winnow.store.data.StoredSample;
import winnow.store.job.Lanes.Lane;
import winnow.viewer.text.Words;

/**
 * All answers of a record as cards that are put in order, the best first. Says nothing of models, label and rewards.
 * Follows the pair that is shown while the annotator wants it. Lives on the JavaFX thread.
 */
final class OrderViewModel {

    /**
     * An answer.
     *
     * @param candidate which
     * @param sample the conversation it ends
     * @param open whether all of it is to be seen
     * @param tied whether it is as good as the one above it
     */
    record Card(int candidate, StoredSample sample, boolean open, boolean tied) {

        private Card turned() {
            return new Card(candidate, sample, !open, tied);
        }

        private Card tied(boolean now) {
            return new Card(candidate, sample, open, now);
        }
    }

    /** The cards of a record as they stand. */
    private record Shown(Answers answers, List<Card> cards) {

        private boolean isOf(PairGroup group) {
            return answers.datasetId() == group.datasetId() && answers.record() == group.record();
        }
    }

    private final CompareState now;
    private final OrderService ordering;
    private final Jobs jobs;
    private final ActLine acts;
    private final VoteWriter writer;
    private final Supplier<Sitting> sitting;
    private final Consumer<List<Comparison>> saved;
    private final ReadOnlyBooleanWrapper possible = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper active = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<List<Card>> cards = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyIntegerWrapper at = new ReadOnlyIntegerWrapper();
    private Optional<Shown> shown = Optional.empty();
    private Optional<Shown> before = Optional.empty();
    private boolean wanted;

    /**
     * Cards of the record whose pair is shown.
     *
     * @param sitting who judges now
     * @param saved told of the votes once they are on disk
     */
    OrderViewModel(
            CompareState now,
            OrderService ordering,
            Jobs jobs,
            ActLine acts,
            VoteWriter writer,
            Supplier<Sitting> sitting,
            Consumer<List<Comparison>> saved) {
        this.now = now;
        this.ordering = ordering;
        this.jobs = jobs;
        this.acts = acts;
        this.writer = writer;
        this.sitting = sitting;
        this.saved = saved;
        now.questionProperty().addListener(property -> follow());
        now.stateProperty().addListener(property -> follow());
    }

    /** Whether the record that is shown has more than two answers. */
    ReadOnlyBooleanProperty possibleProperty() {
        return possible.getReadOnlyProperty();
    }

    /** Whether cards are shown in place of two answers. */
    ReadOnlyBooleanProperty activeProperty() {
        return active.getReadOnlyProperty();
    }

    /** The answers, the best first; empty while they are read. */
    ReadOnlyObjectProperty<List<Card>> cardsProperty() {
        return cards.getReadOnlyProperty();
    }

    /** Which card keys act on, from 0. */
    ReadOnlyIntegerProperty atProperty() {
        return at.getReadOnlyProperty();
    }

    /** What the cards say beside the common prompt, in their order. */
    List<String> texts(Words words) {
        return PairTexts.apart(
                cards.get().stream().map(card -> card.sample().sample()).toList(), words);
    }

    // ---- acts

    /** Puts records of more than two answers in order from now on, or asks pair by pair again. */
    void toggle() {
        wanted = !wanted;
        follow();
    }

    /** Goes to a card some places on or back. */
    void step(int by) {
        choose(at.get() + by);
    }

    /** Goes to a card; to the nearest where there is none. */
    void choose(int place) {
        at.set(Math.max(0, Math.min(cards.get().size() - 1, place)));
    }

    /** Moves the card that is chosen up or down. A tie it stood in is taken away. */
    void move(int by) {
        int to = at.get() + by;
        if (to < 0 || to >= cards.get().size()) {
            return;
        }
        List<Card> moved = new ArrayList<>(cards.get());
        int from = at.get();
        for (int place : new int[] {from, from + 1, to, to + 1}) {
            if (place < moved.size()) {
                moved.set(place, moved.get(place).tied(false));
            }
        }
        Collections.swap(moved, from, to);
        at.set(to);
        cards.set(List.copyOf(moved));
    }

    /** Shows all of the card that is chosen, or its beginning. */
    void turn() {
        replace(at.get(), card -> card.turned());
    }

    /** Says that the card that is chosen is as good as the one above it, or no longer. */
    void tie() {
        if (at.get() > 0) {
            replace(at.get(), card -> card.tied(!card.tied()));
        }
    }

    private void replace(int place, java.util.function.UnaryOperator<Card> change) {
        if (place < cards.get().size()) {
            List<Card> changed = new ArrayList<>(cards.get());
            changed.set(place, change.apply(changed.get(place)));
            cards.set(List.copyOf(changed));
        }
    }

    /** Keeps the order as one step and goes on once it is on disk. */
    void save() {
        acts.add(
                true,
                () -> shown.filter(each -> !cards.get().isEmpty() && isAsked(each))
                        .ifPresent(each -> {
                            Shown ordered = new Shown(each.answers(), cards.get());
                            Sitting asking = sitting.get();
                            boolean seen = each.answers().judged()
                                    && now.revealingProperty().get();
                            writer.save(
                                    () -> ordering.rank(
                                            asking,
                                            ordered.answers().datasetId(),
                                            ordered.answers().record(),
                                            order(),
                                            !seen),
                                    votes -> {
                                        before = Optional.of(ordered);
                                        saved.accept(votes);
                                    });
                        }));
    }

    /** The candidates, the best first; those tied in one list. */
    private List<List<Integer>> order() {
        List<List<Integer>> order = new ArrayList<>();
        for (Card card : cards.get()) {
            if (!card.tied() || order.isEmpty()) {
                order.add(new ArrayList<>());
            }
            order.get(order.size() - 1).add(card.candidate());
        }
        return order;
    }

    // ---- what is shown

    private boolean isAsked(Shown each) {
        Question question = now.questionProperty().get();
        return active.get() && question != null && each.isOf(question.group());
    }

    private void follow() {
        Question question = now.questionProperty().get();
        CompareState.State state = now.stateProperty().get();
        if (question == null && state == CompareState.State.VOTE) {
            return; // between two pairs all stays, so that nothing flickers
        }
        possible.set(question != null && question.pairs() > 1 && !question.again());
        active.set(wanted && possible.get());
        if (!active.get()) {
            shown = Optional.empty();
            cards.set(List.of());
        } else if (shown.filter(this::isAsked).isEmpty()) {
            load(question.group());
        }
    }

    private void load(PairGroup group) {
        shown = Optional.empty();
        cards.set(List.of());
        Sitting asking = sitting.get();
        jobs.start(
                "Loading the answers",
                Lane.DISK,
                (progress, cancel) -> ordering.answers(asking, group.datasetId(), group.record()),
                answers -> {
                    Shown read = new Shown(answers, cards(answers));
                    if (shown.isEmpty() && isAsked(read)) { // the annotator may have moved on
                        shown = Optional.of(read);
                        at.set(0);
                        cards.set(read.cards());
                    }
                });
    }

    /** As the annotator left them where the step was just taken back, else shuffled. */
    private List<Card> cards(Answers answers) {
        return before.filter(kept -> kept.answers().datasetId() == answers.datasetId()
                        && kept.answers().record() == answers.record())
                .map(Shown::cards)
                .orElseGet(() -> answers.shuffled().stream()
                        .map(each -> new Card(each.sample().candidate(), each, false, false))
                        .toList());
    }
}
