package winnow.viewer.media;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import javafx.animation.AnimationTimer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import winnow.store.job.CancelToken;

/**
 * Plays a video frame by frame: which one shows, when the next one does, and which are held. Knows no control. Frames
 * are asked for a stretch at a time, and no more than {@value #HELD_BYTES} bytes of them are held. Never starts by
 * itself. On the JavaFX thread.
 */
public final class VideoPlayer {

    /** Most bytes of frames that are held. */
    static final long HELD_BYTES = 64_000_000;

    /** How fast it can play, slowest first; 1 is as fast as it was taken. */
    public static final List<Double> SPEEDS = List.of(0.5, 0.75, 1.0, 1.5, 2.0);

    private static final int NORMAL = SPEEDS.indexOf(1.0);
    private static final int MOST_STRETCH = 24;
    private static final int BYTES_PER_PIXEL = 4;
    private static final double NANOS = 1e9;
    private static final double LONGEST_TICK = 0.25; // seconds; after a pause of the window it goes on where it was

    private final FrameSource source;
    private final long frames;
    private final int stretch;
    private final TreeMap<Long, Frame> held = new TreeMap<>();
    private final ReadOnlyObjectWrapper<Frame> frame = new ReadOnlyObjectWrapper<>(this, "frame"); // null: none yet
    private final ReadOnlyLongWrapper index = new ReadOnlyLongWrapper(this, "index", 0);
    private final ReadOnlyBooleanWrapper playing = new ReadOnlyBooleanWrapper(this, "playing", false);
    private final ReadOnlyDoubleWrapper speed = new ReadOnlyDoubleWrapper(this, "speed", SPEEDS.get(NORMAL));
    private final BooleanProperty looping = new SimpleBooleanProperty(this, "looping", false);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final AnimationTimer timer = new AnimationTimer() {
        @Override
        public void handle(long now) {
            double passed = last == 0 ? 0 : (now - last) / NANOS;
            last = now;
            tick(Math.min(passed, LONGEST_TICK));
        }
    };
    private long last;
    private double clock; // seconds of the video
    private CancelToken request = new CancelToken();
    private boolean asking;
    private int asked;
    private long end; // one past the last frame that can be decoded
    private boolean closed;

    /**
     * A player at the first frame, which it asks for.
     *
     * @param frames how many the video has, 1 or more
     * @param width of a frame as it comes, in pixels
     * @param height of a frame as it comes, in pixels
     */
    public VideoPlayer(FrameSource source, long frames, double width, double height) {
        this(source, Optional.empty(), frames, width, height);
    }

    /**
     * The same with its first frame, where that is there already.
     *
     * @param first frame 0
     */
    public VideoPlayer(FrameSource source, Optional<Frame> first, long frames, double width, double height) {
        if (frames < 1) {
            throw new IllegalArgumentException("A video has one frame or more");
        }
        this.source = source;
        this.frames = frames;
        this.end = frames;
        double fit = HELD_BYTES / (Math.max(1, width) * Math.max(1, height) * BYTES_PER_PIXEL);
        this.stretch = (int) Math.max(2, Math.min(MOST_STRETCH, fit / 3)); // behind, shown, ahead
        first.ifPresent(there -> held.put(there.index(), there));
        seek(0);
    }

    /** The frame that shows; null until the first one is there. */
    public ReadOnlyObjectProperty<Frame> frameProperty() {
        return frame.getReadOnlyProperty();
    }

    /** The frame that is wanted, from 0; it may still be decoded. */
    public ReadOnlyLongProperty indexProperty() {
        return index.getReadOnlyProperty();
    }

    /** Whether it goes on by itself. */
    public ReadOnlyBooleanProperty playingProperty() {
        return playing.getReadOnlyProperty();
    }

    /** How fast, 1 for as fast as it was taken. */
    public ReadOnlyDoubleProperty speedProperty() {
        return speed.getReadOnlyProperty();
    }

    /** Whether it begins again after its end. Off at first. */
    public BooleanProperty loopingProperty() {
        return looping;
    }

    /** Why frames cannot be shown, in one sentence; empty while they can. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** How many frames the video has. */
    public long frames() {
        return frames;
    }

