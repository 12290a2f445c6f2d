package winnow.store.db;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The rewards of the runs asked for last, read again when the scores of a run changed. Thread-safe. */
final class RewardCache {

    /** Runs kept: the one that is reviewed, and one it is compared with. */
    private static final int KEPT = 2;

    private final Sql sql;
    private final Map<Long, Rewards> kept = new LinkedHashMap<>();

    RewardCache(Sql sql) {
        this.sql = sql;
    }

    /** The rewards of a run as they are now. */
    synchronized Rewards of(long run) {
        Optional<Rewards> current = current(run);
        if (current.isPresent()) {
            return current.get();
        }
        long before = changes(run);
        Rewards rewards = sql.longsAndDoubles(
                "SELECT sample_id, reward FROM score WHERE run_id = ? AND reward IS NOT NULL"
                        + " ORDER BY reward, sample_id",
                (ids, values) -> new Rewards(before, ids, values),
                run);
        while (kept.size() >= KEPT && !kept.containsKey(run)) {
            Iterator<Long> oldest = kept.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        kept.put(run, rewards);
        return rewards;
    }

    /** The rewards of a run, where they are in memory and nothing changed since. */
    synchronized Optional<Rewards> current(long run) {
        return Optional.ofNullable(kept.get(run)).filter(rewards -> rewards.changes() == changes(run));
    }

    /** How many samples of a run have a reward. */
    long scored(long run) {
        return sql.number("SELECT scored FROM run_total WHERE run_id = ?", run);
    }

    /** How many samples of a run have a reason instead. */
    long failed(long run) {
        return sql.number("SELECT failed FROM run_total WHERE run_id = ?", run);
    }

    private long changes(long run) {
        return changes(sql, run);
    }

    /** How often the scores of a run have changed so far. */
    static long changes(Sql sql, long run) {
        return sql.number("SELECT changes FROM run_total WHERE run_id = ?", run);
    }
}
