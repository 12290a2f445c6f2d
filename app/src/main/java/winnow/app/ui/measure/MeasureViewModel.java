package winnow.app.ui.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import winnow.app.service.BenchmarkService;
import winnow.app.service.Formats;
import winnow.app.service.PlantReport;
import winnow.app.service.PlantService;
import winnow.app.service.Session;
import winnow.app.ui.job.Jobs;
import winnow.scoring.ModelInfo;
import winnow.scoring.ModelOptions;
import winnow.scoring.ScoringException;
import winnow.scoring.benchmark.Benchmark;
import winnow.scoring.benchmark.BenchmarkTable;
import winnow.scoring.benchmark.ResultFile;
import winnow.scoring.benchmark.Results;
import winnow.store.data.Dataset;
import winnow.store.data.Measurement;
import winnow.store.job.Lanes.Lane;
import winnow.viewer.text.Words;

/** State and actions of the measure screen. Knows no control; lives on the JavaFX thread. */
public final class MeasureViewModel {

    /**
     * The table of a benchmark.
     *
     * @param results of which it is
     * @param table the figures
     * @param of the file they are of: its SHA-256 where it was scored here, else its name
     * @param dataSha256 hash of the data where it was scored here
     */
    public record Judged(Results results, BenchmarkTable table, String of, Optional<String> dataSha256) {}

    private final Session session;
    private final Jobs jobs;
    private final Words words;
    private final ObservableList<ModelInfo> models = FXCollections.observableArrayList();
    private final ObservableList<Dataset> datasets = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ObservableList<Measurement> kept = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<PlantReport> found = new ReadOnlyObjectWrapper<>(); // null: none is kept
    private final ReadOnlyStringWrapper saved = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Judged> judged = new ReadOnlyObjectWrapper<>(); // null: no table yet
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

    /** The screen of one workspace; nothing is loaded until {@link #refresh}. */
    public MeasureViewModel(Session session, Jobs jobs, Words words) {
        this.session = session;
        this.jobs = jobs;
        this.words = words;
    }

    /** Models that can be measured. */
    public ObservableList<ModelInfo> models() {
        return models;
    }

    /** Datasets faults can be planted into. */
    public ObservableList<Dataset> datasets() {
        return datasets;
    }

    /** Whether something is being measured. */
    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** The report that is shown; null where none is kept. */
    public ReadOnlyObjectProperty<PlantReport> foundProperty() {
        return found.getReadOnlyProperty();
    }

    /** Reports of planted faults that are kept, the newest first. */
    public ObservableList<Measurement> kept() {
        return kept;
    }

    /** The file the report that is shown was saved to; empty before. */
    public ReadOnlyStringProperty savedProperty() {
        return saved.getReadOnlyProperty();
    }

    /** The benchmark that was judged last; null before. */
    public ReadOnlyObjectProperty<Judged> judgedProperty() {
        return judged.getReadOnlyProperty();
    }

    /** Why the last measurement came to nothing; empty where it did not. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Reads models, datasets and kept reports again; the newest report is shown where none is. */
    public void refresh() {
        jobs.start(
                "Reading reports",
                Lane.DISK,
                (progress, cancel) -> session.planting().reports().all(),
                all -> {
                    kept.setAll(all);
                    if (found.get() == null && !all.isEmpty()) {
                        open(all.get(0));
                    }
                });
        jobs.start("Reading datasets", Lane.DISK, (progress, cancel) -> session.datasets(), datasets::setAll);
        jobs.start(
                "Looking for models",
                Lane.DECODE,
                (progress, cancel) -> session.models().known(),
                models::setAll);
    }

    /** Shows a report that is kept. */
    public void open(Measurement which) {
        jobs.start(
                "Opening a report",
                Lane.DISK,
                (progress, cancel) -> session.planting().reports().open(which.id()),
                this::show);
    }

    private void show(PlantReport report) {
        saved.set("");
        found.set(report);
    }

    /** Writes the figures of the report that is shown beside the workspace. */
    public void save() {
        PlantReport report = found.get();
        if (report == null) {
            return;
        }
        Path file = session.planting().reports().fileOf(report);
        jobs.start(
                "Saving a report",
                Lane.DISK,
                (progress, cancel) -> {
                    session.planting().reports().csv(report, file);
                    return String.valueOf(file.getFileName());
                },
                name -> {
                    if (report.equals(found.get())) {
                        saved.set(name);
                    }
                });
    }

    /** Plants faults into a copy, scores it and measures; the report is kept. */
    public void plant(ModelInfo model, long dataset, PlantService.Draw draw) {
        PlantService.Request request =
                new PlantService.Request(model.folder(), ModelOptions.DEFAULT, dataset, draw, false);
        measure(
                words.tr("Plant and find with {0}", model.name()),
                (progress, cancel) -> session.planting().run(request, progress, cancel),
                report -> words.tr(
                        "{0} faults in {1} samples",
                        report.kept().measurement().planted(),
                        report.kept().measurement().samples()),
                report -> {
                    kept.add(0, report.kept().measurement());
                    show(report.kept());
                });
    }

    /** Has a model judge the data of a benchmark. */
    public void judge(ModelInfo model, Benchmark benchmark, Path data) {
        BenchmarkService.Request request = new BenchmarkService.Request(
                benchmark, data, List.of(), model.folder(), ModelOptions.DEFAULT, Optional.empty());
        measure(
                words.tr("{0} with {1}", benchmark.title(), model.name()),
                (progress, cancel) ->
                        new BenchmarkService(session.models(), new Formats()).run(request, progress, cancel),
                report -> words.tr("{0} items", report.results().items().size()),
                report -> judged.set(new Judged(
                        report.results(),
                        BenchmarkTable.of(report.results()),
                        "SHA-256 " + report.header().dataSha256(),
                        Optional.of(report.header().dataSha256()))));
    }

    /** Works a table out from results that were saved. */
    public void read(Benchmark benchmark, Path file) {
        measure(
                words.tr("Read {0}", String.valueOf(file.getFileName())),
                (progress, cancel) -> ResultFile.read(file, benchmark),
                results -> words.tr("{0} items", results.items().size()),
                results -> judged.set(new Judged(
                        results, BenchmarkTable.of(results), String.valueOf(file.getFileName()), Optional.empty())));
    }

    /** The dataset the data of the benchmark that was judged last was imported as; empty where it was not. */
    Optional<Dataset> judgedDataset() {
        Optional<String> sha256 = Optional.ofNullable(judged.get()).flatMap(Judged::dataSha256);
        return datasets.stream()
                .filter(dataset -> sha256.filter(dataset.sha256()::equals).isPresent())
                .findFirst();
    }

    private <T> void measure(
            String title, Jobs.Work<T> work, java.util.function.Function<T, String> summary, Consumer<T> onDone) {
        running.set(true);
        problem.set("");
        Consumer<String> over = jobs.relay(why -> {
            running.set(false);
            problem.set(why);
        });
        jobs.startLong(
                title,
                Lane.GPU,
                (progress, cancel) -> {
                    String why = "";
                    try {
                        return work.run(progress, cancel);
                    } catch (IOException | ScoringException e) {
                        why = String.valueOf(e.getMessage());
                        throw e;
                    } finally {
                        over.accept(why);
                    }
                },
                summary,
                onDone);
    }
}
