package winnow.store.db;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import winnow.store.data.Container;
import winnow.store.data.Dataset;
import winnow.store.data.Histogram;
import winnow.store.data.KeptCalibration;
import winnow.store.data.Media;
import winnow.store.data.Reject;
import winnow.store.data.ScoreColumns;
import winnow.store.data.ScoringRun;
import winnow.store.data.WholeRecord;

/**
 * The workspace as it was when this was made, on a connection of its own: an export reads here while annotators go on.
 * Confined to one thread at a time.
 */
public final class Snapshot implements AutoCloseable {

    /** A sample is removed when its verdict is PRUNE, or when nobody decided and its reward is below the limit. */
    private static final String REMOVED = """
            EXISTS (SELECT 1 FROM current_verdict k WHERE k.sample_id = s.id AND k.verdict = 'PRUNE')
            OR (NOT EXISTS (SELECT 1 FROM current_verdict k WHERE k.sample_id = s.id)
                AND EXISTS (SELECT 1 FROM score o WHERE o.run_id = ?2 AND o.sample_id = s.id AND o.reward < ?3))
            """;
    /**
     * A record goes when somebody pruned one of its answers, for then it is no pair or group any more, or when all its
     * answers are removed. A low reward alone does not take a pair away: the worse answer of it should have one.
     */
    static final String KEPT_RECORD = """
            NOT EXISTS (SELECT 1 FROM sample s JOIN current_verdict k ON k.sample_id = s.id
                WHERE s.dataset_id = r.dataset_id AND s.record = r.record AND k.verdict = 'PRUNE')
            AND\s"""
            + "EXISTS (SELECT 1 FROM sample s WHERE s.dataset_id = r.dataset_id AND s.record = r.record AND NOT ("
            + REMOVED + "))";

    /**
     * What is left out.
     *
     * @param runId whose rewards
     * @param pruneBelow undecided samples with a lower reward go too
     */
    public record Cut(OptionalLong runId, OptionalDouble pruneBelow) {
        long run() {
            return runId.orElse(-1);
        }

        double limit() {
            return pruneBelow.orElse(Double.NEGATIVE_INFINITY);
        }
    }

    /**
     * A record as it stood in its file.
     *
     * @param record position in the file, from 0
     * @param raw its text
     */
    public record RawRecord(long record, String raw) {}

    /**
     * A sample that is left out, and why.
     *
     * @param record position in the file, from 0
     * @param candidate which answer of the record, from 0
     * @param line line of the file, from 1
     * @param reward in the run, where there is one
     * @param failure why there is no reward
     * @param verdict the current decision; empty when the reward alone decided
     * @param reason given with the decision
     * @param note written with the decision; else what annotators noted on the sample
     * @param annotator who decided
     * @param decidedAt when, as text
     * @param tags that stand on the sample, as a JSON list of names
     * @param raw the record as it stood in the file
     */
    public record Removed(
            long record,
            int candidate,
            long line,
            OptionalDouble reward,
            Optional<String> failure,
            Optional<String> verdict,
            Optional<String> reason,
            Optional<String> note,
            Optional<String> annotator,
            Optional<String> decidedAt,
            String tags,
            String raw) {}

    private static final int ROWS_BETWEEN_CALLS = 4_096;

    private final Sql sql;

    Snapshot(Sql sql) {
        this.sql = sql;
    }

    /** The workspace file, absolute. */
    public Path file() {
        return sql.file();
    }

    /** All datasets, in order of import. */
    public List<Dataset> datasets() {
        return new DatasetTable(sql).all();
    }

    /** One run. */
    public Optional<ScoringRun> run(long id) {
        return new RunTable(sql).find(id);
    }

    /** The run that was started or resumed last. */
    public Optional<ScoringRun> latestRun() {
        return new RunTable(sql).latest();
    }

    /**
     * The scored samples of a run, as far as their traits are known, as columns.
     *
     * @param each called now and then with how many were read; may throw to stop
     */
    public ScoreColumns scores(long runId, IntConsumer each) {
        ScoreColumns.Builder columns = new ScoreColumns.Builder(runId, RewardCache.changes(sql, runId));
        sql.each(
                """
                SELECT o.sample_id, t.dataset_id, o.reward, t.answer_chars, t.markup_marks, t.prompt_key, t.task_id
                FROM score o JOIN sample_trait t ON t.sample_id = o.sample_id
                WHERE o.run_id = ? AND o.reward IS NOT NULL ORDER BY o.sample_id
                """,
                row -> {
                    int task = row.getInt(7); // null is 0, which is no task
                    columns.sample(row.getLong(1), row.getLong(2), row.getDouble(3))
                            .traits(row.getInt(4), row.getInt(5), row.getLong(6), task);
                    if (columns.size() % ROWS_BETWEEN_CALLS == 0) {
                        each.accept(columns.size());
                    }
                },
                runId);
        return columns.build();
    }

