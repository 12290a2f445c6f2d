package winnow.app.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import winnow.scoring.rank.Agreement;
import winnow.scoring.rank.GroupScores;
import winnow.scoring.rank.Order;
import winnow.scoring.rank.StyleAdjustment;
import winnow.store.check.TextTraits;
import winnow.store.data.ScoreColumns;
import winnow.store.data.StoredSample;
import winnow.store.db.KeptRankings;
import winnow.store.db.Snapshot;
import winnow.store.db.TraitTable;
import winnow.store.db.Workspace;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;
import winnow.store.query.Criterion.Measure;

/**
 * Puts the samples of a run in order. The rewards are read once, as {@link ScoreColumns}; every ranking is made of
 * those, in memory. What rankings ask of the texts is read from them once and kept in the workspace. Blocks, so not on
 * the JavaFX thread.
 */
public final class RankingService {

    private static final int BATCH = 1_000;

    private final Workspace workspace;
    private final TextTraits texts = new TextTraits();

    RankingService(Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * Reads the rewards of a run.
     *
     * @param progress in samples whose texts are looked at for the first time
     * @throws java.util.concurrent.CancellationException when asked to stop; what was read of texts is kept
     */
    public ScoreColumns columns(long runId, Progress progress, CancelToken cancel) {
        readTexts(progress, cancel);
        try (Snapshot now = workspace.snapshot()) {
            return now.scores(runId, done -> cancel.check());
        }
    }

    private void readTexts(Progress progress, CancelToken cancel) {
        long total = workspace.traits().missing();
        if (total == 0) {
            return;
        }
        long done = 0;
        List<Long> ids = workspace.traits().missing(0, BATCH);
        while (!ids.isEmpty()) {
            cancel.check();
            List<TraitTable.Row> rows = new ArrayList<>(ids.size());
            for (StoredSample sample : workspace.samples().load(ids)) {
                rows.add(new TraitTable.Row(sample.id(), sample.datasetId(), texts.of(sample.sample())));
            }
            workspace.traits().add(rows);
            done += ids.size();
            progress.update(done, total);
            ids = workspace.traits().missing(ids.get(ids.size() - 1), BATCH);
        }
    }

    /**
     * Puts the samples in order.
     *
     * @param columns of the run
     * @throws IllegalArgumentException if an agreement names a run the workspace does not have
     * @throws java.util.concurrent.CancellationException when asked to stop
     */
    public Ranking rank(ScoreColumns columns, RankingChoice choice, CancelToken cancel) {
        cancel.check();
        Optional<KeptRankings.Head> head = choice.measure().map(measure -> head(columns, choice, measure));
        Optional<StyleAdjustment> style =
                choice instanceof RankingChoice.Adjusted ? style(columns, columns.rewards()) : Optional.empty();
        double[] values = style.map(StyleAdjustment::adjusted).orElseGet(() -> values(columns, choice, cancel));
        return new Ranking(choice, columns, values, style, head);
    }

    /** Made before anything is read for the ranking, so that it is out of date rather than taken for newer. */
    private KeptRankings.Head head(ScoreColumns columns, RankingChoice choice, Measure measure) {
        List<Long> others =
                choice.runs().stream().filter(run -> run != columns.run()).toList();
        List<Long> all = new ArrayList<>(others);
        all.add(columns.run());
        long changes = columns.changes() + workspace.rankings().changes(others);
        return new KeptRankings.Head(columns.run(), measure, choice.id(), all, changes);
    }

    /**
     * Keeps a ranking, so that queries can ask for what it says; the one of its kind before is kept no longer. Without
     * effect for the raw reward, and for one that is kept already.
     *
     * @throws java.util.concurrent.CancellationException when asked to stop; the one before is kept then
     */
    public void keep(Ranking ranking, CancelToken cancel) {
        Optional<KeptRankings.Head> head = ranking.head();
        if (head.isPresent() && ranking.size() > 0 && !workspace.rankings().has(head.get())) {
            workspace.rankings().keep(head.get(), new Shown(ranking), cancel);
        }
    }

    private record Shown(Ranking ranking) implements KeptRankings.Values {
        @Override
        public int size() {
            return ranking.size();
        }

        @Override
        public long id(int rank) {
            return ranking.id(rank);
        }

        @Override
        public double value(int rank) {
            return ranking.shown(rank);
        }
    }

    /**
     * What length and markdown of the answers explain of values, over the logarithm of 1 + characters; empty without
     * samples.
     *
     * @param values in order of the columns
     */
    public Optional<StyleAdjustment> style(ScoreColumns columns, double[] values) {
        return columns.size() == 0
                ? Optional.empty()
                : Optional.of(StyleAdjustment.fit(values, lengths(columns), markdown(columns)));
    }

    private double[] values(ScoreColumns columns, RankingChoice choice, CancelToken cancel) {
        if (choice instanceof RankingChoice.InGroup c) {
            return GroupScores.of(columns.rewards(), levels(columns, c.grouping()));
        } else if (choice instanceof RankingChoice.Agreed c && columns.size() > 0) {
            return agreement(columns, c, cancel).values();
        }
        return columns.rewards();
    }

    /**
     * The grouping that takes out most: by prompt where at least half of the samples share theirs with another; else by
     * task where records name two or more; else by source.
     */
    public Grouping usualGrouping(ScoreColumns columns) {
        long[] prompts = new long[columns.size()];
        long[] tasks = new long[columns.size()];
        for (int i = 0; i < prompts.length; i++) {
            prompts[i] = columns.prompt(i);
            tasks[i] = columns.task(i);
        }
        int[] sizes = new int[prompts.length];
        int[] prompt = Order.dense(prompts);
        IntStream.of(prompt).forEach(number -> sizes[number]++);
        long shared = IntStream.of(prompt).filter(number -> sizes[number] > 1).count();
        if (shared > 0 && shared * 2 >= prompts.length) {
            return Grouping.PROMPT;
        }
        long named = LongStream.of(tasks)
                .filter(task -> task != ScoreColumns.NO_TASK)
                .distinct()
                .count();
        return named >= 2 ? Grouping.TASK : Grouping.SOURCE;
    }

    /**
     * How many voters named each sample, in the order of the columns.
     *
     * @throws IllegalArgumentException if a run is named the workspace does not have
     */
    public Agreement agreement(ScoreColumns columns, RankingChoice.Agreed choice, CancelToken cancel) {
        List<double[]> voters = new ArrayList<>();
        for (Voter voter : choice.voters()) {
            cancel.check();
            voters.add(said(columns, voter, cancel));
        }
        return Agreement.of(voters, choice.share());
    }

    private double[] said(ScoreColumns columns, Voter voter, CancelToken cancel) {
        if (voter instanceof Voter.OfRanking of) {
            return rank(columns, of.ranking(), cancel).valuesByPlace();
        } else if (voter instanceof Voter.OfRun of) {
            if (workspace.runs().find(of.run()).isEmpty()) {
                throw new IllegalArgumentException("There is no run " + of.run() + " in this workspace");
            }
            try (Snapshot now = workspace.snapshot()) {
                return now.rewards(of.run(), columns);
            }
        }
        Voter.Rule rule = ((Voter.OfRule) voter).rule();
        double[] said = rule == Voter.Rule.MARKDOWN ? markdown(columns) : lengths(columns);
        if (rule != Voter.Rule.SHORT) {
            for (int i = 0; i < said.length; i++) {
                said[i] = -said[i];
            }
        }
        return said;
    }

    /** Sources, then the groups within them. */
    private static List<int[]> levels(ScoreColumns columns, Grouping grouping) {
        int n = columns.size();
        long[] sources = new long[n];
        long[] groups = new long[n];
        for (int i = 0; i < n; i++) {
            sources[i] = columns.dataset(i);
            groups[i] = switch (grouping) {
                case SOURCE -> 0;
                case TASK -> columns.task(i);
                case LENGTH -> Integer.SIZE - Integer.numberOfLeadingZeros(columns.chars(i));
                case PROMPT -> columns.prompt(i);
            };
        }
        int[] bySource = Order.dense(sources);
        if (grouping == Grouping.SOURCE) {
            return List.of(bySource);
        }
        int[] byGroup = Order.dense(groups);
        for (int i = 0; i < n; i++) {
            groups[i] = ((long) bySource[i] << Integer.SIZE) | byGroup[i];
        }
        return List.of(bySource, Order.dense(groups));
    }

    private static double[] lengths(ScoreColumns columns) {
        double[] lengths = new double[columns.size()];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = Math.log1p(columns.chars(i));
        }
        return lengths;
    }

    /** Marks a hundred characters. */
    private static double[] markdown(ScoreColumns columns) {
        double[] density = new double[columns.size()];
        for (int i = 0; i < density.length; i++) {
            density[i] = 100.0 * columns.marks(i) / Math.max(1, columns.chars(i));
        }
        return density;
    }
}
