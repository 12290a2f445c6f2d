package winnow.app.ui.review;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import winnow.app.service.ReviewService.Detail;
import winnow.store.data.Counts;

/** What there is to see on the review screen. Read by the view, changed by its view model. */
public final class ReviewState {

    /** What the screen shows. */
    public enum State {
        LOADING,
        NO_DATA,
        NO_SCORES,
        NOTHING_MATCHES,
        SAMPLE,
        END
    }

    final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.LOADING);
    final ReadOnlyObjectWrapper<QueueLoader.Loaded> loaded = new ReadOnlyObjectWrapper<>(); // null: not yet
    final ReadOnlyObjectWrapper<long[]> order = new ReadOnlyObjectWrapper<>(new long[0]);
    final ReadOnlyIntegerWrapper index = new ReadOnlyIntegerWrapper(-1);
    final ReadOnlyIntegerWrapper toGo = new ReadOnlyIntegerWrapper();
    final ReadOnlyObjectWrapper<Detail> detail = new ReadOnlyObjectWrapper<>(); // null: none, or not loaded
    final ReadOnlyObjectWrapper<Counts> counts = new ReadOnlyObjectWrapper<>(new Counts(0, 0, 0, 0, 0, 0));
    final ReadOnlyObjectWrapper<Counts> found = new ReadOnlyObjectWrapper<>(); // null: not counted
    final ReadOnlyIntegerWrapper picture = new ReadOnlyIntegerWrapper();
    final ReadOnlyBooleanWrapper writing = new ReadOnlyBooleanWrapper();
    final ReadOnlyObjectWrapper<Throwable> trouble = new ReadOnlyObjectWrapper<>(); // null: all saved
    final ReadOnlyObjectWrapper<LastStep> last = new ReadOnlyObjectWrapper<>(); // null: nothing yet
    final ReadOnlyStringWrapper query = new ReadOnlyStringWrapper("");
    final ReadOnlyStringWrapper queryProblem = new ReadOnlyStringWrapper("");

    /** What the screen shows. */
    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** What was loaded with the queue: run and histogram; null before. */
    public ReadOnlyObjectProperty<QueueLoader.Loaded> loadedProperty() {
        return loaded.getReadOnlyProperty();
    }

    /** The samples in the order of review. */
    public ReadOnlyObjectProperty<long[]> orderProperty() {
        return order.getReadOnlyProperty();
    }

    /** Where in the order the reviewer stands; -1 for nowhere. */
    public ReadOnlyIntegerProperty indexProperty() {
        return index.getReadOnlyProperty();
    }

    /** How many samples of this view are undecided. */
    public ReadOnlyIntegerProperty toGoProperty() {
        return toGo.getReadOnlyProperty();
    }

    /** The sample that is shown; null while there is none or it is not loaded. */
    public ReadOnlyObjectProperty<Detail> detailProperty() {
        return detail.getReadOnlyProperty();
    }

    /** How far the workspace has come. */
    public ReadOnlyObjectProperty<Counts> countsProperty() {
        return counts.getReadOnlyProperty();
    }

    /** How the samples of the search were decided; null until they were counted, which is at the end of a search. */
    public ReadOnlyObjectProperty<Counts> foundProperty() {
        return found.getReadOnlyProperty();
    }

    /** Which of the sample's pictures, from 0. */
    public ReadOnlyIntegerProperty pictureProperty() {
        return picture.getReadOnlyProperty();
    }

    /** Whether a decision is being written. */
    public ReadOnlyBooleanProperty writingProperty() {
        return writing.getReadOnlyProperty();
    }

    /** Why the last decision is not on disk; null when it is. */
    public ReadOnlyObjectProperty<Throwable> troubleProperty() {
        return trouble.getReadOnlyProperty();
    }

    /** What was decided last; null for nothing yet. */
    public ReadOnlyObjectProperty<LastStep> lastProperty() {
        return last.getReadOnlyProperty();
    }

    /** The search that is applied; empty for all. */
    public ReadOnlyStringProperty queryProperty() {
        return query.getReadOnlyProperty();
    }

    /** What is wrong with the search that was typed; empty when nothing is. */
    public ReadOnlyStringProperty queryProblemProperty() {
        return queryProblem.getReadOnlyProperty();
    }
}
