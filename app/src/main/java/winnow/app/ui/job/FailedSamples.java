package winnow.app.ui.job;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import winnow.app.service.ScoringService;
import winnow.app.service.ScoringService.Failed;
import winnow.app.service.Session;
import winnow.store.data.ScoringRun;
import winnow.store.job.Lanes.Lane;
import winnow.viewer.text.Words;

/** The samples the latest run could not score, by reason. Knows no control; lives on the JavaFX thread. */
public final class FailedSamples {

    private static final int MOST = 10_000;

    /**
     * A reason and how many samples it stopped.
     *
     * @param reason one sentence
     * @param samples how many
     */
    public record Why(String reason, long samples) {}

    private final Session session;
    private final Jobs jobs;
    private final Words words;
    private final Runnable onChange;
    // Lists that are shown are kept here: listeners hang on them, and they hold what they show only weakly.
    private final ObservableList<Why> reasons = FXCollections.observableArrayList();
    private final ObservableList<Why> seenReasons = FXCollections.unmodifiableObservableList(reasons);
    private final ReadOnlyLongWrapper total = new ReadOnlyLongWrapper();

    /** Nothing until {@link #refresh}; {@code onChange} is told when samples were tried again. */
    public FailedSamples(Session session, Jobs jobs, Words words, Runnable onChange) {
        this.session = session;
        this.jobs = jobs;
        this.words = words;
        this.onChange = onChange;
    }

    /** The reasons, the most frequent first. */
    public ObservableList<Why> reasons() {
        return seenReasons;
    }

    /** How many samples failed. */
    public ReadOnlyLongProperty totalProperty() {
        return total.getReadOnlyProperty();
    }

    /** Reads the failures of the latest run. */
    public void refresh() {
        jobs.start("Reading failures", Lane.DISK, (progress, cancel) -> read(), found -> {
            reasons.setAll(found);
            total.set(found.stream().mapToLong(Why::samples).sum());
        });
    }

    /** Scores the failed samples of the latest run again, with the model and the options of that run. */
    public void tryAgain() {
        jobs.startLong(
                words.tr("Score {0} samples again", total.get()),
                Lane.GPU,
                (progress, cancel) -> {
                    ScoringRun run = session.latestRun().orElseThrow();
                    return session.scoring().tryAgain(run.id(), ScoringService.BATCH, progress, cancel);
                },
                report -> words.tr("{0} scored, {1} failed", report.scored(), report.failed()),
                report -> onChange.run());
    }

    private List<Why> read() {
        Map<String, Long> counts = new LinkedHashMap<>();
        session.latestRun().ifPresent(run -> {
            for (Failed failed : session.scoring().failures(run.id(), MOST)) {
                counts.merge(failed.reason(), 1L, Long::sum);
            }
        });
        return counts.entrySet().stream()
                .map(entry -> new Why(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Why::samples).reversed())
                .toList();
    }
}
