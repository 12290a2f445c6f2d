package winnow.store.db;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import winnow.store.data.PairGroup;
import winnow.store.data.PairOrder;

/** The records with several answers, in the order in which they are compared. Only reads. */
public final class PairQueue {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** ?1 is the run, ?2 the annotator, ?3 the formats that say which answer is better. */
    private static final String GROUPS = """
            WITH answer AS (
                SELECT s.dataset_id, s.record, s.candidate, o.reward,
                    coalesce(t.answer_chars, (SELECT length(json_extract(x.body, '$.turns[#-1].text'))
                        FROM sample_text x WHERE x.sample_id = s.id)) AS chars,
                    o.reward - lag(o.reward) OVER (PARTITION BY s.dataset_id, s.record ORDER BY o.reward) AS gap
                FROM sample s LEFT JOIN sample_trait t ON t.sample_id = s.id
                LEFT JOIN score o ON o.run_id = ?1 AND o.sample_id = s.id
                WHERE s.dataset_id NOT IN (SELECT id FROM dataset WHERE complete = 0)),
            grouped AS (
                SELECT dataset_id, record, count(*) AS answers, min(gap) AS gap,
                    max(CASE candidate WHEN 0 THEN reward END) - max(CASE candidate WHEN 1 THEN reward END) AS margin,
                    1.0 * max(chars) / max(1, min(chars)) AS stretch
                FROM answer GROUP BY dataset_id, record HAVING count(*) > 1),
            spoken AS (%s)
            SELECT g.dataset_id, g.record, g.answers,
                (SELECT count(*) FROM standing_vote v WHERE v.dataset_id = g.dataset_id AND v.record = g.record
                    AND v.annotator = ?2 AND v.choice NOT IN ('NONE', 'SKIP') AND %s),
                EXISTS (SELECT 1 FROM standing_vote v WHERE v.dataset_id = g.dataset_id AND v.record = g.record
                    AND v.annotator = ?2 AND v.choice = 'SKIP')
            FROM grouped g JOIN dataset d ON d.id = g.dataset_id WHERE (?3 IS NOT NULL) AND %s, g.dataset_id, g.record
            """;

    private static final String SPOKEN = "spoken p WHERE p.dataset_id = g.dataset_id AND p.record = g.record";

    private final Sql sql;

    PairQueue(Sql sql) {
        this.sql = sql;
    }

    /**
     * The records of a queue, in its order; those with the same claim in file order.
     *
     * @param order which; {@link PairOrder#MIXED} and {@link PairOrder#RANDOM} list all in file order
     * @param runId whose rewards
     * @param annotator whose votes are counted
     * @param labelled formats whose first answer is the better one
     */
    public List<PairGroup> groups(PairOrder order, OptionalLong runId, String annotator, Collection<String> labelled) {
        return sql.list(
                GROUPS.formatted(
                        ConflictTable.SPOKEN, order == PairOrder.CONFLICT ? ConflictTable.SETTLES : "1", wanted(order)),
                row -> new PairGroup(row.getLong(1), row.getLong(2), row.getInt(3), row.getInt(4), row.getBoolean(5)),
                runId.orElse(-1),
                annotator,
                json(labelled));
    }

    private static String wanted(PairOrder order) {
        return switch (order) {
            case MIXED, RANDOM -> "1 ORDER BY 1";
            case DISAGREEMENT ->
                "g.answers = 2 AND g.margin < 0 AND d.format IN (SELECT value FROM json_each(?3))"
                        + " ORDER BY g.margin";
            case NEAR_ZERO -> "g.gap IS NOT NULL ORDER BY g.gap";
            case LENGTH -> "g.stretch >= 2 ORDER BY g.stretch DESC";
            case UNDECIDED -> "NOT EXISTS (SELECT 1 FROM " + SPOKEN + " AND p.annotator <> ?2) ORDER BY 1";
            case SECOND_ANNOTATOR ->
                "(SELECT count(DISTINCT p.annotator) FROM " + SPOKEN + " AND p.annotator <> ?2) = 1 ORDER BY 1";
            case CONFLICT ->
                "EXISTS (SELECT 1 FROM " + SPOKEN
                        + " AND NOT EXISTS (SELECT 1 FROM standing_vote v WHERE v.dataset_id = p.dataset_id"
                        + " AND v.record = p.record AND v.low = p.low AND v.high = p.high AND v.annotator <> ?2 AND "
                        + ConflictTable.SETTLES
                        + ") GROUP BY p.low, p.high HAVING count(DISTINCT p.says) > 1) ORDER BY 1";
        };
    }

    private static String json(Collection<String> texts) {
        try {
            return JSON.writeValueAsString(texts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
