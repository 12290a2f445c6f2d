package winnow.store.db;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeMap;
import winnow.store.data.Comparison.Pair;
import winnow.store.data.Conflict;

/** Where the current words of annotators differ. Only reads. */
public final class ConflictTable {

    /** Votes that say something, as one word a direction; strength is no conflict. */
    static final String SPOKEN = """
            SELECT dataset_id, record, low, high, annotator, choice, comparison_id,
                CASE WHEN prefers IS NULL THEN choice ELSE sign(prefers) END AS says
            FROM standing_vote WHERE choice NOT IN ('NONE', 'SKIP', 'FLAG')""";

    /** Whether a vote {@code v} settles what annotators differed on. */
    static final String SETTLES = "v.comparison_id IN (SELECT id FROM comparison WHERE queue = 'conflict')";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VERDICTS = """
            SELECT d.name, s.dataset_id, s.record, s.candidate, NULL, json_group_object(t.annotator, lower(t.verdict))
            FROM standing t JOIN sample s ON s.id = t.sample_id JOIN dataset d ON d.id = s.dataset_id
            WHERE t.verdict <> 'NONE' GROUP BY s.id HAVING count(DISTINCT t.verdict) > 1
            ORDER BY s.dataset_id, s.record, s.candidate""";
    private static final String VOTES = "WITH spoken AS (" + SPOKEN + ")" + """
             SELECT d.name, p.dataset_id, p.record, p.low, p.high, json_group_object(p.annotator,
                CASE p.says WHEN 1 THEN 'answer ' || p.low WHEN 0 THEN 'tie' WHEN -1 THEN 'answer ' || p.high
                ELSE 'both bad' END)
            FROM spoken p JOIN dataset d ON d.id = p.dataset_id
            GROUP BY p.dataset_id, p.record, p.low, p.high HAVING count(DISTINCT p.says) > 1
                AND sum(p.comparison_id IN (SELECT id FROM comparison WHERE queue = 'conflict')) = 0
            ORDER BY p.dataset_id, p.record, p.low, p.high""";

    private final Sql sql;

    ConflictTable(Sql sql) {
        this.sql = sql;
    }

    /** Samples on which the verdicts of annotators differ, in order of the workspace. */
    public List<Conflict> verdicts() {
        return sql.list(VERDICTS, ConflictTable::conflict);
    }

    /** Pairs on which the votes of annotators differ and nobody settled it, in order of the workspace. */
    public List<Conflict> votes() {
        return sql.list(VOTES, ConflictTable::conflict);
    }

    /** The pairs of a record on which the votes of annotators differ and nobody settled it, the lower answer first. */
    public List<Pair> unsettled(long datasetId, long record) {
        return sql.list(
                "WITH spoken AS (" + SPOKEN + " AND dataset_id = ? AND record = ?)"
                        + " SELECT p.low, p.high FROM spoken p GROUP BY p.low, p.high"
                        + " HAVING count(DISTINCT p.says) > 1 AND sum(p.comparison_id IN"
                        + " (SELECT id FROM comparison WHERE queue = 'conflict')) = 0 ORDER BY p.low, p.high",
                row -> new Pair(datasetId, record, row.getInt(1), row.getInt(2)),
                datasetId,
                record);
    }

    /** How many decisions there are, undone ones and their undoing included. */
    public long decisions() {
        return sql.number("SELECT count(*) FROM decision");
    }

    /** How many votes there are, undone ones and their undoing included. */
    public long comparisons() {
        return sql.number("SELECT count(*) FROM comparison");
    }

    private static Conflict conflict(ResultSet row) throws SQLException {
        int first = row.getInt(4);
        int second = row.getInt(5);
        List<Integer> candidates = row.wasNull() ? List.of(first) : List.of(first, second);
        try {
            TreeMap<String, String> said = JSON.readValue(row.getString(6), new TypeReference<>() {});
            return new Conflict(row.getString(1), row.getLong(2), row.getLong(3), candidates, said);
        } catch (JsonProcessingException e) {
            throw new StoreException("What annotators said cannot be read: " + e.getOriginalMessage(), e);
        }
    }
}
