package winnow.app.ui.compare;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import winnow.app.service.AgreementReport;
import winnow.app.service.CalibrationReport;
import winnow.app.service.CalibrationService;
import winnow.app.service.Session;
import winnow.app.ui.job.Jobs;
import winnow.store.data.Conflict;
import winnow.store.data.ScoringRun;
import winnow.store.job.CancelToken;
import winnow.store.job.Lanes.Lane;

/** How far annotators, the latest run and labels agree. Knows no control; lives on the JavaFX thread. */
public final class AgreementViewModel {

    /** What the screen shows. */
    public enum State {
        LOADING,
        /** Nobody voted, and nothing can be compared. */
        NOTHING,
        SHOWN,
        TROUBLE
    }

    /**
     * What is shown.
     *
     * @param report the figures
     * @param conflicts pairs on which annotators differ and nobody settled it
     * @param calibration of the latest run; empty before the first one
     */
    public record Seen(AgreementReport report, List<Conflict> conflicts, Optional<CalibrationReport> calibration) {
        public Seen {
            conflicts = List.copyOf(conflicts);
        }
    }

    private final Session session;
    private final Jobs jobs;
    private final String annotator;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.LOADING);
    private final ReadOnlyObjectWrapper<Seen> seen = new ReadOnlyObjectWrapper<>(); // null: not counted yet
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private CancelToken counting = new CancelToken();
    private int asked;

    /**
     * Nothing is counted until {@link #refresh}.
     *
     * @param annotator who has calibrations fitted
     */
    public AgreementViewModel(Session session, Jobs jobs, String annotator) {
        this.session = session;
        this.jobs = jobs;
        this.annotator = annotator;
    }

    /** What the screen shows. */
    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** The figures; null while they were not counted. */
    public ReadOnlyObjectProperty<Seen> seenProperty() {
        return seen.getReadOnlyProperty();
    }

    /** Why there are no figures, in one sentence; empty when all is well. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Counts anew; what is shown stays until then. */
    public void refresh() {
        int mine = ++asked;
        counting.cancel();
        counting = jobs.start(
                "Counting the agreement",
                Lane.BULK,
                (progress, cancel) -> count(cancel),
                found -> {
                    if (mine == asked) {
                        problem.set("");
                        seen.set(found);
                        state.set(found.report().all().isEmpty() ? State.NOTHING : State.SHOWN);
                    }
                },
                trouble -> {
                    if (mine == asked) {
                        problem.set(String.valueOf(trouble.getMessage()));
                        state.set(State.TROUBLE);
                    }
                });
    }

    private Seen count(CancelToken cancel) {
        OptionalLong run =
                session.latestRun().map(ScoringRun::id).map(OptionalLong::of).orElse(OptionalLong.empty());
        return new Seen(
                session.agreement().report(OptionalLong.empty(), run, cancel),
                session.agreement().conflicts(),
                run.isPresent() ? Optional.of(session.calibrations().look(fit(run.getAsLong()))) : Optional.empty());
    }

    private static CalibrationService.Request fit(long runId) {
        return new CalibrationService.Request(runId, Optional.empty(), Optional.empty());
    }

    /** Fits on all votes there are how probable rewards make it that an answer is better, and keeps the fit. */
    public void keepCalibration() {
        Optional<CalibrationReport> shown =
                seen.get() == null ? Optional.empty() : seen.get().calibration();
        shown.filter(report -> report.fit().isPresent())
                .ifPresent(report -> keepCalibration(report.run().id()));
    }

    private void keepCalibration(long runId) {
        jobs.start(
                "Keeping the calibration",
                Lane.BULK,
                (progress, cancel) -> session.calibrations().keep(fit(runId), Optional.empty(), annotator),
                kept -> refresh(),
                trouble -> {
                    problem.set(String.valueOf(trouble.getMessage()));
                    state.set(State.TROUBLE);
                });
    }
}
