package winnow.store.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import winnow.store.data.Counts;
import winnow.store.data.Media;
import winnow.store.data.QueueRow;
import winnow.store.data.Verdict;
import winnow.store.query.Criterion;
import winnow.store.query.Query;
import winnow.store.query.Term;

/** The samples as a reviewer goes through them: in which order, with which reward and verdict. Only reads. */
public final class Queue {

    private final Sql sql;
    private final RewardCache rewards;
    private final KeptRankings rankings;

    Queue(Sql sql, RewardCache rewards, KeptRankings rankings) {
        this.sql = sql;
        this.rewards = rewards;
        this.rankings = rankings;
    }

    /** The samples a query finds, lowest reward first, those without a reward last, in order of the workspace. */
    public long[] order(OptionalLong runId, Query query) {
        Condition condition = visible(Condition.of(query, runId, rankings));
        if (runId.isEmpty()) {
            return sql.longs("SELECT s.id FROM sample s WHERE " + condition.sql() + " ORDER BY s.id", condition.args());
        }
        long run = runId.getAsLong();
        long[] scored = scored(run, query);
        if (unscored(run) == 0) {
            return scored;
        }
        long[] rest = sql.longs(
                "SELECT s.id FROM sample s WHERE NOT EXISTS (SELECT 1 FROM score o WHERE o.run_id = ?"
                        + " AND o.sample_id = s.id AND o.reward IS NOT NULL) AND (" + condition.sql()
                        + ") ORDER BY s.id",
                condition.argsAfter(run));
        long[] all = Arrays.copyOf(scored, scored.length + rest.length);
        System.arraycopy(rest, 0, all, scored.length, rest.length);
        return all;
    }

    /** How many samples a query finds. */
    public long count(OptionalLong runId, Query query) {
        Condition condition = visible(Condition.of(query, runId, rankings));
        return sql.number("SELECT count(*) FROM sample s WHERE " + condition.sql(), condition.args());
    }

    /** Light rows of some samples, in the order given; unknown ones are left out. */
    public List<QueueRow> rows(OptionalLong runId, List<Long> sampleIds) {
        return sql.list("""
                SELECT s.id, s.dataset_id, s.record, o.reward, s.preview, s.media_kind, s.media_path,
                    k.verdict, k.reason
                FROM json_each(?) j JOIN sample s ON s.id = j.value
                LEFT JOIN score o ON o.run_id = ? AND o.sample_id = s.id
                LEFT JOIN current_verdict k ON k.sample_id = s.id
                ORDER BY j.key
                """, Queue::row, sampleIds.toString(), runId.orElse(-1));
    }

    /** The samples with the lowest rewards of a run, lowest first. */
    public List<QueueRow> lowest(long runId, int limit) {
        List<Long> ids = sql.list(
                "SELECT sample_id FROM score WHERE run_id = ? AND reward IS NOT NULL"
                        + " ORDER BY reward, sample_id LIMIT ?",
                row -> row.getLong(1),
                runId,
                limit);
        return rows(OptionalLong.of(runId), ids);
    }

    /** How far the workspace has come, as seen from one run. */
    public Counts counts(OptionalLong runId) {
        Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
        sql.list(
                        "SELECT verdict, count(*) FROM current_verdict GROUP BY verdict",
                        row -> Map.entry(Verdict.valueOf(row.getString(1)), row.getLong(2)))
                .forEach(e -> verdicts.put(e.getKey(), e.getValue()));
        long run = runId.orElse(-1);
        return new Counts(
                samples(),
                rewards.scored(run),
                rewards.failed(run),
                verdicts.getOrDefault(Verdict.KEEP, 0L),
                verdicts.getOrDefault(Verdict.PRUNE, 0L),
                verdicts.getOrDefault(Verdict.UNSURE, 0L));
    }

    /** Samples on which the current decisions of annotators differ. */
    public long conflicts() {
        return sql.number("SELECT count(*) FROM (SELECT sample_id FROM standing WHERE verdict <> 'NONE'"
                + " GROUP BY sample_id HAVING min(verdict) <> max(verdict))");
    }

    /**
     * In order of rewards. What is asked of rewards is looked up in memory, all else is asked of the workspace; only
     * samples of complete imports are scored.
     */
    private long[] scored(long run, Query query) {
        List<Term> ofReward = query.terms().stream().filter(Rewards::isOfReward).toList();
        List<Term> others = query.terms().stream()
                .filter(term -> !Rewards.isOfReward(term) && !asksForUndecided(term))
                .toList();
        Optional<BitSet> among = Optional.empty();
        if (!others.isEmpty()) {
            Condition condition = Condition.of(new Query(others), OptionalLong.of(run), rankings);
            among = Optional.of(sql.set("SELECT s.id FROM sample s WHERE " + condition.sql(), condition.args()));
        }
        boolean undecided = query.terms().stream().anyMatch(Queue::asksForUndecided);
        BitSet without = undecided ? sql.set("SELECT sample_id FROM current_verdict") : new BitSet();
        return rewards.of(run).order(ofReward, among, without);
    }

    /** Those are told by what is not among the decided ones, which are fewer and read faster. */
    private static boolean asksForUndecided(Term term) {
        return term.criterion() instanceof Criterion.Decided decided && decided.yes() == term.negated();
    }

    private long samples() {
        return sql.number("SELECT coalesce(sum(imported), 0) FROM dataset WHERE complete = 1");
    }

    private long unscored(long run) {
        return samples() - rewards.scored(run);
    }

    /** Leaves out what is being imported; costs nothing while nothing is. */
    private Condition visible(Condition condition) {
        boolean importing = sql.number("SELECT EXISTS (SELECT 1 FROM dataset WHERE complete = 0)") == 1;
        return importing ? condition.and(Condition.COMPLETE) : condition;
    }

    private static QueueRow row(ResultSet row) throws SQLException {
        Optional<String> kind = Sql.optionalText(row, 6);
        return new QueueRow(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                Sql.optionalDouble(row, 4),
                row.getString(5),
                kind.isPresent()
                        ? Optional.of(new Media(Media.Kind.valueOf(kind.get()), row.getString(7)))
                        : Optional.empty(),
                Sql.optionalText(row, 8).map(Verdict::valueOf),
                Sql.optionalText(row, 9));
    }
}
