package winnow.store.db;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import winnow.store.data.Decision;
import winnow.store.data.Verdict;
import winnow.store.query.Query;

/**
 * Who decided what, in steps: one step is one press of undo. Rows are only ever added. What is returned is on the disk.
 *
 * <p>Times grow from step to step, also when the clock stands still, was set back, or another program decided last.
 */
public final class DecisionTable {

    private static final String RANDOM_ID = StepTable.RANDOM_ID;
    private static final String INSERT =
            "INSERT INTO decision (id, step_id, dataset_id, record, candidate, annotator, verdict, reason, note,"
                    + " decided_at, said_at) ";

    /**
     * What an annotator says.
     *
     * @param annotator who
     * @param verdict what
     * @param reason why; empty where none was given
     * @param note what was written beside it
     */
    public record Judgement(String annotator, Verdict verdict, Optional<String> reason, Optional<String> note) {}

    /**
     * The current decision on a sample.
     *
     * @param verdict never {@link Verdict#NONE}
     * @param reason why, where one was given
     */
    public record Current(Verdict verdict, Optional<String> reason) {}

    private final Sql sql;
    private final StepTable steps;

    DecisionTable(Sql sql, StepTable steps) {
        this.sql = sql;
        this.steps = steps;
    }

    /**
     * Decides on one sample.
     *
     * @throws IllegalArgumentException if there is no such sample
     */
    public UUID decide(Judgement judgement, long sampleId) {
        UUID step = UUID.randomUUID();
        return sql.write(() -> {
            String now = steps.begin(step, Optional.empty(), judgement.annotator());
            int added = sql.update(
                    INSERT + "SELECT " + RANDOM_ID + ", ?1, s.dataset_id, s.record, s.candidate, ?2, ?3, ?4, ?5, ?6, ?6"
                            + " FROM sample s JOIN dataset d ON d.id = s.dataset_id AND d.complete = 1 WHERE s.id = ?7",
                    step.toString(),
                    judgement.annotator(),
                    judgement.verdict().name(),
                    text(judgement.reason()),
                    text(judgement.note()),
                    now,
                    sampleId);
            if (added == 0) {
                throw new IllegalArgumentException("There is no sample " + sampleId + " in this workspace");
            }
            return step;
        });
    }

    /**
     * Decides on all samples a query finds on which it would change something, in one statement.
     *
     * @return the step; empty when nothing would change
     */
    public Optional<UUID> decideAll(Judgement judgement, OptionalLong runId, Query query) {
        return decideWhere(judgement, Condition.of(query, runId, new KeptRankings(sql)));
    }

    /**
     * Decides on those of the samples named that have no verdict, in one statement.
     *
     * @return the step; empty when nothing would change
     */
    public Optional<UUID> decideUndecided(Judgement judgement, List<Long> sampleIds) {
        Condition named = new Condition(
                "s.id IN (SELECT value FROM json_each(?))"
                        + " AND NOT EXISTS (SELECT 1 FROM current_verdict v WHERE v.sample_id = s.id)",
                sampleIds.toString());
        return decideWhere(judgement, named);
    }

    private Optional<UUID> decideWhere(Judgement judgement, Condition found) {
        UUID step = UUID.randomUUID();
        return sql.write(() -> {
            Condition all = found.and(Condition.COMPLETE).and(changes(judgement));
            if (sql.number("SELECT EXISTS (SELECT 1 FROM sample s WHERE " + all.sql() + ")", all.args()) == 0) {
                return Optional.<UUID>empty();
            }
            String now = steps.begin(step, Optional.empty(), judgement.annotator());
            sql.update(
                    INSERT + "SELECT " + RANDOM_ID + ", ?, s.dataset_id, s.record, s.candidate, ?, ?, ?, ?, ?, ?"
                            + " FROM sample s WHERE " + all.sql(),
                    all.argsAfter(
                            step.toString(),
                            judgement.annotator(),
                            judgement.verdict().name(),
                            text(judgement.reason()),
                            text(judgement.note()),
                            now,
                            now));
            return Optional.of(step);
        });
    }