    /** Rewards of another run for the same samples, in the order of the columns; NaN where it has none. */
    public double[] rewards(long runId, ScoreColumns columns) {
        double[] rewards = new double[columns.size()];
        Arrays.fill(rewards, Double.NaN);
        sql.each(
                "SELECT sample_id, reward FROM score WHERE run_id = ? AND reward IS NOT NULL",
                row -> {
                    int place = columns.place(row.getLong(1));
                    if (place >= 0) {
                        rewards[place] = row.getDouble(2);
                    }
                },
                runId);
        return rewards;
    }

    /** Positions of the records of a dataset, in the order of the columns; -1 for samples of other datasets. */
    public long[] records(long datasetId, ScoreColumns columns) {
        long[] records = new long[columns.size()];
        Arrays.fill(records, -1);
        sql.each(
                "SELECT id, record FROM sample WHERE dataset_id = ?",
                row -> {
                    int place = columns.place(row.getLong(1));
                    if (place >= 0) {
                        records[place] = row.getLong(2);
                    }
                },
                datasetId);
        return records;
    }

    /** Records of a dataset that became samples or prompts. */
    public long records(long datasetId) {
        return sql.number("SELECT count(DISTINCT record) FROM sample WHERE dataset_id = ?", datasetId)
                + new PromptTable(sql).count(datasetId);
    }

    /** How the records of a dataset were strung together in its file; empty where its format needs no saying. */
    public Optional<Container> container(long datasetId) {
        return new ContainerTable(sql).find(datasetId);
    }

    /** The next kept records of a dataset after one, prompts among them, in file order; start with -1. */
    public List<RawRecord> kept(long datasetId, Cut cut, long after, int limit) {
        List<RawRecord> samples = keptSamples(datasetId, cut, after, limit);
        List<RawRecord> prompts = sql.list(
                "SELECT record, raw FROM prompt WHERE dataset_id = ? AND record > ? ORDER BY record LIMIT ?",
                row -> new RawRecord(row.getLong(1), row.getString(2)),
                datasetId,
                after,
                limit);
        return Stream.concat(samples.stream(), prompts.stream())
                .sorted(Comparator.comparingLong(RawRecord::record))
                .limit(limit)
                .toList();
    }

    private List<RawRecord> keptSamples(long datasetId, Cut cut, long after, int limit) {
        return sql.list(
                "SELECT r.record, r.id, t.body, t.raw FROM sample r JOIN sample_text t ON t.sample_id = r.id"
                        + " WHERE r.dataset_id = ?1 AND r.record > ?4"
                        + " AND NOT EXISTS (SELECT 1 FROM sample q WHERE q.dataset_id = r.dataset_id"
                        + " AND q.record = r.record AND q.candidate < r.candidate) AND " + KEPT_RECORD
                        + " ORDER BY r.record LIMIT ?5",
                row -> new RawRecord(
                        row.getLong(1), new Body.Stored(row.getString(3), row.getString(4)).record(row.getLong(2))),
                datasetId,
                cut.run(),
                cut.limit(),
                after,
                limit);
    }

    /**
     * The next records of a dataset after one with all their answers, prompts among them, in file order; start with -1.
     *
     * @param removedToo also those that are left out
     */
    public List<WholeRecord> whole(long datasetId, Cut cut, boolean removedToo, long after, int limit) {
        return new WholeRecords(sql).page(datasetId, cut, removedToo, after, limit);
    }

    /** What kinds of media the samples of a dataset show first. */
    public Set<Media.Kind> shown(long datasetId) {
        return Set.copyOf(sql.list(
                "SELECT DISTINCT media_kind FROM sample WHERE dataset_id = ? AND media_kind IS NOT NULL",
                row -> Media.Kind.valueOf(row.getString(1)),
                datasetId));
    }

