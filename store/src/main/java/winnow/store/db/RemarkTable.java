package winnow.store.db;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import winnow.store.data.Remark;
import winnow.store.query.Query;

/** Tags and notes on samples, in the steps of {@link StepTable}. Rows are only added. What is returned is on disk. */
public final class RemarkTable {

    private static final String INSERT =
            "INSERT INTO remark (id, step_id, dataset_id, record, candidate, annotator, kind,"
                    + " name, value, remarked_at) SELECT " + StepTable.RANDOM_ID;

    private final Sql sql;
    private final StepTable steps;

    RemarkTable(Sql sql, StepTable steps) {
        this.sql = sql;
        this.steps = steps;
    }

    /**
     * Puts a tag on the samples a query finds that lack it from this annotator, or takes it off those that have it, as
     * one step.
     *
     * @param name of the tag; not blank
     * @param on whether to put it on
     * @return the step; empty when nothing would change
     */
    public Optional<UUID> tag(String annotator, OptionalLong runId, Query query, String name, boolean on) {
        Condition standing = new Condition(
                "s.id IN (SELECT r.sample_id FROM standing_remark r WHERE r.kind = 'TAG' AND r.name = ?"
                        + " AND r.annotator = ? AND r.value IS NOT NULL)",
                name,
                annotator);
        Condition changes = on ? new Condition("NOT " + standing.sql(), standing.args()) : standing;
        return write(
                Condition.of(query, runId, new KeptRankings(sql)).and(changes),
                annotator,
                Remark.Kind.TAG,
                name,
                on ? "yes" : null);
    }

    /**
     * Says something about a sample in place of what this annotator said before.
     *
     * @param text blank to say nothing any more
     * @return the step; empty when it says that already
     */
    public Optional<UUID> note(String annotator, long sampleId, String text) {
        @Nullable String value = text.isBlank() ? null : text.strip();
        Condition changes = new Condition(
                "s.id = ? AND (SELECT r.value FROM standing_remark r WHERE r.sample_id = s.id AND r.kind = 'NOTE'"
                        + " AND r.name = '' AND r.annotator = ?) IS NOT ?",
                sampleId,
                annotator,
                value);
        return write(changes, annotator, Remark.Kind.NOTE, "", value);
    }

    /** What stands on a sample, tags first, then notes, each in order of the alphabet; of all annotators. */
    public List<Remark> ofSample(long sampleId) {
        return sql.list(
                "SELECT kind, CASE kind WHEN 'TAG' THEN name ELSE value END AS said, annotator FROM standing_remark"
                        + " WHERE sample_id = ? AND value IS NOT NULL ORDER BY kind DESC, said, annotator",
                row -> new Remark(Remark.Kind.valueOf(row.getString(1)), row.getString(2), row.getString(3)),
                sampleId);
    }

    /** The names of all tags that stand on a sample, most used first. */
    public List<String> tags() {
        return sql.list(
                "SELECT name FROM standing_remark WHERE kind = 'TAG' AND value IS NOT NULL GROUP BY name"
                        + " ORDER BY count(DISTINCT sample_id) DESC, name",
                row -> row.getString(1));
    }

    /** The first {@code limit} samples a step wrote on, in order of the workspace. */
    public List<Long> ofStep(UUID step, int limit) {
        return sql.list(
                "SELECT s.id FROM remark r JOIN sample s ON s.dataset_id = r.dataset_id AND s.record = r.record"
                        + " AND s.candidate = r.candidate WHERE r.step_id = ? ORDER BY s.id LIMIT ?",
                row -> row.getLong(1),
                step.toString(),
                limit);
    }

    /** How many samples a step wrote on. */
    public long changed(UUID step) {
        return sql.number("SELECT count(*) FROM remark WHERE step_id = ?", step.toString());
    }

    /** Gives every sample a step wrote on what stood there before. Part of {@link StepTable#takeBack}. */
    void takeBack(UUID step, UUID undone, String now) {
        sql.update(
                INSERT
                        + ", ?1, r.dataset_id, r.record, r.candidate, r.annotator, r.kind, r.name, b.value, ?2"
                        + " FROM remark r LEFT JOIN remark b ON b.id = (SELECT e.id FROM remark e"
                        + " WHERE e.dataset_id = r.dataset_id AND e.record = r.record AND e.candidate = r.candidate"
                        + " AND e.annotator = r.annotator AND e.kind = r.kind AND e.name = r.name"
                        + " AND (e.remarked_at, e.id) < (r.remarked_at, r.id)"
                        + " ORDER BY e.remarked_at DESC, e.id DESC LIMIT 1) WHERE r.step_id = ?3",
                step.toString(),
                now,
                undone.toString());
    }

    private Optional<UUID> write(
            Condition found, String annotator, Remark.Kind kind, String name, @Nullable String value) {
        UUID step = UUID.randomUUID();
        return sql.write(() -> {
            Condition all = found.and(Condition.COMPLETE);
            if (sql.number("SELECT EXISTS (SELECT 1 FROM sample s WHERE " + all.sql() + ")", all.args()) == 0) {
                return Optional.<UUID>empty();
            }
            String now = steps.begin(step, Optional.empty(), annotator);
            sql.update(
                    INSERT + ", ?, s.dataset_id, s.record, s.candidate, ?, ?, ?, ?, ? FROM sample s WHERE " + all.sql(),
                    all.argsAfter(step.toString(), annotator, kind.name(), name, value, now));
            return Optional.of(step);
        });
    }
}
