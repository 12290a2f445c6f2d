package winnow.app.service;

import java.util.Optional;
import java.util.OptionalLong;
import winnow.scoring.rank.Curve;
import winnow.scoring.rank.RankCorrelation;
import winnow.scoring.rank.StyleAdjustment;
import winnow.store.data.ScoreColumns;
import winnow.store.data.ScoringRun;
import winnow.store.db.Tallies;
import winnow.store.db.Workspace;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;

/** Looks at a workspace from above. Blocks, so not on the JavaFX thread. */
public final class OverviewService {

    private final Workspace workspace;
    private final RankingService rankings;

    OverviewService(Workspace workspace, RankingService rankings) {
        this.workspace = workspace;
        this.rankings = rankings;
    }

    /**
     * Reads everything, from the run that was started or resumed last.
     *
     * @param progress in samples whose texts are looked at for the first time
     * @throws java.util.concurrent.CancellationException when asked to stop
     */
    public Overview read(Progress progress, CancelToken cancel) {
        Optional<ScoringRun> run = workspace.runs().latest();
        OptionalLong id = run.isPresent() ? OptionalLong.of(run.get().id()) : OptionalLong.empty();
        ScoreColumns columns = run.isPresent()
                ? rankings.columns(run.get().id(), progress, cancel)
                : new ScoreColumns.Builder().build();
        cancel.check();
        Optional<Curve> curve = rankings.style(columns).map(StyleAdjustment::length);
        Tallies tallies = workspace.tallies();
        long lowest = (long) Math.ceil(columns.size() * Overview.LOWEST);
        return new Overview(new Overview.Parts(
                run,
                workspace.queue().counts(id),
                tallies.sources(id),
                tallies.reasons(),
                tallies.pruners(),
                lowest,
                run.isPresent() ? tallies.decidedOfLowest(run.get().id(), lowest) : 0,
                columns,
                curve,
                correlation(columns)));
    }

    /** Rank correlation of length and reward (Spearman's rho), -1 to 1; NaN where it is not defined. */
    public static double correlation(ScoreColumns columns) {
        double[] chars = new double[columns.size()];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = columns.chars(i);
        }
        return RankCorrelation.of(chars, columns.rewards())
                .map(RankCorrelation::rho)
                .orElse(Double.NaN);
    }
}
