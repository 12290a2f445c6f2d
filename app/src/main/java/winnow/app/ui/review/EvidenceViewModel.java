package winnow.app.ui.review;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.image.Image;
import winnow.app.service.EvidenceService;
import winnow.app.service.EvidenceService.Found;
import winnow.app.service.ReviewService.Detail;
import winnow.app.service.Session;
import winnow.app.ui.job.Jobs;
import winnow.scoring.ModelView;
import winnow.store.data.ScoringRun;
import winnow.store.job.CancelToken;
import winnow.store.job.Lanes.Lane;
import winnow.store.job.Progress;
import winnow.viewer.media.Pictures;

/**
 * Why the sample that is shown got its reward, and what the model saw of it. Nothing is computed before it is asked
 * for; then the next samples follow by themselves while the model is loaded and quick. Knows no control; lives on the
 * JavaFX thread.
 */
public final class EvidenceViewModel {

    /** What there is to see. */
    public enum State {
        /** Nobody asked. */
        CLOSED,
        /** Nothing was scored, so no model is known. */
        NO_RUN,
        /** It waits to be asked for. */
        ASK,
        COMPUTING,
        FOUND,
        FAILED
    }

    /**
     * A picture or video as the model got it.
     *
     * @param image the very pixels
     * @param rows of tiles
     * @param columns of tiles
     */
    public record Seen(Image image, int rows, int columns) {}

    private record Key(long runId, long sampleId) {}

    private static final int HELD = 64;
    private static final double QUICK = 3; // seconds

