package winnow.store.db;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import winnow.store.data.Histogram;
import winnow.store.data.Outcome;

/** Outcomes of scoring runs. Rows are added by a run and never changed; failures may be forgotten to be tried again. */
public final class ScoreTable {

    /**
     * A sample without a reward.
     *
     * @param sampleId its number in the workspace
     * @param datasetId its dataset
     * @param record position in the file, from 0
     * @param line line of the file, from 1
     * @param source the file
     * @param reason one sentence
     */
    public record Failed(long sampleId, long datasetId, long record, long line, String source, String reason) {}

    private static final String INSERT =
            "INSERT INTO score (run_id, sample_id, reward, tokens, truncated, failure) VALUES (?, ?, ?, ?, ?, ?) ";

    private final Sql sql;
    private final RewardCache rewards;

    ScoreTable(Sql sql, RewardCache rewards) {
        this.sql = sql;
        this.rewards = rewards;
    }

    /**
     * Samples without an outcome, in order of the workspace.
     *
     * @param runId the run; empty for one that was not started yet
     * @param datasetId only this dataset; empty for all
     */
    public long[] missing(OptionalLong runId, OptionalLong datasetId) {
        return sql.longs(
                "SELECT s.id FROM sample s WHERE s.dataset_id IN (SELECT id FROM dataset WHERE complete = 1"
                        + (datasetId.isPresent() ? " AND id = " + datasetId.getAsLong() : "")
                        + ") AND NOT EXISTS (SELECT 1 FROM score c WHERE c.run_id = ? AND c.sample_id = s.id)"
                        + " ORDER BY s.id",
                runId.orElse(-1));
    }

    /** Samples with a reward, lowest first; ties stand in order of the workspace. */
    public long[] ranked(long runId, OptionalLong datasetId) {
        return sql.longs(
                "SELECT sample_id FROM score WHERE run_id = ? AND reward IS NOT NULL"
                        + (datasetId.isPresent()
                                ? " AND sample_id IN (SELECT id FROM sample WHERE dataset_id = " + datasetId.getAsLong()
                                        + ")"
                                : "")
                        + " ORDER BY reward, sample_id",
                runId);
    }

    /**
     * Adds outcomes, all in one commit. An outcome that another program stored first stays.
     *
     * @return how many were added
     */
    public long add(long runId, List<Outcome> outcomes) {
        return sql.updateAll(INSERT + "ON CONFLICT DO NOTHING", rows(runId, outcomes));
    }

    /**
     * Adds outcomes, all in one commit, in place of those there are.
     *
     * @return how many were not there before, or differ from what was
     */
    public long replace(long runId, List<Outcome> outcomes) {
        String change = "ON CONFLICT (run_id, sample_id) DO UPDATE SET reward = excluded.reward,"
                + " tokens = excluded.tokens, truncated = excluded.truncated, failure = excluded.failure"
                + " WHERE (reward, tokens, truncated, failure)"
                + " IS NOT (excluded.reward, excluded.tokens, excluded.truncated, excluded.failure)";
        return sql.updateAll(INSERT + change, rows(runId, outcomes));
    }

    private static List<@Nullable Object[]> rows(long runId, List<Outcome> outcomes) {
        List<@Nullable Object[]> rows = new ArrayList<>(outcomes.size());
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Outcome.Score s) {
                rows.add(
                        new @Nullable Object[] {runId, s.sampleId(), s.reward(), s.tokens(), s.truncated() ? 1 : 0, null
                        });
            } else if (outcome instanceof Outcome.Failure f) {
                rows.add(new @Nullable Object[] {runId, f.sampleId(), null, null, null, f.reason()});
            }
        }
        return rows;
    }

    /** What a run said of a sample. */
    public Optional<Outcome> find(long runId, long sampleId) {
        return sql.first(
                "SELECT reward, tokens, truncated, failure FROM score WHERE run_id = ? AND sample_id = ?",
                row -> {
                    Optional<String> failure = Sql.optionalText(row, 4);
                    return failure.isPresent()
                            ? new Outcome.Failure(sampleId, failure.get())
                            : new Outcome.Score(sampleId, row.getDouble(1), row.getInt(2), row.getLong(3) == 1);
                },
                runId,
                sampleId);
    }

    /** How many samples of a run have a reward. */
    public long scored(long runId) {
        return rewards.scored(runId);
    }

    /** How many samples of a run have a reason instead. */
    public long failed(long runId) {
        return rewards.failed(runId);
    }

    /** Place of a sample in the order of rewards, from 1 for the lowest; ties stand in order of the workspace. */
    public long rank(long runId, Outcome.Score score) {
        Optional<Rewards> known = rewards.current(runId);
        if (known.isPresent()) {
            return known.get().rank(score.reward(), score.sampleId());
        }
        return sql.number(
                "SELECT (SELECT count(*) FROM score WHERE run_id = ?1 AND reward < ?2)"
                        + " + (SELECT count(*) FROM score WHERE run_id = ?1 AND reward = ?2 AND sample_id <= ?3)",
                runId,
                score.reward(),
                score.sampleId());
    }

    /** The rewards of a run in {@code bins} bins of equal width. */
    public Histogram histogram(long runId, int bins) {
        if (bins < 1) {
            throw new IllegalArgumentException("A histogram needs 1 bin or more, was " + bins);
        }
        return rewards.of(runId).histogram(bins);
    }

    /** The first {@code limit} samples a run could not score, in order of the workspace. */
    public List<Failed> failures(long runId, int limit) {
        return sql.list(
                """
                SELECT c.sample_id, s.dataset_id, s.record, s.line, d.source, c.failure
                FROM score c JOIN sample s ON s.id = c.sample_id JOIN dataset d ON d.id = s.dataset_id
                WHERE c.run_id = ? AND c.reward IS NULL ORDER BY c.sample_id LIMIT ?
                """,
                row -> new Failed(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getString(5),
                        row.getString(6)),
                runId,
                limit);
    }

    /**
     * Forgets the failures of a run; returns how many.
     *
     * @param datasetId only those of this dataset; empty for all
     */
    public long forgetFailures(long runId, OptionalLong datasetId) {
        String all = "DELETE FROM score WHERE run_id = ? AND reward IS NULL";
        return datasetId.isEmpty()
                ? sql.update(all, runId)
                : sql.update(
                        all + " AND sample_id IN (SELECT id FROM sample WHERE dataset_id = ?)",
                        runId,
                        datasetId.getAsLong());
    }
}
