package winnow.store.db;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import winnow.store.data.Prompt;
import winnow.store.data.WholeRecord;
import winnow.store.data.WholeRecord.Candidate;
import winnow.store.data.WholeRecord.Judged;

/** Records with all their answers, read page by page for an export. */
final class WholeRecords {

    /** CROSS JOIN keeps the order of the tables: the few records of the page first, then their samples. */
    private static final String COLUMNS = """
            SELECT r.record, r.candidate, r.line, r.id, t.body, t.raw, p.kept, c.reward, c.tokens, c.failure,
                v.verdict, v.reason, v.note, v.annotator, v.decided_at
            FROM (%s) p
            CROSS JOIN sample r ON r.dataset_id = ?1 AND r.record = p.record
            CROSS JOIN sample_text t ON t.sample_id = r.id
            LEFT JOIN score c ON c.run_id = ?2 AND c.sample_id = r.id
            LEFT JOIN current_verdict v ON v.sample_id = r.id
            ORDER BY r.record, r.candidate
            """;

    private static final String PAGE = """
            SELECT r.record AS record, %s AS kept FROM sample r WHERE r.dataset_id = ?1 AND r.record > ?4
            AND NOT EXISTS (SELECT 1 FROM sample q WHERE q.dataset_id = r.dataset_id AND q.record = r.record
                AND q.candidate < r.candidate) %s ORDER BY r.record LIMIT ?5
            """;

    private record Row(long record, long line, String raw, boolean kept, Candidate candidate) {}

    private final Sql sql;

    WholeRecords(Sql sql) {
        this.sql = sql;
    }

    /** The next records of a dataset after one, prompts among them, in file order. */
    List<WholeRecord> page(long datasetId, Snapshot.Cut cut, boolean removedToo, long after, int limit) {
        String kept = "(" + Snapshot.KEPT_RECORD + ")";
        String page = removedToo ? PAGE.formatted(kept, "") : PAGE.formatted("1", "AND " + kept);
        List<Row> rows =
                sql.list(COLUMNS.formatted(page), WholeRecords::row, datasetId, cut.run(), cut.limit(), after, limit);
        Stream<WholeRecord> prompts =
                new PromptTable(sql).list(datasetId, after, limit).stream().map(WholeRecords::whole);
        return Stream.concat(grouped(rows).stream(), prompts)
                .sorted(Comparator.comparingLong(WholeRecord::record))
                .limit(limit)
                .toList();
    }

    private static List<WholeRecord> grouped(List<Row> rows) {
        List<WholeRecord> records = new ArrayList<>();
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            candidates.add(row.candidate());
            if (i + 1 == rows.size() || rows.get(i + 1).record() != row.record()) {
                records.add(new WholeRecord(row.record(), row.line(), row.raw(), row.kept(), candidates));
                candidates.clear();
            }
        }
        return records;
    }

    private static WholeRecord whole(Prompt prompt) {
        Candidate asked = new Candidate(OptionalLong.empty(), 0, prompt.turns(), prompt.media(), Judged.NOT);
        return new WholeRecord(prompt.record(), prompt.line(), prompt.raw(), true, List.of(asked));
    }

    private static Row row(ResultSet row) throws SQLException {
        long id = row.getLong(4);
        try {
            Body.Stored stored = new Body.Stored(row.getString(5), row.getString(6));
            Body body = Body.parse(stored.json());
            Candidate candidate =
                    new Candidate(OptionalLong.of(id), row.getInt(2), body.turns(), body.media(), judged(row));
            return new Row(row.getLong(1), row.getLong(3), stored.record(id), row.getBoolean(7), candidate);
        } catch (JsonProcessingException e) {
            throw new StoreException("Sample " + id + " in the workspace is damaged: " + e.getOriginalMessage(), e);
        }
    }

    private static Judged judged(ResultSet row) throws SQLException {
        OptionalDouble reward = Sql.optionalDouble(row, 8);
        Optional<String> failure = Sql.optionalText(row, 10);
        Optional<String> verdict = Sql.optionalText(row, 11);
        if (reward.isEmpty() && failure.isEmpty() && verdict.isEmpty()) {
            return Judged.NOT;
        }
        OptionalInt tokens = reward.isPresent() ? OptionalInt.of(row.getInt(9)) : OptionalInt.empty();
        return new Judged(
                reward,
                tokens,
                failure,
                verdict,
                Sql.optionalText(row, 12),
                Sql.optionalText(row, 13),
                Sql.optionalText(row, 14),
                Sql.optionalText(row, 15));
    }
}
