package winnow.app.ui.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import winnow.app.service.DoctorService;
import winnow.app.service.HubCache;
import winnow.app.service.KnownModel;
import winnow.app.service.ModelCatalog;
import winnow.app.service.ModelPull;
import winnow.app.service.ModelRun;
import winnow.app.service.ScoringService;
import winnow.app.service.SelfTest;
import winnow.app.service.SelfTestReport;
import winnow.app.service.SelfTestReport.Row;
import winnow.app.service.Session;
import winnow.app.ui.job.Jobs;
import winnow.scoring.ModelInfo;
import winnow.scoring.ModelOptions;
import winnow.store.job.Lanes.Lane;
import winnow.viewer.text.Words;

/** State and actions of the models screen. Knows no control; lives on the JavaFX thread. */
public final class ModelsViewModel {

    private final Session session;
    private final ModelCatalog catalog;
    private final HubCache cache;
    private final Jobs jobs;
    private final Words words;
    private final Runnable onChange;
    // Kept here: listeners hang on the list that is shown, and it holds what it shows only weakly.
    private final ObservableList<KnownModel> models = FXCollections.observableArrayList();
    private final ObservableList<KnownModel> seenModels = FXCollections.unmodifiableObservableList(models);
    private final ReadOnlyObjectWrapper<KnownModel> selected = new ReadOnlyObjectWrapper<>(); // null: none
    private final ReadOnlyObjectWrapper<Testing> testing = new ReadOnlyObjectWrapper<>(); // null: no test runs
    private final ReadOnlyObjectWrapper<Runs> runs = new ReadOnlyObjectWrapper<>(Runs.NONE);
    private final ObservableList<DoctorService.Check> found = FXCollections.observableArrayList();
    private final StringProperty device = new SimpleStringProperty(ModelOptions.DEFAULT.device());
    private final ReadOnlyBooleanWrapper downloading = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper loading = new ReadOnlyBooleanWrapper();

    /**
     * A self-test under way.
     *
     * @param folder of the model
     * @param rows what it came to so far
     */
    public record Testing(Path folder, List<Row> rows) {
        public Testing {
            rows = List.copyOf(rows);
        }

        private Testing with(Row row) {
            List<Row> more = new ArrayList<>(rows);
            more.add(row);
            return new Testing(folder, more);
        }
    }

    /**
     * What a model scored in this workspace.
     *
     * @param fingerprint of the model
     * @param runs the newest first
     */
    public record Runs(String fingerprint, List<ModelRun> runs) {
        static final Runs NONE = new Runs("", List.of());

        public Runs {
            runs = List.copyOf(runs);
        }
    }

    /**
     * The screen of one workspace; nothing is loaded until {@link #refresh}.
     *
     * @param cache where downloads go
     * @param onChange told when scores were added
     */
    public ModelsViewModel(Session session, HubCache cache, Jobs jobs, Words words, Runnable onChange) {
        this.session = session;
        this.cache = cache;
        this.catalog = session.models().catalog(cache);
        this.jobs = jobs;
        this.words = words;
        this.onChange = onChange;
    }

    /** The models there are, the shipped one first. */
    public ObservableList<KnownModel> models() {
        return seenModels;
    }

    /** The model whose details are shown; null for none. */
    public ReadOnlyObjectProperty<KnownModel> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    /** The self-test under way; null for none. */
    public ReadOnlyObjectProperty<Testing> testingProperty() {
        return testing.getReadOnlyProperty();
    }

    /** What the chosen model scored in this workspace; for a moment still those of the one before. */
    public ReadOnlyObjectProperty<Runs> runsProperty() {
        return runs.getReadOnlyProperty();
    }

    /** Name of the open workspace. */
    public String workspace() {
        return String.valueOf(session.file().getFileName());
    }

    /** Where models compute: auto, cpu, cuda:0 and so on. */
    public StringProperty deviceProperty() {
        return device;
    }

    /** Whether a download is connected. */
    public ReadOnlyBooleanProperty downloadingProperty() {
        return downloading.getReadOnlyProperty();
    }

    /** What was found on this machine; empty until {@link #examine}. */
    public ObservableList<DoctorService.Check> found() {
        return found;
    }

    /** Looks again at what this machine has. */
    public void examine() {
        found.clear();
        jobs.start(
                "Looking at the machine",
                Lane.DECODE,
                (progress, cancel) -> session.models().doctor().examine(),
                found::setAll);
    }

    private ModelOptions options() {
        ModelOptions defaults = ModelOptions.DEFAULT;
        return new ModelOptions(device.get(), defaults.threads(), defaults.hdNum(), defaults.maxLength());
    }

    /** Whether the list is being read. */
    public ReadOnlyBooleanProperty loadingProperty() {
        return loading.getReadOnlyProperty();
    }

