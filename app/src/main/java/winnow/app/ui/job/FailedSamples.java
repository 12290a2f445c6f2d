package winnow.app.ui.job;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import winnow.app.service.ScoringService.Failed;
import winnow.app.service.Session;
import winnow.store.data.ScoringRun;
import winnow.store.job.Lanes.Lane;

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
    private final Runnable scoreAgain;
    // Lists that are shown are kept here: listeners hang on them, and they hold what they show only weakly.
    private final ObservableList<Why> reasons = FXCollections.observableArrayList();
    private final ObservableList<Why> seenReasons = FXCollections.unmodifiableObservableList(reasons);
    private final ReadOnlyLongWrapper total = new ReadOnlyLongWrapper();

    /** Nothing until {@link #refresh}; {@code scoreAgain} scores what has no outcome. */
    public FailedSamples(Session session, Jobs jobs, Runnable scoreAgain) {
        this.session = session;
        this.jobs = jobs;
        this.scoreAgain = scoreAgain;
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

    /** Forgets the failures of the latest run and scores those samples again. */
    public void tryAgain() {
        jobs.start("Forgetting failures", Lane.DISK, (progress, cancel) -> forget(), count -> {
            refresh();
            scoreAgain.run();
        });
    }

    private long forget() {
        Optional<ScoringRun> run = session.latestRun();
        return run.isPresent() ? session.scoring().forgetFailures(run.get().id()) : 0;
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
