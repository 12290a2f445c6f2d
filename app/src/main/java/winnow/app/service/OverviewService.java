package winnow.app.service;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import winnow.scoring.rank.Curve;
import winnow.scoring.rank.RankCorrelation;
import winnow.scoring.rank.StyleAdjustment;
import winnow.store.data.ScoreColumns;
import winnow.store.data.ScoringRun;
import winnow.store.db.Tallies;
import winnow.store.db.Workspace;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;
import winnow.store.query.Criterion;
import winnow.store.query.Query;
import winnow.store.query.Term;

/** Looks at a workspace from above. Blocks, so not on the JavaFX thread. */
public final class OverviewService {

    private static final Query DECIDED = new Query(List.of(new Term(false, new Criterion.Decided(true))));

    private final Workspace workspace;
    private final RankingService rankings;

    OverviewService(Workspace workspace, RankingService rankings) {
        this.workspace = workspace;
        this.rankings = rankings;
    }

    /**
     * Reads everything, from the run that was started or resumed last.
     *
     * @param choice by what samples are ranked
     * @param progress in samples whose texts are looked at for the first time
     * @throws java.util.concurrent.CancellationException when asked to stop
     */
    public Overview read(RankingChoice choice, Progress progress, CancelToken cancel) {
        Optional<ScoringRun> run = workspace.runs().latest();
        OptionalLong id = run.isPresent() ? OptionalLong.of(run.get().id()) : OptionalLong.empty();
        ScoreColumns columns = run.isPresent()
                ? rankings.columns(run.get().id(), progress, cancel)
                : new ScoreColumns.Builder().build();
        cancel.check();
        Ranking ranking = rankings.rank(columns, choice, cancel);
        double[] values = ranking.shownByPlace();
        Optional<Curve> curve = rankings.style(columns, values).map(StyleAdjustment::length);
        Tallies tallies = workspace.tallies();
        long lowest = (long) Math.ceil(columns.size() * Overview.LOWEST);
        return new Overview(new Overview.Parts(
                run,
                workspace.queue().counts(id),
                tallies.sources(id),
                tallies.reasons(),
                tallies.pruners(),
                choice,
                lowest,
                decided(ranking, lowest),
                columns,
                values,
                curve,
                correlation(columns, values)));
    }

    /** How many of the lowest of a ranking are decided. */
    private long decided(Ranking ranking, long lowest) {
        BitSet decided = new BitSet();
        for (long id : workspace.queue().order(OptionalLong.empty(), DECIDED)) {
            decided.set(Math.toIntExact(id));
        }
        return IntStream.range(0, (int) lowest)
                .filter(rank -> decided.get(Math.toIntExact(ranking.id(rank))))
                .count();
    }

    /** Rank correlation of length and reward (Spearman's rho), -1 to 1; NaN where it is not defined. */
    public static double correlation(ScoreColumns columns) {
        return correlation(columns, columns.rewards());
    }

    private static double correlation(ScoreColumns columns, double[] values) {
        double[] chars = new double[columns.size()];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = columns.chars(i);
        }
        return RankCorrelation.of(chars, values).map(RankCorrelation::rho).orElse(Double.NaN);
    }
}
