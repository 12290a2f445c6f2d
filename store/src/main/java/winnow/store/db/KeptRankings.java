package winnow.store.db;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import winnow.store.job.CancelToken;
import winnow.store.query.Criterion;
import winnow.store.query.Criterion.Measure;

/**
 * Rankings as they were computed, for queries: one of each measure a run. Rows follow from scores and traits; a ranking
 * whose scores have changed since is as good as none.
 */
public final class KeptRankings {

    private static final int BATCH = 10_000;
    private static final String CHANGES =
            "(SELECT coalesce(sum(t.changes), 0) FROM run_total t WHERE t.run_id IN (SELECT value FROM json_each(%s)))";
    private static final String VALUES = "s.id IN (SELECT v.sample_id FROM ranking_value v WHERE v.ranking_id = ?";
    private static final String PERCENTILE = "(SELECT p.value FROM ranking_value p WHERE p.ranking_id = ? AND p.place ="
            + " (SELECT max(1, CAST(ceil(? * max(m.place) / 100.0) AS INTEGER)) FROM ranking_value m"
            + " WHERE m.ranking_id = ?))";

    /**
     * A ranking to keep.
     *
     * @param run whose samples are ranked
     * @param measure what queries call it
     * @param choice how samples are ordered, as it is written down
     * @param runs all runs it was computed from
     * @param changes how often the scores of those had changed, summed up; see {@link #changes}
     */
    public record Head(long run, Measure measure, String choice, List<Long> runs, long changes) {
        public Head {
            runs = List.copyOf(runs);
        }
    }

    /** What the samples have, worst first. */
    public interface Values {

        /** How many. */
        int size();

        /** Number of the sample at a rank, from 0. */
        long id(int rank);

        /** What a query compares. */
        double value(int rank);
    }

    private final Sql sql;

    KeptRankings(Sql sql) {
        this.sql = sql;
    }

    /** How often the scores of some runs have changed so far, summed up. */
    public long changes(List<Long> runs) {
        return sql.number("SELECT " + CHANGES.formatted("?"), runs.toString());
    }

    /** Whether exactly this ranking is kept. */
    public boolean has(Head head) {
        return sql.number(
                        "SELECT EXISTS (SELECT 1 FROM ranking WHERE run_id = ? AND measure = ? AND choice = ?"
                                + " AND runs = ? AND changes = ? AND complete = 1)",
                        head.run(),
                        head.measure().name(),
                        head.choice(),
                        head.runs().toString(),
                        head.changes())
                == 1;
    }

    /**
     * Keeps a ranking in place of the one of its measure before; in short batches, so that decisions get in between.
     *
     * @throws java.util.concurrent.CancellationException when asked to stop; the one before is kept then
     */
    public void keep(Head head, Values values, CancelToken cancel) {
        long id = begin(head);
        for (int from = 0; from < values.size(); from += BATCH) {
            cancel.check();
            List<@Nullable Object[]> rows = new ArrayList<>(BATCH);
            for (int rank = from; rank < Math.min(from + BATCH, values.size()); rank++) {
                rows.add(new @Nullable Object[] {id, rank + 1, values.id(rank), values.value(rank)});
            }
            sql.updateAll("INSERT INTO ranking_value (ranking_id, place, sample_id, value) VALUES (?, ?, ?, ?)", rows);
        }
        sql.write(() -> {
            sql.update(
                    "DELETE FROM ranking WHERE run_id = ? AND measure = ? AND id <> ?",
                    head.run(),
                    head.measure().name(),
                    id);
            return sql.update("UPDATE ranking SET complete = 1 WHERE id = ?", id);
        });
        sweep();
    }

    private long begin(Head head) {
        return sql.write(() -> {
            sql.update(
                    "INSERT INTO ranking (run_id, measure, choice, runs, changes) VALUES (?, ?, ?, ?, ?)",
                    head.run(),
                    head.measure().name(),
                    head.choice(),
                    head.runs().toString(),
                    head.changes());
            return sql.number("SELECT last_insert_rowid()");
        });
    }

    /** Takes away the values of rankings that are gone. */
    private void sweep() {
        long id = 0;
        OptionalLong next = next(id);
        while (next.isPresent()) {
            id = next.getAsLong();
            while (sql.number("SELECT EXISTS (SELECT 1 FROM ranking WHERE id = ?)", id) == 0 && drop(id) > 0) {
                // the next batch
            }
            next = next(id);
        }
    }

    private int drop(long id) {
        return sql.update(
                "DELETE FROM ranking_value WHERE ranking_id = ?1 AND place < ?2"
                        + " + (SELECT min(place) FROM ranking_value WHERE ranking_id = ?1)",
                id,
                BATCH);
    }

    private OptionalLong next(long after) {
        return sql.first(
                        "SELECT min(ranking_id) FROM ranking_value WHERE ranking_id > ?",
                        row -> Sql.optionalLong(row, 1),
                        after)
                .orElse(OptionalLong.empty());
    }

    /** What a criterion asks of a kept ranking; empty if it asks something else. */
    Optional<Condition> condition(Criterion criterion, OptionalLong run) {
        if (criterion instanceof Criterion.Measured c) {
            return Optional.of(new Condition(
                    VALUES + " AND v.value " + c.relation().sign() + " ?)", current(c.measure(), run), c.value()));
        } else if (criterion instanceof Criterion.MeasuredPercentile c) {
            long id = current(c.measure(), run);
            return Optional.of(new Condition(
                    VALUES + " AND v.value " + c.relation().sign() + " " + PERCENTILE + ")", id, id, c.percent(), id));
        }
        return Optional.empty();
    }

    private long current(Measure measure, OptionalLong run) {
        if (run.isEmpty()) {
            throw new IllegalArgumentException(
                    "Nothing was scored yet, so nothing can be found by " + measure.key() + ". Score first.");
        }
        Optional<long[]> kept = sql.first(
                "SELECT r.id, r.changes = " + CHANGES.formatted("r.runs")
                        + " FROM ranking r WHERE r.run_id = ? AND r.measure = ? AND r.complete = 1",
                row -> new long[] {row.getLong(1), row.getLong(2)},
                run.getAsLong(),
                measure.name());
        if (kept.isEmpty() || kept.get()[1] == 0) {
            throw new IllegalArgumentException(sentence(measure, run.getAsLong(), kept.isPresent()));
        }
        return kept.get()[0];
    }

    private static String sentence(Measure measure, long run, boolean stale) {
        String name = switch (measure) {
            case Z -> "group";
            case ADJUSTED -> "adjusted";
            case AGREE -> "agreement";
        };
        return (stale
                        ? "The scores of run " + run + " have changed since " + measure.key() + " was computed."
                        : "Nothing says yet what " + measure.key() + " is in run " + run + ".")
                + " Choose that ranking first (O in the window, or: winnow report --rank " + name + ").";
    }
}
