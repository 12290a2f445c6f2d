package winnow.store.db;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.store.data.Prompt;

/** Records that ask and are not answered. Rows are added by an import and never changed. */
public final class PromptTable {

    private final Sql sql;

    PromptTable(Sql sql) {
        this.sql = sql;
    }

    /** Adds prompts to a dataset that is being imported, in one commit. */
    public void add(long datasetId, List<Prompt> prompts) {
        List<@Nullable Object[]> rows = prompts.stream()
                .map(p -> new @Nullable Object[] {
                    datasetId, p.record(), p.line(), new Body(p.turns(), p.media()).toJson(), p.raw()
                })
                .toList();
        sql.updateAll("INSERT INTO prompt (dataset_id, record, line, body, raw) VALUES (?, ?, ?, ?, ?)", rows);
    }

    /** How many a dataset has. */
    public long count(long datasetId) {
        return sql.number("SELECT count(*) FROM prompt WHERE dataset_id = ?", datasetId);
    }

    /** The first {@code limit} prompts of a dataset after a record, in file order; start with -1. */
    public List<Prompt> list(long datasetId, long after, int limit) {
        return sql.list(
                "SELECT record, line, body, raw FROM prompt WHERE dataset_id = ? AND record > ?"
                        + " ORDER BY record LIMIT ?",
                PromptTable::prompt,
                datasetId,
                after,
                limit);
    }

    private static Prompt prompt(ResultSet row) throws SQLException {
        try {
            Body body = Body.parse(row.getString(3));
            return new Prompt(row.getLong(1), row.getLong(2), body.turns(), body.media(), row.getString(4));
        } catch (JsonProcessingException e) {
            throw new StoreException(
                    "Record " + row.getLong(1) + " in the workspace is damaged: " + e.getOriginalMessage(), e);
        }
    }
}
