package winnow.store.db;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import winnow.store.data.Refinement;

/** Runs that went over the lowest share of another run again. Rows are added when that is done and never changed. */
public final class RefinementTable {

    /**
     * What both runs said of a sample of the random control.
     *
     * @param first the reward of the cheap run
     * @param second the reward at full resolution
     * @param refined whether the sample is in the lowest share of the first run
     */
    public record Control(double first, double second, boolean refined) {}

    private final Sql sql;

    RefinementTable(Sql sql) {
        this.sql = sql;
    }

    /**
     * Adds one, with the samples of its control, in one commit.
     *
     * @param lowest which samples were gone over again
     * @param control numbers of samples, drawn at random from all that the first run rewarded
     */
    public void add(long runId, long firstRunId, Refinement.Lowest lowest, long[] control) {
        sql.write(() -> {
            sql.update(
                    "INSERT INTO refinement (run_id, first_run_id, share, refined, edge, made_at)"
                            + " VALUES (?, ?, ?, ?, ?, ?)",
                    runId,
                    firstRunId,
                    lowest.share(),
                    lowest.samples(),
                    lowest.edge(),
                    Times.now());
            long id = sql.number("SELECT last_insert_rowid()");
            List<@Nullable Object[]> rows = new ArrayList<>(control.length);
            Arrays.stream(control).forEach(sample -> rows.add(new @Nullable Object[] {id, sample}));
            sql.updateAll("INSERT INTO refinement_control (refinement_id, sample_id) VALUES (?, ?)", rows);
            return id;
        });
    }

    /** The last one in which a run took part, as the first or the second. */
    public Optional<Refinement> latest(long runId) {
        return sql.first(
                "SELECT id, run_id, first_run_id, share, refined, edge, made_at FROM refinement"
                        + " WHERE run_id = ?1 OR first_run_id = ?1 ORDER BY id DESC LIMIT 1",
                row -> new Refinement(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        new Refinement.Lowest(row.getDouble(4), row.getLong(5), row.getDouble(6)),
                        Times.parse(row.getString(7))),
                runId);
    }

    /** What both runs said of the control, in order of the workspace; samples without both rewards are left out. */
    public List<Control> control(Refinement refinement) {
        return sql.list(
                """
                SELECT a.reward, b.reward, a.reward <= ?4
                FROM refinement_control c
                JOIN score a ON a.run_id = ?2 AND a.sample_id = c.sample_id
                JOIN score b ON b.run_id = ?3 AND b.sample_id = c.sample_id
                WHERE c.refinement_id = ?1 AND a.reward IS NOT NULL AND b.reward IS NOT NULL
                ORDER BY c.sample_id
                """,
                row -> new Control(row.getDouble(1), row.getDouble(2), row.getLong(3) == 1),
                refinement.id(),
                refinement.firstRun(),
                refinement.run(),
                refinement.lowest().edge());
    }
}
