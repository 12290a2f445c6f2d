package winnow.app.ui.job;

import java.util.OptionalLong;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import winnow.store.job.CancelToken;

/** A job worth listing: what it is, how far it has come and how it ended. Lives on the JavaFX thread. */
public final class LongJob {

    /** How a job stands. */
    public enum State {
        WAITING,
        RUNNING,
        DONE,
        CANCELLED,
        FAILED
    }

    private final String title;
    private final CancelToken cancel;
    private final Runnable again;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.WAITING);
    private final ReadOnlyLongWrapper done = new ReadOnlyLongWrapper();
    private final ReadOnlyLongWrapper total = new ReadOnlyLongWrapper();
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
    private long startedNanos;
    private long endedNanos;
    private long nowNanos;

    LongJob(String title, CancelToken cancel, Runnable again) {
        this.title = title;
        this.cancel = cancel;
        this.again = again;
    }

    /** What is done, in the user's words. */
    public String title() {
        return title;
    }

    /** How it stands. */
    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** Units of work that are finished. */
    public ReadOnlyLongProperty doneProperty() {
        return done.getReadOnlyProperty();
    }

    /** Units of work in all; 0 or less while that is not known. */
    public ReadOnlyLongProperty totalProperty() {
        return total.getReadOnlyProperty();
    }

    /** What it came to, or why it failed; empty while it runs. */
    public ReadOnlyStringProperty summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    /** Whether it is over, well or not. */
    public boolean ended() {
        return state.get() != State.WAITING && state.get() != State.RUNNING;
    }

    /** How far, 0 to 1; -1 while that is not known. */
    public double share() {
        return total.get() <= 0 ? -1 : Math.min(1.0, (double) done.get() / total.get());
    }

    /** Seconds it ran, so far or in all. */
    public double seconds() {
        return startedNanos == 0 ? 0 : ((ended() ? endedNanos : nowNanos) - startedNanos) / 1e9;
    }

    /** Units of work a second since the start; 0 before the first. */
    public double speed() {
        return seconds() > 0 ? done.get() / seconds() : 0;
    }

    /** Seconds left at this speed; empty while nothing can be said. */
    public OptionalLong secondsLeft() {
        double speed = speed();
        return total.get() <= 0 || speed <= 0
                ? OptionalLong.empty()
                : OptionalLong.of(Math.round(Math.max(0, total.get() - done.get()) / speed));
    }

    /** Asks it to stop at its next safe point. */
    public void cancel() {
        cancel.cancel();
    }

    /** Starts the same work as a new job. */
    public void again() {
        again.run();
    }

    void started(long nanos) {
        startedNanos = nanos;
        nowNanos = nanos;
        state.set(State.RUNNING);
    }

    void progressed(long nowDone, long nowTotal, long nanos) {
        nowNanos = nanos;
        total.set(nowTotal);
        done.set(nowDone);
    }

    void ended(State how, String what, long nanos) {
        endedNanos = nanos;
        summary.set(what);
        state.set(how);
    }
}