    /** Plays, or stands still. At its end it begins again. */
    public void togglePlaying() {
        if (playing.get()) {
            pause();
        } else if (!closed) {
            if (index.get() >= end - 1) {
                seek(0);
            }
            playing.set(true);
            last = 0;
            timer.start();
        }
    }

    /** Stands still. */
    public void pause() {
        playing.set(false);
        timer.stop();
    }

    /** One speed faster, or slower. */
    public void changeSpeed(int by) {
        int next = SPEEDS.indexOf(speed.get()) + by;
        speed.set(SPEEDS.get(Math.max(0, Math.min(SPEEDS.size() - 1, next))));
    }

    /** Stands still some frames on, or back. */
    public void step(int by) {
        pause();
        seek(index.get() + by);
    }

    /** Goes to a frame; one that is there shows at once. Out of range is the first or the last one. */
    public void seek(long wanted) {
        if (closed) {
            return;
        }
        long before = index.get();
        index.set(Math.max(0, Math.min(end - 1, wanted)));
        Frame there = held.get(index.get());
        if (there != null) {
            show(there);
        } else {
            stop();
            boolean back = index.get() < before && before - index.get() < stretch;
            ask(back ? Math.max(0, index.get() - stretch + 2) : index.get());
        }
    }

    /** Lets time pass; called for every picture of the screen while it plays. */
    void tick(double seconds) {
        Frame now = frame.get();
        if (!playing.get() || now == null || now.index() != index.get()) {
            return; // the one that is wanted is still decoded
        }
        clock = Math.max(clock, now.seconds()) + seconds * speed.get();
        Frame next = now;
        for (Frame after = held.get(next.index() + 1);
                after != null && after.seconds() <= clock;
                after = held.get(next.index() + 1)) {
            next = after;
        }
        if (next.index() != now.index()) {
            index.set(next.index());
            double late = clock;
            show(next);
            clock = late;
        } else if (now.index() == end - 1) {
            ended();
        } else if (!held.containsKey(now.index() + 1)) {
            clock = now.seconds(); // waits for the decoder, and drops nothing
            askAhead();
        }
    }

    private void ended() {
        if (looping.get()) {
            seek(0);
        } else {
            pause();
        }
    }

    private void show(Frame there) {
        clock = there.seconds();
        frame.set(there);
        held.headMap(there.index() - stretch).clear();
        held.tailMap(there.index() + 2L * stretch, false).clear();
        askAhead();
    }

    /** Asks for the next stretch once half of the one before has been shown. */
    private void askAhead() {
        if (asking || closed) {
            return;
        }
        long next = index.get();
        while (held.containsKey(next)) {
            next++;
        }
        if (next < end && next - index.get() <= stretch / 2) {
            ask(next);
        }
    }

    private void ask(long from) {
        asking = true;
        int mine = ++asked;
        request = source.request(
                from,
                stretch,
                found -> {
                    if (mine == asked) { // what was asked for before may come after
                        arrived(from, found);
                    }
                },
                trouble -> {
                    if (mine == asked) {
                        asking = false;
                        pause();
                        problem.set(String.valueOf(trouble.getMessage()));
                    }
                });
    }

    @SuppressWarnings("ReferenceEquality") // the frame that is shown, not one that looks like it
    private void arrived(long from, List<Frame> found) {
        asking = false;
        found.forEach(each -> held.put(each.index(), each));
        if (found.size() < Math.min(stretch, frames - from)) { // a damaged one ends before the last frame it counts
            end = Math.min(end, from + found.size());
            index.set(Math.max(0, Math.min(end - 1, index.get())));
        }
        Frame wanted = held.get(index.get());
        if (end == 0) {
            pause();
        } else if (wanted == null) {
            ask(found.isEmpty() ? Math.max(0, index.get() - stretch + 1) : index.get());
        } else if (wanted != frame.get()) {
            show(wanted);
        } else {
            askAhead();
        }
    }

    private void stop() {
        request.cancel();
        asking = false;
        asked++;
    }

    /** Stands still for good and lets go of all frames. */
    public void close() {
        closed = true;
        pause();
        stop();
        held.clear();
        frame.set(null);
    }

    /** How many frames are held. */
    int held() {
        return held.size();
    }
}
