package winnow.app.ui.compare;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import winnow.app.service.CompareService.Hidden;
import winnow.app.service.CompareService.Question;
import winnow.app.ui.review.LastStep;
import winnow.store.data.Comparison.Dimension;
import winnow.store.data.PairOrder;

/** What there is to see on the compare screen. Read by the view, changed by its view model. */
public final class CompareState {

    /** What the screen shows. */
    public enum State {
        LOADING,
        /** No record has two answers. */
        NO_PAIRS,
        /** The queue that was chosen is empty. */
        NOTHING_QUEUED,
        /** A pair that is not voted on, or whose vote shows nothing. */
        VOTE,
        /** A pair that is voted on, with what was hidden. */
        REVEALED,
        /** All pairs of the queue are voted on. */
        DONE,
        /** The queue or a pair cannot be read. */
        TROUBLE
    }

    final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.LOADING);
    final ReadOnlyObjectWrapper<Question> question = new ReadOnlyObjectWrapper<>(); // null: none, or not loaded
    final ReadOnlyObjectWrapper<Hidden> hidden = new ReadOnlyObjectWrapper<>(); // null: not to be seen
    final ReadOnlyObjectWrapper<Set<Dimension>> reasons = new ReadOnlyObjectWrapper<>(Set.of());
    final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper("");
    final ReadOnlyIntegerWrapper done = new ReadOnlyIntegerWrapper();
    final ReadOnlyIntegerWrapper all = new ReadOnlyIntegerWrapper();
    final ReadOnlyObjectWrapper<PairOrder> order = new ReadOnlyObjectWrapper<>(PairOrder.MIXED);
    final ReadOnlyObjectWrapper<Optional<PairQueueLoader.Some>> some = new ReadOnlyObjectWrapper<>(Optional.empty());
    final ReadOnlyObjectWrapper<Map<PairOrder, Long>> left = new ReadOnlyObjectWrapper<>(Map.of());
    final ReadOnlyBooleanWrapper writing = new ReadOnlyBooleanWrapper();
    final ReadOnlyObjectWrapper<Throwable> trouble = new ReadOnlyObjectWrapper<>(); // null: all saved
    final ReadOnlyObjectWrapper<LastStep> last = new ReadOnlyObjectWrapper<>(); // null: nothing yet
    private final BooleanProperty revealing = new SimpleBooleanProperty(true);

    /** What the screen shows. */
    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** The pair that is shown; null while there is none or it is not loaded. */
    public ReadOnlyObjectProperty<Question> questionProperty() {
        return question.getReadOnlyProperty();
    }

    /** What was hidden of the pair; null before the vote. */
    public ReadOnlyObjectProperty<Hidden> hiddenProperty() {
        return hidden.getReadOnlyProperty();
    }

    /** In what an answer is better; goes with the vote. */
    public ReadOnlyObjectProperty<Set<Dimension>> reasonsProperty() {
        return reasons.getReadOnlyProperty();
    }

    /** What was written on the pair; goes with the vote. */
    public ReadOnlyStringProperty noteProperty() {
        return note.getReadOnlyProperty();
    }

    /** How many records of the queue are done. */
    public ReadOnlyIntegerProperty doneProperty() {
        return done.getReadOnlyProperty();
    }

    /** How many records the queue has. */
    public ReadOnlyIntegerProperty allProperty() {
        return all.getReadOnlyProperty();
    }

    /** Which queue. */
    public ReadOnlyObjectProperty<PairOrder> orderProperty() {
        return order.getReadOnlyProperty();
    }

    /** Which records alone are asked about; empty for all of the queue. */
    ReadOnlyObjectProperty<Optional<PairQueueLoader.Some>> someProperty() {
        return some.getReadOnlyProperty();
    }

    /** How many records are left in each queue; empty while not counted. */
    public ReadOnlyObjectProperty<Map<PairOrder, Long>> leftProperty() {
        return left.getReadOnlyProperty();
    }

    /** Whether a vote is being written. */
    public ReadOnlyBooleanProperty writingProperty() {
        return writing.getReadOnlyProperty();
    }

    /** Why the last vote is not on disk, or nothing can be read; null when all is well. */
    public ReadOnlyObjectProperty<Throwable> troubleProperty() {
        return trouble.getReadOnlyProperty();
    }

    /** What was done last; null for nothing yet. */
    public ReadOnlyObjectProperty<LastStep> lastProperty() {
        return last.getReadOnlyProperty();
    }

    /** Whether names, label and rewards show after each vote; else the next pair comes at once. */
    public BooleanProperty revealingProperty() {
        return revealing;
    }
}
