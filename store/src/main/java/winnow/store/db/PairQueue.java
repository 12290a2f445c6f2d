package winnow.store.db;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.StringJoiner;
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
            spoken AS (%s),
            listed AS (
                SELECT g.*, d.format,
                    (SELECT count(*) FROM standing_vote v WHERE v.dataset_id = g.dataset_id AND v.record = g.record
                        AND v.annotator = ?2 AND v.choice NOT IN ('NONE', 'SKIP')) AS votes,
                    (SELECT count(*) FROM standing_vote v WHERE v.dataset_id = g.dataset_id AND v.record = g.record
                        AND v.annotator = ?2 AND v.choice NOT IN ('NONE', 'SKIP') AND %s) AS settled,
                    EXISTS (SELECT 1 FROM standing_vote v WHERE v.dataset_id = g.dataset_id AND v.record = g.record
                        AND v.annotator = ?2 AND v.choice = 'SKIP') AS skipped
                FROM grouped g JOIN dataset d ON d.id = g.dataset_id WHERE ?3 IS NOT NULL)
            """.formatted(ConflictTable.SPOKEN, ConflictTable.SETTLES);

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
                GROUPS + "SELECT g.dataset_id, g.record, g.answers, "
                        + (order == PairOrder.CONFLICT ? "g.settled" : "g.votes")
                        + ", g.skipped FROM listed g WHERE " + wanted(order)
                        + " ORDER BY " + first(order) + ", g.dataset_id, g.record",
                row -> new PairGroup(row.getLong(1), row.getLong(2), row.getInt(3), row.getInt(4), row.getBoolean(5)),
                runId.orElse(-1),
                annotator,
                json(labelled));
    }

    /**
     * How many records of each queue are still to be asked about. Of three answers and more it is not known how many
     * votes put them in order, so that such a record counts until there are enough for that at best.
     */
    public Map<PairOrder, Long> left(OptionalLong runId, String annotator, Collection<String> labelled) {
        PairOrder[] orders = PairOrder.values();
        StringJoiner sums = new StringJoiner(", ", GROUPS + "SELECT ", " FROM listed g");
        for (PairOrder order : orders) {
            String votes = order == PairOrder.CONFLICT ? "g.settled" : "g.votes";
            sums.add("coalesce(sum((" + wanted(order) + ") AND " + votes + " < g.answers - 1), 0)");
        }
        Map<PairOrder, Long> left = new EnumMap<>(PairOrder.class);
        sql.each(
                sums.toString(),
                row -> {
                    for (int i = 0; i < orders.length; i++) {
                        left.put(orders[i], row.getLong(i + 1));
                    }
                },
                runId.orElse(-1),
                annotator,
                json(labelled));
        return left;
    }

    private static String wanted(PairOrder order) {
        return switch (order) {
            case MIXED, RANDOM -> "1";
            case DISAGREEMENT -> "g.answers = 2 AND g.margin < 0 AND g.format IN (SELECT value FROM json_each(?3))";
            case NEAR_ZERO -> "g.gap IS NOT NULL";
            case LENGTH -> "g.stretch >= 2";
            case UNDECIDED -> "NOT EXISTS (SELECT 1 FROM " + SPOKEN + " AND p.annotator <> ?2)";
            case SECOND_ANNOTATOR ->
                "(SELECT count(DISTINCT p.annotator) FROM " + SPOKEN + " AND p.annotator <> ?2) = 1";
            case CONFLICT ->
                "EXISTS (SELECT 1 FROM " + SPOKEN
                        + " AND NOT EXISTS (SELECT 1 FROM standing_vote v WHERE v.dataset_id = p.dataset_id"
                        + " AND v.record = p.record AND v.low = p.low AND v.high = p.high AND v.annotator <> ?2 AND "
                        + ConflictTable.SETTLES
                        + ") GROUP BY p.low, p.high HAVING count(DISTINCT p.says) > 1)";
        };
    }

    private static String first(PairOrder order) {
        return switch (order) {
            case DISAGREEMENT -> "g.margin";
            case NEAR_ZERO -> "g.gap";
            case LENGTH -> "g.stretch DESC";
            case MIXED, RANDOM, UNDECIDED, SECOND_ANNOTATOR, CONFLICT -> "1";
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
