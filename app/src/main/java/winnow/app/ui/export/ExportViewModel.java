package winnow.app.ui.export;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import winnow.app.service.ExportService;
import winnow.app.service.Formats;
import winnow.app.service.Session;
import winnow.app.ui.job.Jobs;
import winnow.store.data.Counts;
import winnow.store.data.QueueRow;
import winnow.store.data.Verdict;
import winnow.store.job.Lanes.Lane;
import winnow.viewer.text.Words;

/** State and actions of the export screen. Knows no control; lives on the JavaFX thread. */
public final class ExportViewModel {

    /** How many removed samples are listed. */
    public static final int LISTED = 1000;

    /** The layout that is none: records stay in the format they came in. */
    public static final String AS_IMPORTED = "";

    private static final String PRUNED = "verdict:prune";

    private record Removed(Counts counts, List<QueueRow> rows) {}

    private final Session session;
    private final Jobs jobs;
    private final Words words;
    private final String annotator;
    private final Runnable onChange;
    // Lists that are shown are kept here: listeners hang on them, and they hold what they show only weakly.
    private final ObservableList<QueueRow> removed = FXCollections.observableArrayList();
    private final ObservableList<QueueRow> seenRemoved = FXCollections.unmodifiableObservableList(removed);
    private final ReadOnlyObjectWrapper<Counts> counts = new ReadOnlyObjectWrapper<>(new Counts(0, 0, 0, 0, 0, 0));
    private final ReadOnlyObjectWrapper<ExportService.Report> report = new ReadOnlyObjectWrapper<>(); // null: not yet
    private final List<Formats.Format> layouts;
    private final ObjectProperty<String> layout = new SimpleObjectProperty<>(AS_IMPORTED);
    private final ObjectProperty<ExportService.MediaChoice> media =
            new SimpleObjectProperty<>(ExportService.MediaChoice.NONE);

    /**
     * The screen of one workspace; nothing is loaded until {@link #refresh}.
     *
     * @param onChange told when a decision was taken back
     */
    public ExportViewModel(Session session, Jobs jobs, Words words, String annotator, Runnable onChange) {
        this.session = session;
        this.layouts = session.exports().layouts();
        this.jobs = jobs;
        this.words = words;
        this.annotator = annotator;
        this.onChange = onChange;
    }

    /** The first samples that are left out, lowest reward first. */
    public ObservableList<QueueRow> removed() {
        return seenRemoved;
    }

    /** How far the workspace has come. */
    public ReadOnlyObjectProperty<Counts> countsProperty() {
        return counts.getReadOnlyProperty();
    }

    /** What the last export came to; null before. */
    public ReadOnlyObjectProperty<ExportService.Report> reportProperty() {
        return report.getReadOnlyProperty();
    }

    /** The layouts to choose from, {@link #AS_IMPORTED} first. */
    public List<String> layouts() {
        return Stream.concat(Stream.of(AS_IMPORTED), layouts.stream().map(Formats.Format::id))
                .toList();
    }

    /** What people call a layout. */
    public String about(String id) {
        return layouts.stream()
                .filter(each -> each.id().equals(id))
                .map(Formats.Format::description)
                .findFirst()
                .orElse("");
    }

    /** The layout that is chosen. */
    public ObjectProperty<String> layoutProperty() {
        return layout;
    }

    /** What becomes of pictures and videos. */
    public ObjectProperty<ExportService.MediaChoice> mediaProperty() {
        return media;
    }

    /** Reads what is left out. */
    public void refresh() {
        jobs.start("Reading what is removed", Lane.DISK, (progress, cancel) -> read(), result -> {
            counts.set(result.counts());
            removed.setAll(result.rows());
        });
    }

    private Removed read() {
        OptionalLong run =
                session.latestRun().map(found -> OptionalLong.of(found.id())).orElse(OptionalLong.empty());
        long[] ids = session.review().order(run, PRUNED);
        List<Long> first = Arrays.stream(ids).limit(LISTED).boxed().toList();
        return new Removed(session.review().counts(run), session.review().rows(run, first));
    }

    /** Takes the decision on a sample back, so that it stays. */
    public void takeBack(long sampleId) {
        jobs.start(
                "Saving the decision",
                Lane.DECIDE,
                (progress, cancel) ->
                        session.review().decide(annotator, sampleId, Verdict.NONE, Optional.empty(), Optional.empty()),
                step -> {
                    refresh();
                    onChange.run();
                });
    }

    /**
     * Writes what is kept, in the chosen layout and with media as chosen.
     *
     * @param out the folder to write into
     * @param pruneBelow also leave out undecided samples with a lower reward than this
     */
    public void export(Path out, OptionalDouble pruneBelow) {
        ExportService.Request request = new ExportService.Request(
                out,
                OptionalLong.empty(),
                OptionalLong.empty(),
                pruneBelow,
                Optional.of(layout.get()).filter(chosen -> !chosen.equals(AS_IMPORTED)),
                media.get());
        report.set(null);
        jobs.startLong(
                words.tr("Export to {0}", out),
                Lane.BULK,
                (progress, cancel) -> session.exports().run(request, progress, cancel),
                done -> words.tr("{0} kept, {1} removed", words.number(done.kept()), words.number(done.pruned())),
                report::set);
    }
}
