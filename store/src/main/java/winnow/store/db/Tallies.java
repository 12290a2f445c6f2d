package winnow.store.db;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import winnow.store.data.SourceCounts;

/** Counts by dataset and by reason, made by the database, never by listing samples. Only reads. */
public final class Tallies {

    private final Sql sql;

    Tallies(Sql sql) {
        this.sql = sql;
    }

    /** How far every dataset has come, as seen from one run; in order of import. */
    public List<SourceCounts> sources(OptionalLong runId) {
        Map<Long, Long> images = new HashMap<>();
        Map<Long, Long> videos = new HashMap<>();
        sql.each(
                "SELECT dataset_id, sum(media_kind = 'IMAGE'), sum(media_kind = 'VIDEO') FROM sample"
                        + " WHERE media_kind IS NOT NULL GROUP BY dataset_id",
                row -> {
                    images.put(row.getLong(1), row.getLong(2));
                    videos.put(row.getLong(1), row.getLong(3));
                });
        Map<Long, Long> failed = new HashMap<>();
        sql.each(
                "SELECT s.dataset_id, count(*) FROM score o JOIN sample s ON s.id = o.sample_id"
                        + " WHERE o.run_id = ? AND o.reward IS NULL GROUP BY 1",
                row -> failed.put(row.getLong(1), row.getLong(2)),
                runId.orElse(-1));
        Map<Long, Map<String, Long>> verdicts = new HashMap<>();
        sql.each(
                "SELECT s.dataset_id, k.verdict, count(*) FROM current_verdict k JOIN sample s ON s.id = k.sample_id"
                        + " GROUP BY 1, 2",
                row -> verdicts.computeIfAbsent(row.getLong(1), id -> new HashMap<>())
                        .put(row.getString(2), row.getLong(3)));
        return sql.list("SELECT id, name, imported FROM dataset WHERE complete = 1 ORDER BY id", row -> {
            long id = row.getLong(1);
            Map<String, Long> said = verdicts.getOrDefault(id, Map.of());
            return new SourceCounts(
                    id,
                    row.getString(2),
                    row.getLong(3),
                    images.getOrDefault(id, 0L),
                    videos.getOrDefault(id, 0L),
                    failed.getOrDefault(id, 0L),
                    said.getOrDefault("KEEP", 0L),
                    said.getOrDefault("PRUNE", 0L),
                    said.getOrDefault("UNSURE", 0L));
        });
    }

    /** Why samples were pruned, most frequent first; no reason is the empty text. */
    public Map<String, Long> reasons() {
        Map<String, Long> reasons = new LinkedHashMap<>();
        sql.each(
                "SELECT coalesce(reason, ''), count(*) FROM current_verdict WHERE verdict = 'PRUNE'"
                        + " GROUP BY 1 ORDER BY 2 DESC, 1",
                row -> reasons.put(row.getString(1), row.getLong(2)));
        return reasons;
    }

    /** How many annotators pruned something that is pruned now. */
    public long pruners() {
        return sql.number("SELECT count(DISTINCT annotator) FROM current_verdict WHERE verdict = 'PRUNE'");
    }
}