    /**
     * Gives every sample a step decided on what its annotator had said of it before, as old as it was, so that what
     * another annotator said later counts again. Part of {@link StepTable#takeBack}.
     */
    void takeBack(UUID step, UUID undone, String now) {
        sql.update(
                INSERT
                        + "SELECT " + RANDOM_ID + ", ?1, d.dataset_id, d.record, d.candidate, d.annotator,"
                        + " coalesce(b.verdict, 'NONE'), b.reason, b.note, ?2,"
                        + " coalesce(b.said_at, ?2)"
                        + " FROM decision d LEFT JOIN decision b ON b.id = (SELECT e.id FROM decision e"
                        + " WHERE e.dataset_id = d.dataset_id AND e.record = d.record"
                        + " AND e.candidate = d.candidate AND e.annotator = d.annotator"
                        + " AND (e.decided_at, e.id) < (d.decided_at, d.id)"
                        + " ORDER BY e.decided_at DESC, e.id DESC LIMIT 1) WHERE d.step_id = ?3",
                step.toString(),
                now,
                undone.toString());
    }

    /** The first {@code limit} decisions of a step, in order of the workspace. */
    public List<Decision> ofStep(UUID step, int limit) {
        return decisions("WHERE d.step_id = ? ORDER BY s.id LIMIT ?", step.toString(), limit);
    }

    /** How many samples a step changed. */
    public long changed(UUID step) {
        return sql.number("SELECT count(*) FROM decision WHERE step_id = ?", step.toString());
    }

    /** All that was ever decided on a sample, oldest first. */
    public List<Decision> ofSample(long sampleId) {
        return decisions("WHERE s.id = ? ORDER BY d.decided_at, d.id", sampleId);
    }

    /** The current decision on a sample: the last word of all annotators that was not taken back. */
    public Optional<Current> current(long sampleId) {
        return sql.first(
                "SELECT verdict, reason FROM current_verdict WHERE sample_id = ?",
                row -> new Current(Verdict.valueOf(row.getString(1)), Sql.optionalText(row, 2)),
                sampleId);
    }

    private List<Decision> decisions(String where, Object... args) {
        return sql.list(
                "SELECT d.id, d.step_id, p.undoes, s.id, d.annotator, d.verdict, d.reason, d.note, d.decided_at"
                        + " FROM decision d JOIN step p ON p.id = d.step_id JOIN sample s"
                        + " ON s.dataset_id = d.dataset_id AND s.record = d.record AND s.candidate = d.candidate "
                        + where,
                row -> new Decision(
                        UUID.fromString(row.getString(1)),
                        UUID.fromString(row.getString(2)),
                        Sql.optionalText(row, 3).map(UUID::fromString),
                        row.getLong(4),
                        row.getString(5),
                        Verdict.valueOf(row.getString(6)),
                        Sql.optionalText(row, 7),
                        Sql.optionalText(row, 8),
                        Times.parse(row.getString(9))),
                args);
    }

    /** Where a judgement would change what stands: the same words of the same annotator are not said twice. */
    private static Condition changes(Judgement judgement) {
        if (judgement.verdict() == Verdict.NONE) {
            return new Condition(
                    "s.id IN (SELECT t.sample_id FROM standing t WHERE t.annotator = ? AND t.verdict <> 'NONE')",
                    judgement.annotator());
        }
        return new Condition(
                "NOT EXISTS (SELECT 1 FROM current_verdict k WHERE k.sample_id = s.id AND k.annotator = ?"
                        + " AND k.verdict = ? AND k.reason IS ? AND k.note IS ?)",
                judgement.annotator(),
                judgement.verdict().name(),
                text(judgement.reason()),
                text(judgement.note()));
    }

    private static @Nullable String text(Optional<String> text) {
        return text.orElse(null);
    }
}
