package winnow.app.ui.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
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
import winnow.store.data.DatasetList;
import winnow.store.data.Reject;
import winnow.store.job.Lanes.Lane;
import winnow.viewer.text.Words;

/** State and actions of the data screen: files, datasets, scoring. Knows no control; lives on the JavaFX thread. */
public final class DataViewModel {

    /** How many rejected records of a dataset are listed. */
    public static final int REJECTS = 1000;

    private static final int MANY = 20_000;

    /**
     * A file that was chosen and is not imported yet.
     *
     * @param path the file
     * @param format id of the reader that knows it; empty when none does
     * @param guessed whether the format was looked for already
     */
    public record Draft(Path path, Optional<String> format, boolean guessed) {}

    private final Session session;
    private final Jobs jobs;
    private final Words words;
    // Lists that are shown are kept here: listeners hang on them, and they hold what they show only weakly.
    private final ObservableList<Draft> drafts = FXCollections.observableArrayList();
    private final ObservableList<Draft> seenDrafts = FXCollections.unmodifiableObservableList(drafts);
    private final ObservableList<Path> folders = FXCollections.observableArrayList();
    private final ObservableList<Path> seenFolders = FXCollections.unmodifiableObservableList(folders);
    private final ObservableList<Dataset> datasets = FXCollections.observableArrayList();
    private final ObservableList<Dataset> seenDatasets = FXCollections.unmodifiableObservableList(datasets);
    private final ObservableList<Reject> rejects = FXCollections.observableArrayList();
    private final ObservableList<Reject> seenRejects = FXCollections.unmodifiableObservableList(rejects);
    private final ObservableList<ModelInfo> models = FXCollections.observableArrayList();
    private final ObservableList<ModelInfo> seenModels = FXCollections.unmodifiableObservableList(models);
    private final ReadOnlyObjectWrapper<Dataset> selected = new ReadOnlyObjectWrapper<>(); // null: none
    private final ReadOnlyObjectWrapper<Counts> counts = new ReadOnlyObjectWrapper<>(new Counts(0, 0, 0, 0, 0, 0));
    private final Runnable onChange;

    /**
     * The screen of one workspace; nothing is loaded until {@link #refresh}.
     *
     * @param onChange told when samples or scores were added
     */
    public DataViewModel(Session session, Jobs jobs, Words words, Runnable onChange) {
        this.session = session;
        this.jobs = jobs;
        this.words = words;
        this.onChange = onChange;
    }

    /** Files that were chosen and are not imported yet. */
    public ObservableList<Draft> drafts() {
        return seenDrafts;
    }

    /** Media folders for the files that are imported next; none for the folder of each file. */
    public ObservableList<Path> folders() {
        return seenFolders;
    }

    /** What the workspace holds. */
    public ObservableList<Dataset> datasets() {
        return seenDatasets;
    }

    /** Records of the selected dataset that could not be read. */
    public ObservableList<Reject> rejects() {
        return seenRejects;
    }

    /** Models to choose from, the shipped one first. */
    public ObservableList<ModelInfo> models() {
        return seenModels;
    }

    /** The dataset whose rejected records are listed; null for none. */
    public ReadOnlyObjectProperty<Dataset> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    /** How far the workspace has come. */
    public ReadOnlyObjectProperty<Counts> countsProperty() {
        return counts.getReadOnlyProperty();
    }

    /** Reads what the workspace holds, and the models there are. */
    public void refresh() {
        jobs.start("Reading datasets", Lane.DISK, (progress, cancel) -> session.datasets(), found -> {
            datasets.setAll(found);
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

    /** Lists the rejected records of a dataset. */
    public void select(Dataset dataset) {
        selected.set(dataset);
        jobs.start(
                "Reading rejected records",
                Lane.DISK,
                (progress, cancel) -> session.imports().rejects(dataset.id(), REJECTS),
                found -> {
                    if (dataset.equals(selected.get())) {
                        rejects.setAll(found);
                    }
                });
    }

    /** Adds files to the list of what is imported next, and guesses their format. */
    public void choose(List<Path> files) {
        for (Path file : files) {
            if (drafts.stream().noneMatch(draft -> draft.path().equals(file))) {
                drafts.add(new Draft(file, Optional.empty(), false));
                jobs.start("Looking at a file", Lane.DISK, (progress, cancel) -> look(file), this::looked);
            }
        }
    }

    /** What a file is: of a format, or a list of other files. */
    private record Look(Path file, Optional<String> format, Optional<DatasetList> list) {}

    private Look look(Path file) throws IOException {
        Optional<DatasetList> list = session.imports().list(file);
        return new Look(
                file, list.isPresent() ? Optional.empty() : session.imports().guess(file), list);
    }

    private void looked(Look look) {
        if (look.list().isEmpty()) {
            drafts.replaceAll(
                    draft -> draft.path().equals(look.file()) ? new Draft(look.file(), look.format(), true) : draft);
            return;
        }
        if (drafts.removeIf(draft -> draft.path().equals(look.file()))) {
            Path parent = look.file().toAbsolutePath().getParent();
            look.list().get().members().forEach(member -> {
                Path own = member.file().toAbsolutePath().getParent();
                Stream.of(own, parent).filter(folder -> folder != null).forEach(this::addFolder);
            });
            choose(look.list().get().members().stream()
                    .map(DatasetList.Member::file)
                    .toList());
        }
    }

    /** Takes a file off the list. */
    public void drop(Draft draft) {
        drafts.remove(draft);
    }

    /** Adds a media folder for what is imported next. */
    public void addFolder(Path folder) {
        if (!folders.contains(folder)) {
            folders.add(folder);
        }
    }

    /** Takes a media folder off the list. */
    public void dropFolder(Path folder) {
        folders.remove(folder);
    }

    /** Imports the files on the list, one job each. */
    public void importFiles() {
        List<Path> media = List.copyOf(folders);
        for (Draft draft : List.copyOf(drafts)) {
            ImportService.Request request = new ImportService.Request(draft.path(), media, draft.format());
            jobs.startLong(
                    words.tr("Import {0}", draft.path().getFileName()),
                    Lane.BULK,
                    (progress, cancel) -> session.imports().run(request, progress, cancel),
                    this::imported,
                    dataset -> {
                        selected.set(dataset);
                        refresh();
                        onChange.run();
                        index(dataset.imported());
                    });
        }
        drafts.clear();
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

    private String imported(Dataset dataset) {
        return dataset.rejected() == 0
                ? words.tr("{0} in", words.number(dataset.imported()))
                : words.tr("{0} in, {1} rejected", words.number(dataset.imported()), words.number(dataset.rejected()));
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
