package winnow.app.ui.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import winnow.app.service.Session;
import winnow.app.service.TrainService;
import winnow.app.service.TrainingConfig;
import winnow.app.ui.job.Jobs;
import winnow.scoring.ModelInfo;
import winnow.scoring.ScoringException;
import winnow.scoring.train.TrainingLog;
import winnow.store.job.CancelToken;
import winnow.store.job.Lanes.Lane;
import winnow.store.job.Progress;
import winnow.viewer.text.Words;

/** State and actions of the train screen. Knows no control; lives on the JavaFX thread. */
public final class TrainViewModel {

    private static final String TRAINABLE = "ixc";
    private static final long LOOK_NANOS = 500_000_000L;
    private static final Steps NONE = new Steps(0, 0, 0);

    /** What the screen shows. */
    public enum State {
        LOADING,
        /** The settings of a new training. */
        FORM,
        RUNNING,
        /** A training that was stopped and can go on. */
        PAUSED,
        /** A training that came to its end. */
        DONE
    }

    /**
     * A training of the workspace.
     *
     * @param file its settings
     * @param config the same, read
     */
    public record Training(Path file, TrainingConfig config) {

        /** What people call it. */
        public String name() {
            return String.valueOf(file.getFileName()).replaceFirst("\\.json$", "");
        }
    }

    /**
     * How far it has come.
     *
     * @param done steps
     * @param total of so many; 0 while that is not known
     * @param secondsEach how long one takes; 0 while that is not known
     */
    public record Steps(long done, long total, double secondsEach) {}

    private record Loaded(TrainService.Usable usable, List<ModelInfo> models, Optional<Latest> latest) {}

    private record Latest(Training training, TrainingLog log, boolean finished) {}

