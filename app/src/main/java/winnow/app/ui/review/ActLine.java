package winnow.app.ui.review;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What the reviewer asked for and is not done yet, in order. Lives on the JavaFX thread. */
public final class ActLine {

    /** Whether the sample an act is meant for is there. */
    public enum Ready {
        NOW,
        LATER,
        NEVER
    }

    private record Act(boolean needsSample, Runnable what) {}

    private final Deque<Act> acts = new ArrayDeque<>();
    private final BooleanSupplier busy;
    private final Supplier<Ready> sample;

    /**
     * An empty line.
     *
     * @param busy whether an act is being done
     * @param sample whether the sample is there
     */
    public ActLine(BooleanSupplier busy, Supplier<Ready> sample) {
        this.busy = busy;
        this.sample = sample;
    }

    /** Does something when everything before it is done. */
    public void add(boolean needsSample, Runnable what) {
        acts.add(new Act(needsSample, what));
        drain();
    }

    /** Forgets what was not done yet. */
    public void clear() {
        acts.clear();
    }

    /** Does what can be done now. */
    public void drain() {
        while (!busy.getAsBoolean() && !acts.isEmpty()) {
            Ready ready = acts.element().needsSample() ? sample.get() : Ready.NOW;
            if (ready == Ready.LATER) {
                return;
            }
            Act act = acts.remove();
            if (ready == Ready.NOW) {
                act.what().run();
            }
        }
    }
}
