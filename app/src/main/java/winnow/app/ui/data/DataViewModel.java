package winnow.app.ui.data;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import winnow.app.service.ImportService;
import winnow.app.service.ScoringService;
import winnow.app.service.Session;
import winnow.app.ui.job.Jobs;
import winnow.scoring.ModelInfo;
import winnow.scoring.ModelOptions;
import winnow.store.data.Counts;
import winnow.store.data.Dataset;
import winnow.store.job.Lanes.Lane;
import winnow.viewer.text.Words;

/**
 * State and actions of the data screen: datasets and scoring; files and the ledger have models of their own. Knows no
 * control; lives on the JavaFX thread.
 */
public final class DataViewModel {

    private static final int MANY = 20_000;

    private final Session session;
    private final Jobs jobs;
    private final Words words;
    private final ImportViewModel imports;
    private final LedgerViewModel ledger;
    // Lists that are shown are kept here: listeners hang on them, and they hold what they show only weakly.
    private final ObservableList<Dataset> datasets = FXCollections.observableArrayList();
    private final ObservableList<Dataset> seenDatasets = FXCollections.unmodifiableObservableList(datasets);
    private final ObservableList<ModelInfo> models = FXCollections.observableArrayList();
    private final ObservableList<ModelInfo> seenModels = FXCollections.unmodifiableObservableList(models);
    private final ReadOnlyObjectWrapper<Dataset> selected = new ReadOnlyObjectWrapper<>(); // null: none
    private final ReadOnlyObjectWrapper<Counts> counts = new ReadOnlyObjectWrapper<>(new Counts(0, 0, 0, 0, 0, 0));
    private final Runnable onChange;

    /**
     * The screen of one workspace; nothing is loaded until {@link #refresh}.
     *
     * @param decide decides on the groups of the ledger
     * @param onChange told when samples or scores were added
     */
    public DataViewModel(Session session, Jobs jobs, Words words, LedgerViewModel.Decide decide, Runnable onChange) {
        this.session = session;
        this.jobs = jobs;
        this.words = words;
        this.onChange = onChange;
        this.imports = new ImportViewModel(session, jobs, words, new Imports());
        this.ledger = new LedgerViewModel(session, jobs, words, decide);
    }

    /** The files that are imported next. */
    public ImportViewModel imports() {
        return imports;
    }

    /** What is not simply in. */
    public LedgerViewModel ledger() {
        return ledger;
    }

    /** What the workspace holds. */
    public ObservableList<Dataset> datasets() {
        return seenDatasets;
    }

    /** Models to choose from, the shipped one first. */
    public ObservableList<ModelInfo> models() {
        return seenModels;
    }

    /** The dataset that was imported or chosen last; null for none. */
    public ReadOnlyObjectProperty<Dataset> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    /** How far the workspace has come. */
    public ReadOnlyObjectProperty<Counts> countsProperty() {
        return counts.getReadOnlyProperty();
    }

    /** Reads what the workspace holds, and the models there are. */
    public void refresh() {
        imports.readFormats();
        jobs.start("Reading datasets", Lane.DISK, (progress, cancel) -> session.datasets(), found -> {
            datasets.setAll(found);
            ledger.refresh(found);
            if (!found.isEmpty()) {
                Dataset before = selected.get();
                select(found.stream()
                        .filter(each -> before != null && each.id() == before.id())
                        .findFirst()
                        .orElse(found.get(found.size() - 1)));
            }
        });
        jobs.start("Counting", Lane.DISK, (progress, cancel) -> session.review().counts(runId()), counts::set);
        jobs.start(
                "Looking for models",
                Lane.DECODE,
                (progress, cancel) -> session.models().known(),
                this::found);
    }

    private void found(List<ModelInfo> known) {
        if (!models.containsAll(known)) { // one that was added by hand stays
            models.removeIf(known::contains);
            models.addAll(0, known);
        }
    }

    /** Chooses a dataset. */
    public void select(Dataset dataset) {
        selected.set(dataset);
    }

    private final class Imports implements ImportViewModel.Listener {

        @Override
        public void imported(Dataset dataset) {
            selected.set(dataset);
            refresh();
            onChange.run();
            index(dataset.imported());
        }

        @Override
        public void broken(Draft draft, List<Path> mediaRoots, ImportService.Broken why) {
            ledger.refuse(draft, mediaRoots, why);
        }
    }

    /** Takes what can be read of the broken file a row of the ledger names. */
    public void takePart(LedgerRow row) {
        ledger.takePart(row, imports::takePart);
    }

    /** Makes searches fast where there is much to search; a little is read faster than that is built. */
    private void index(long imported) {
        if (imported >= MANY) {
            jobs.startLong(
                    words.tr("Index the texts"),
                    Lane.INDEX,
                    (progress, cancel) -> session.texts().fill(progress, cancel),
                    added -> words.tr("{0} indexed", words.number(added)),
                    added -> onChange.run());
        }
    }

    /** Adds a model to the choice; {@code chosen} is told once it was looked at. */
    public void addModel(Path folder, Consumer<ModelInfo> chosen) {
        jobs.start(
                "Looking at a model",
                Lane.DECODE,
                (progress, cancel) -> session.models().inspect(folder),
                found -> {
                    models.removeIf(model -> model.folder().equals(found.folder()));
                    models.add(found);
                    chosen.accept(found);
                });
    }

    /** Scores every sample that has no outcome with this model and these options. */
    public void score(ModelInfo model, ModelOptions options) {
        ScoringService.Request request =
                new ScoringService.Request(model.folder(), options, OptionalLong.empty(), ScoringService.BATCH);
        jobs.startLong(
                words.tr("Score with {0}", model.name()),
                Lane.GPU,
                (progress, cancel) -> session.scoring().run(request, progress, cancel),
                this::scored,
                report -> {
                    refresh();
                    onChange.run();
                });
    }

    private String scored(ScoringService.Report report) {
        return report.failed() == 0
                ? words.tr("{0} scored", words.number(report.scored()))
                : words.tr("{0} scored, {1} failed", words.number(report.scored()), words.number(report.failed()));
    }

    private OptionalLong runId() {
        return session.latestRun().map(run -> OptionalLong.of(run.id())).orElse(OptionalLong.empty());
    }
}