    private final Session session;
    private final Jobs jobs;
    private final Words words;
    private final Consumer<Path> onTrained;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.LOADING);
    private final ReadOnlyObjectWrapper<TrainService.Usable> usable =
            new ReadOnlyObjectWrapper<>(new TrainService.Usable(0, 0));
    private final ObservableList<ModelInfo> models = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Training> training = new ReadOnlyObjectWrapper<>(); // null: none yet
    private final ReadOnlyObjectWrapper<TrainingLog> log =
            new ReadOnlyObjectWrapper<>(new TrainingLog(List.of(), List.of()));
    private final ReadOnlyObjectWrapper<Steps> steps = new ReadOnlyObjectWrapper<>(NONE);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private CancelToken running = new CancelToken();
    private int runs;

    /**
     * The screen of one workspace; nothing is loaded until {@link #refresh}.
     *
     * @param onTrained told of the folder of a model that was trained to the end
     */
    public TrainViewModel(Session session, Jobs jobs, Words words, Consumer<Path> onTrained) {
        this.session = session;
        this.jobs = jobs;
        this.words = words;
        this.onTrained = onTrained;
    }

    /** What the screen shows. */
    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** How many pairs could be learned from. */
    public ReadOnlyObjectProperty<TrainService.Usable> usableProperty() {
        return usable.getReadOnlyProperty();
    }

    /** Models that can be trained. */
    public ObservableList<ModelInfo> models() {
        return models;
    }

    /** The training that is shown; null on the form. */
    public ReadOnlyObjectProperty<Training> trainingProperty() {
        return training.getReadOnlyProperty();
    }

    /** Its figures. */
    public ReadOnlyObjectProperty<TrainingLog> logProperty() {
        return log.getReadOnlyProperty();
    }

    /** How far it has come. */
    public ReadOnlyObjectProperty<Steps> stepsProperty() {
        return steps.getReadOnlyProperty();
    }

    /** Why it stopped, in a sentence; empty where nothing went wrong. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Reads what could be learned from and the training that was written last; while one runs there is no need. */
    public void refresh() {
        if (state.get() != State.RUNNING) {
            jobs.start("Reading trainings", Lane.DISK, (progress, cancel) -> read(cancel), this::show);
        }
    }

    private Loaded read(CancelToken cancel) throws IOException {
        List<ModelInfo> trainable = session.models().known().stream()
                .filter(info -> info.kind().startsWith(TRAINABLE))
                .toList();
        List<Path> saved = session.training().saved();
        if (saved.isEmpty()) {
            return new Loaded(session.training().usable(cancel), trainable, Optional.empty());
        }
        Training latest = training(saved.get(0));
        Path out = latest.config().plan().out();
        Latest found = new Latest(latest, TrainingLog.read(out), Files.exists(out.resolve("config.json")));
        return new Loaded(session.training().usable(cancel), trainable, Optional.of(found));
    }

    private Training training(Path file) throws IOException {
        return new Training(file, session.training().settings(file, session.models()::shipped));
    }

    private void show(Loaded loaded) {
        if (state.get() == State.RUNNING) {
            return; // started meanwhile
        }
        usable.set(loaded.usable());
        models.setAll(loaded.models());
        if (state.get() == State.FORM) {
            return; // a new one is being written down
        }
        if (loaded.latest().isEmpty()) {
            state.set(State.FORM);
            return;
        }
        Latest latest = loaded.latest().get();
        training.set(latest.training());
        log.set(latest.log());
        steps.set(new Steps(
                latest.log().steps(), latest.training().config().plan().pace().steps(), 0));
        state.set(latest.finished() ? State.DONE : State.PAUSED);
    }

    /** Shows the form of a new training. What was trained stays. */
    public void fresh() {
        training.set(null);
        log.set(new TrainingLog(List.of(), List.of()));
        steps.set(NONE);
        problem.set("");
        state.set(State.FORM);
    }

    /**
     * Keeps settings and trains with them.
     *
     * @param keys as the file of a training has them, but for where it goes to
     */
    public void start(String name, Map<String, Object> keys) {
        problem.set("");
        state.set(State.RUNNING);
        jobs.start(
                "Keeping the settings of a training",
                Lane.DISK,
                (progress, cancel) -> training(session.training().save(name, keys)),
                this::run,
                failure -> stopped(String.valueOf(failure.getMessage())));
    }

    /** Has the training that is shown go on. */
    public void resume() {
        Training shown = training.get();
        if (shown != null && state.get() == State.PAUSED) {
            problem.set("");
            run(shown);
        }
    }

    /** Asks the training to stop at its next step, keeping where it stands. */
    public void pause() {
        running.cancel();
        if (steps.get().equals(NONE)) { // it waits for other work, or loads the model
            stopped("");
        }
    }

    private void run(Training of) {
        training.set(of);
        log.set(new TrainingLog(List.of(), List.of()));
        steps.set(NONE);
        state.set(State.RUNNING);
        Consumer<TrainingLog> figures = jobs.relay(log::set);
        Consumer<Steps> counted = jobs.relay(steps::set);
        int run = ++runs;
        Consumer<String> over = jobs.relay(why -> {
            if (run == runs) { // else another one was started meanwhile
                stopped(why);
            }
        });
        running = jobs.startLong(
                words.tr("Train {0}", of.name()),
                Lane.GPU,
                (progress, cancel) -> {
                    try {
                        Watch watch = new Watch(of, progress, figures, counted);
                        TrainService.Report report = session.training().run(of.config(), watch, cancel);
                        figures.accept(TrainingLog.read(of.config().plan().out()));
                        return report;
                    } catch (IOException | ScoringException e) {
                        over.accept(String.valueOf(e.getMessage()));
                        throw e;
                    } finally {
                        over.accept("");
                    }
                },
                report -> words.tr("{0} steps on {1} pairs", report.training().steps(), report.pairs()),
                report -> {
                    state.set(State.DONE);
                    onTrained.accept(report.training().out());
                });
    }

    /** Carries figures out of a training, twice a second at most. */
    private static final class Watch implements Progress {

        private final Training of;
        private final Progress progress;
        private final Consumer<TrainingLog> figures;
        private final Consumer<Steps> counted;
        private long begunNanos;
        private long begunAt;
        private long lookedNanos;

        Watch(Training of, Progress progress, Consumer<TrainingLog> figures, Consumer<Steps> counted) {
            this.of = of;
            this.progress = progress;
            this.figures = figures;
            this.counted = counted;
        }

        @Override
        public void update(long done, long total) {
            progress.update(done, total);
            long now = System.nanoTime();
            if (begunNanos == 0) {
                begunNanos = now;
                begunAt = done;
            }
            if (lookedNanos != 0 && now - lookedNanos < LOOK_NANOS && done < total) {
                return;
            }
            lookedNanos = now;
            double each = done > begunAt ? (now - begunNanos) / 1e9 / (done - begunAt) : 0;
            counted.accept(new Steps(done, total, each));
            try {
                figures.accept(TrainingLog.read(of.config().plan().out()));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    /** After an end of any kind; one that is done says so later. */
    private void stopped(String why) {
        if (!why.isEmpty()) {
            problem.set(why);
        }
        if (state.get() == State.RUNNING) {
            @Nullable Training shown = training.get();
            state.set(shown == null ? State.FORM : isFinishedNow() ? State.DONE : State.PAUSED);
        }
    }

    private boolean isFinishedNow() {
        Steps now = steps.get();
        return now.total() > 0 && now.done() >= now.total() && problem.get().isEmpty();
    }
}