    /** Reads the list again. */
    public void refresh() {
        loading.set(true);
        jobs.start("Looking for models", Lane.DISK, (progress, cancel) -> catalog.list(), this::show);
    }

    private void show(List<KnownModel> found) {
        KnownModel before = selected.get();
        models.setAll(found);
        loading.set(false);
        select(found.stream()
                .filter(model -> before != null && model.folder().equals(before.folder()))
                .findFirst()
                .or(() -> found.stream().findFirst())
                .orElse(null));
    }

    /** Shows the details of a model; null for none. */
    public void select(@Nullable KnownModel model) {
        selected.set(model);
        String fingerprint =
                model == null ? "" : model.info().map(ModelInfo::fingerprint).orElse("");
        if (fingerprint.isEmpty()) {
            runs.set(Runs.NONE);
            return;
        }
        jobs.start(
                "Reading runs",
                Lane.DISK,
                (progress, cancel) -> new Runs(fingerprint, session.runsOf(fingerprint)),
                read -> {
                    KnownModel now = selected.get();
                    if (now != null
                            && now.info()
                                    .filter(info -> info.fingerprint().equals(fingerprint))
                                    .isPresent()) {
                        runs.set(read);
                    }
                });
    }

    /** Puts a folder into the list, or all snapshots below it. */
    public void add(Path folder) {
        add(folder, added -> {});
    }

    /** Puts a model that was just made into the list and tests it. */
    public void addAndTest(Path folder) {
        add(folder, this::test);
    }

    private void add(Path folder, Consumer<KnownModel> then) {
        jobs.startLong(
                words.tr("Add {0}", String.valueOf(folder.getFileName())),
                Lane.BULK,
                (progress, cancel) -> catalog.add(folder, bytes -> {
                    cancel.check();
                    progress.update(bytes, 0);
                }),
                added -> words.tr("{0} models added", added.added().size()),
                added -> {
                    selected.set(added.added().get(0));
                    refresh();
                    then.accept(added.added().get(0));
                });
    }

    /** Whether a text names a repository that could be downloaded. */
    public static boolean isRepository(String text) {
        try {
            return ModelPull.Request.of(text, Optional.empty()).repo().contains("/");
        } catch (IllegalArgumentException e) {
            return false; // not yet one: the user is still writing
        }
    }

    /** Downloads a repository, {@code ORG/NAME[@REVISION]}; one that was broken off goes on. */
    public void download(String repository) {
        ModelPull.Request request = ModelPull.Request.of(repository, Optional.empty());
        Consumer<Boolean> connected = jobs.relay(downloading::set);
        jobs.startLong(
                words.tr("Download {0}", request.repo()),
                Lane.NET,
                (progress, cancel) -> {
                    connected.accept(true);
                    try {
                        return session.downloads(cache).run(request, progress, cancel);
                    } finally {
                        connected.accept(false);
                    }
                },
                report -> words.tr("{0} files, checksums right", report.files().size()),
                report -> {
                    selected.set(catalog.look(report.folder()));
                    refresh();
                });
    }

    /** Tests a model. */
    public void test(KnownModel model) {
        SelfTest.Request request = new SelfTest.Request(model.folder(), options());
        Consumer<Testing> begun = jobs.relay(testing::set);
        Consumer<Row> row = jobs.relay(each -> testing.set(testing.get().with(each)));
        Consumer<KnownModel> over = jobs.relay(tested -> testing.set(null));
        jobs.startLong(
                words.tr("Test {0}", model.name()),
                Lane.GPU,
                (progress, cancel) -> {
                    begun.accept(new Testing(model.folder(), List.of()));
                    try {
                        return new SelfTest(session.models()).run(request, row, progress, cancel);
                    } finally {
                        over.accept(model);
                    }
                },
                this::verdict,
                report -> refresh());
    }

    private String verdict(SelfTestReport report) {
        return report.isFailed()
                ? words.tr("Self-test failed: {0}", SelfTestTexts.failures(words, report))
                : words.tr("Self-test passed");
    }

    /** Scores every sample that has no outcome with this model; one that failed its test only by force. */
    public void score(KnownModel model, boolean force) {
        ScoringService.Request request = new ScoringService.Request(
                model.folder(), options(), OptionalLong.empty(), ScoringService.BATCH, force);
        jobs.startLong(
                words.tr("Score with {0}", model.name()),
                Lane.GPU,
                (progress, cancel) -> session.scoring().run(request, progress, cancel),
                report -> words.tr("{0} scored", words.number(report.scored())),
                report -> {
                    onChange.run();
                    refresh();
                });
    }

    /** Takes a model off the list; its files stay. */
    public void remove(KnownModel model) {
        jobs.start(
                "Removing a model",
                Lane.DISK,
                (progress, cancel) -> catalog.remove(model.folder(), false),
                removed -> refresh());
    }
}