    /**
     * How the rewards of a run are spread over all it scored.
     *
     * @param bins how many bins of equal width
     */
    public Histogram histogram(long runId, int bins) {
        return new RewardCache(sql).of(runId).histogram(bins);
    }

    /** The next removed samples of a dataset, all those of removed records after one; start with -1. */
    public List<Removed> removed(long datasetId, Cut cut, long after, int limit) {
        return sql.list(
                "SELECT r.record, r.candidate, r.line, c.reward, c.failure, v.verdict, v.reason, coalesce(v.note,"
                        + " (SELECT group_concat(m.value, ' / ') FROM standing_remark m WHERE m.sample_id = r.id"
                        + " AND m.kind = 'NOTE' AND m.value IS NOT NULL)), v.annotator, v.decided_at,"
                        + " (SELECT json_group_array(m.name) FROM (SELECT DISTINCT n.name FROM standing_remark n"
                        + " WHERE n.sample_id = r.id AND n.kind = 'TAG' AND n.value IS NOT NULL ORDER BY 1) m),"
                        + " t.raw, t.body, r.id FROM sample r JOIN sample_text t ON t.sample_id = r.id"
                        + " LEFT JOIN score c ON c.run_id = ?2 AND c.sample_id = r.id"
                        + " LEFT JOIN current_verdict v ON v.sample_id = r.id"
                        + " WHERE r.dataset_id = ?1 AND r.record IN (SELECT DISTINCT r.record FROM sample r"
                        + " WHERE r.dataset_id = ?1 AND r.record > ?4 AND NOT (" + KEPT_RECORD + ")"
                        + " ORDER BY r.record LIMIT ?5) ORDER BY r.record, r.candidate",
                Snapshot::removed,
                datasetId,
                cut.run(),
                cut.limit(),
                after,
                limit);
    }

    /** The next records of a dataset that could not be read, in file order; start with -1. */
    public List<Reject> rejects(long datasetId, long after, int limit) {
        return new RejectTable(sql).list(datasetId, after, limit);
    }

    /** How many samples of a dataset have which current verdict; undecided ones are NONE. */
    public Map<String, Long> verdicts(long datasetId) {
        return counts(
                "SELECT coalesce(k.verdict, 'NONE'), count(*) FROM sample s"
                        + " LEFT JOIN current_verdict k ON k.sample_id = s.id"
                        + " WHERE s.dataset_id = ? GROUP BY 1 ORDER BY 1",
                datasetId);
    }

    /** Why samples of a dataset were pruned, most frequent first; no reason is the empty text. */
    public Map<String, Long> reasons(long datasetId) {
        return counts(
                "SELECT coalesce(k.reason, ''), count(*) FROM sample s JOIN current_verdict k ON k.sample_id = s.id"
                        + " WHERE s.dataset_id = ? AND k.verdict = 'PRUNE' GROUP BY 1 ORDER BY 2 DESC, 1",
                datasetId);
    }

    /** Everyone whose decisions stand, by name. */
    public List<String> annotators() {
        return sql.list(
                "SELECT DISTINCT annotator FROM standing WHERE verdict <> 'NONE' ORDER BY 1", row -> row.getString(1));
    }

    /** What annotators, a model and labels say of the same. */
    public AgreementTable agreement() {
        return new AgreementTable(sql);
    }

    /** The calibration that counts for a run. */
    public Optional<KeptCalibration> calibration(long runId) {
        return new CalibrationTable(sql).ofRun(runId);
    }

    @Override
    public void close() {
        sql.close();
    }

    private Map<String, Long> counts(String query, long datasetId) {
        Map<String, Long> result = new LinkedHashMap<>();
        sql.list(query, row -> Map.entry(row.getString(1), row.getLong(2)), datasetId)
                .forEach(e -> result.put(e.getKey(), e.getValue()));
        return result;
    }

    private static Removed removed(ResultSet row) throws SQLException {
        return new Removed(
                row.getLong(1),
                row.getInt(2),
                row.getLong(3),
                Sql.optionalDouble(row, 4),
                Sql.optionalText(row, 5),
                Sql.optionalText(row, 6),
                Sql.optionalText(row, 7),
                Sql.optionalText(row, 8),
                Sql.optionalText(row, 9),
                Sql.optionalText(row, 10),
                row.getString(11),
                new Body.Stored(row.getString(13), row.getString(12)).record(row.getLong(14)));
    }
}
