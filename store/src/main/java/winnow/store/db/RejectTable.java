package winnow.store.db;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import winnow.store.data.Reject;

/** Records of dataset files that could not be read. Rows are added by an import and never changed. */
public final class RejectTable {

    private final Sql sql;

    RejectTable(Sql sql) {
        this.sql = sql;
    }

    /** Adds rejects to a dataset that is being imported, in one commit. */
    public void add(long datasetId, List<Reject> rejects) {
        List<@Nullable Object[]> rows = rejects.stream()
                .map(r -> new @Nullable Object[] {datasetId, r.record(), line(r.line()), r.reason(), r.raw()})
                .toList();
        sql.updateAll("INSERT INTO reject (dataset_id, record, line, reason, raw) VALUES (?, ?, ?, ?, ?)", rows);
    }

    /** The first {@code limit} rejects of a dataset after a record, in file order; start with -1. */
    public List<Reject> list(long datasetId, long after, int limit) {
        return sql.list(
                "SELECT record, line, reason, raw FROM reject WHERE dataset_id = ? AND record > ?"
                        + " ORDER BY record LIMIT ?",
                row -> new Reject(row.getLong(1), Sql.optionalLong(row, 2), row.getString(3), row.getString(4)),
                datasetId,
                after,
                limit);
    }

    private static @Nullable Long line(OptionalLong line) {
        return line.isPresent() ? line.getAsLong() : null;
    }
}
