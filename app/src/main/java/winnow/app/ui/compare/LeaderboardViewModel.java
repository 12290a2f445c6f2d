package winnow.app.ui.compare;

import java.util.List;
import java.util.OptionalLong;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import winnow.app.service.Leaderboard;
import winnow.app.service.Leaderboard.Covariate;
import winnow.app.service.Leaderboard.From;
import winnow.app.service.LeaderboardService;
import winnow.app.service.LeaderboardService.Intervals;
import winnow.app.service.Session;
import winnow.app.ui.job.Jobs;
import winnow.store.data.ScoringRun;
import winnow.store.job.CancelToken;
import winnow.store.job.Lanes.Lane;

/** How strong the models are that wrote the answers. Knows no control; lives on the JavaFX thread. */
public final class LeaderboardViewModel {

    /** What the screen shows. */
    public enum State {
        LOADING,
        /** No models are named, or nothing says which answer is better. */
        NOTHING,
        SHOWN,
        TROUBLE
    }

    private final Session session;
    private final Jobs jobs;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.LOADING);
    private final ReadOnlyObjectWrapper<Leaderboard> board = new ReadOnlyObjectWrapper<>(); // null: not counted yet
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ObjectProperty<From> from = new SimpleObjectProperty<>(From.VOTES);
    private final ObjectProperty<List<Covariate>> covariates = new SimpleObjectProperty<>(List.of());
    private CancelToken counting = new CancelToken();
    private int asked;

    /** Nothing is counted until {@link #refresh}. */
    public LeaderboardViewModel(Session session, Jobs jobs) {
        this.session = session;
        this.jobs = jobs;
    }

    /** What the screen shows. */
    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** The models; null while they were not counted. */
    public ReadOnlyObjectProperty<Leaderboard> boardProperty() {
        return board.getReadOnlyProperty();
    }

    /** Why there is nothing to see, in one sentence; empty when all is well. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** What says which answer is better. */
    public ObjectProperty<From> fromProperty() {
        return from;
    }

    /** What else is fitted along. */
    public ObjectProperty<List<Covariate>> covariatesProperty() {
        return covariates;
    }

    /** Counts anew; what is shown stays until then. */
    public void refresh() {
        int mine = ++asked;
        From source = from.get();
        List<Covariate> along = covariates.get();
        counting.cancel();
        counting = jobs.start(
                "Comparing models",
                Lane.BULK,
                (progress, cancel) -> session.leaderboard().board(request(source, along), cancel),
                found -> {
                    if (mine == asked) {
                        problem.set("");
                        board.set(found);
                        state.set(found.isEmpty() ? State.NOTHING : State.SHOWN);
                    }
                },
                trouble -> {
                    if (mine == asked) {
                        problem.set(String.valueOf(trouble.getMessage()));
                        state.set(State.TROUBLE);
                    }
                });
    }

    private LeaderboardService.Request request(From source, List<Covariate> along) {
        OptionalLong run =
                session.latestRun().map(ScoringRun::id).map(OptionalLong::of).orElse(OptionalLong.empty());
        return new LeaderboardService.Request(source, OptionalLong.empty(), run, along, Intervals.SANDWICH);
    }
}