    private final EvidenceService evidence;
    private final Jobs jobs;
    private final ReviewState now;
    private final Map<Key, Found> held = new LinkedHashMap<>(16, 0.75f, true);
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.CLOSED);
    private final ReadOnlyObjectWrapper<Found> found = new ReadOnlyObjectWrapper<>(); // null: none
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper();
    private final ReadOnlyDoubleWrapper seconds = new ReadOnlyDoubleWrapper(); // of the last one; 0: none yet
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Seen> seen = new ReadOnlyObjectWrapper<>(); // null: not shown
    private final ReadOnlyStringWrapper seenProblem = new ReadOnlyStringWrapper("");
    private CancelToken computing = new CancelToken();
    private CancelToken looking = new CancelToken();
    private boolean open;

    /** Follows the sample that a review shows. */
    public EvidenceViewModel(Session session, Jobs jobs, ReviewState now) {
        this.evidence = session.evidence();
        this.jobs = jobs;
        this.now = now;
        now.detailProperty().addListener((property, before, detail) -> follow(before, detail));
        now.pictureProperty().addListener((property, before, picture) -> hideSeen());
    }

    /** What there is to see. */
    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** The evidence; null while there is none. */
    public ReadOnlyObjectProperty<Found> foundProperty() {
        return found.getReadOnlyProperty();
    }

    /** How far the computing is, 0 to 1. */
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** Seconds the last evidence took; 0 while there was none, and the model may have to be loaded. */
    public ReadOnlyDoubleProperty secondsProperty() {
        return seconds.getReadOnlyProperty();
    }

    /** Why there is no evidence, in one sentence; empty where there may be some. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** What the model saw; null while that is not shown. */
    public ReadOnlyObjectProperty<Seen> seenProperty() {
        return seen.getReadOnlyProperty();
    }

    /** Why what the model saw cannot be shown, in one sentence; empty where it can. */
    public ReadOnlyStringProperty seenProblemProperty() {
        return seenProblem.getReadOnlyProperty();
    }

    /** Name of the model of the run; empty where there is none. */
    public String model() {
        return run().map(ScoringRun::model).orElse("");
    }

    /** Opens the evidence, or closes it. */
    public void toggle() {
        open = !open;
        computing.cancel();
        if (open) {
            show(now.detailProperty().get());
        } else {
            found.set(null);
            state.set(State.CLOSED);
        }
    }

    /** Computes the evidence of the sample that is shown, loading the model first where it is not. */
    public void compute() {
        Detail detail = now.detailProperty().get();
        Optional<ScoringRun> run = run();
        if (!open || detail == null || run.isEmpty()) {
            return;
        }
        computing.cancel();
        Key key = new Key(run.get().id(), detail.sample().id());
        progress.set(0);
        state.set(State.COMPUTING);
        CancelToken[] mine = new CancelToken[1];
        Consumer<Double> tell = jobs.relay(share -> {
            if (mine[0] == computing) {
                progress.set(share);
            }
        });
        mine[0] = jobs.start(
                "Finding evidence",
                Lane.GPU,
                (unused, cancel) -> {
                    Progress told = (done, total) -> tell.accept((double) done / Math.max(1, total));
                    return evidence.explain(run.get(), detail.sample(), told, cancel);
                },
                result -> arrived(key, result),
                trouble -> {
                    if (isShown(key)) {
                        problem.set(String.valueOf(trouble.getMessage()));
                        state.set(State.FAILED);
                    }
                });
        computing = mine[0];
    }

    /** Stops computing; what was found of other samples stays. */
    public void cancel() {
        computing.cancel();
        if (state.get() == State.COMPUTING) {
            state.set(State.ASK);
        }
    }

    /** Shows what the model saw of the picture on the stage, or the picture itself again. */
    public void toggleSeen() {
        Detail detail = now.detailProperty().get();
        Optional<ScoringRun> run = run();
        if (seen.get() != null
                || detail == null
                || detail.sample().sample().media().isEmpty()) {
            hideSeen();
            return;
        }
        if (run.isEmpty()) {
            seenProblem.set("");
            return;
        }
        int which = now.pictureProperty().get();
        looking.cancel();
        seenProblem.set("");
        CancelToken[] mine = new CancelToken[1];
        mine[0] = jobs.start(
                "Making what the model saw",
                Lane.DECODE,
                (unused, cancel) -> {
                    ModelView view = evidence.view(run.get(), detail.sample(), which);
                    return new Seen(Pictures.of(view.picture()), view.rows(), view.columns());
                },
                view -> {
                    if (mine[0] == looking && !looking.isCancelled()) { // the reviewer may have moved on
                        seen.set(view);
                    }
                },
                trouble -> seenProblem.set(String.valueOf(trouble.getMessage())));
        looking = mine[0];
    }

    private void hideSeen() {
        looking.cancel();
        seen.set(null);
        seenProblem.set("");
    }

    private Optional<ScoringRun> run() {
        QueueLoader.Loaded loaded = now.loadedProperty().get();
        return loaded == null ? Optional.empty() : loaded.run();
    }

    private void follow(Detail before, Detail detail) {
        boolean same = before != null
                && detail != null
                && before.sample().id() == detail.sample().id();
        if (same) {
            return; // it was decided on
        }
        hideSeen();
        computing.cancel();
        if (open) {
            show(detail);
        }
    }

    private void show(Detail detail) {
        found.set(null);
        problem.set("");
        if (detail == null) {
            return; // the next one shows at once
        }
        Optional<ScoringRun> run = run();
        if (run.isEmpty()) {
            state.set(State.NO_RUN);
            return;
        }
        Key key = new Key(run.get().id(), detail.sample().id());
        Found known = held.get(key);
        if (known != null) {
            found.set(known);
            state.set(State.FOUND);
            return;
        }
        state.set(State.ASK);
        if (seconds.get() > 0 && seconds.get() < QUICK) {
            jobs.start(
                    "Looking for the model",
                    Lane.DISK,
                    (unused, cancel) -> evidence.isLoaded(run.get()),
                    loaded -> {
                        if (loaded && isShown(key) && state.get() == State.ASK) {
                            compute();
                        }
                    },
                    trouble -> problem.set(String.valueOf(trouble.getMessage())));
        }
    }

    private void arrived(Key key, Found result) {
        held.put(key, result);
        if (held.size() > HELD) {
            held.remove(held.keySet().iterator().next());
        }
        seconds.set(result.seconds());
        if (isShown(key)) {
            found.set(result);
            state.set(State.FOUND);
        }
    }

    private boolean isShown(Key key) {
        Detail detail = now.detailProperty().get();
        return open
                && detail != null
                && detail.sample().id() == key.sampleId()
                && run().map(run -> run.id() == key.runId()).orElse(false);
    }
}
