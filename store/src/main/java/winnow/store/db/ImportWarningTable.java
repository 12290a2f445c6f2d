package winnow.store.db;

import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.store.data.ImportWarning;

/** What was odd about records that were imported all the same. Rows are added by an import and never changed. */
public final class ImportWarningTable {

    private final Sql sql;

    ImportWarningTable(Sql sql) {
        this.sql = sql;
    }

    /** Adds warnings to a dataset that is being imported, in one commit; at most one a record. */
    public void add(long datasetId, List<ImportWarning> warnings) {
        List<@Nullable Object[]> rows = warnings.stream()
                .map(w -> new @Nullable Object[] {
                    datasetId, w.record(), w.line().isPresent() ? w.line().getAsLong() : null, w.reason()
                })
                .toList();
        sql.updateAll("INSERT INTO import_warning (dataset_id, record, line, reason) VALUES (?, ?, ?, ?)", rows);
    }

    /** The first {@code limit} warnings of a dataset, in file order. */
    public List<ImportWarning> list(long datasetId, int limit) {
        return sql.list(
                "SELECT record, line, reason FROM import_warning WHERE dataset_id = ? ORDER BY record LIMIT ?",
                row -> new ImportWarning(row.getLong(1), Sql.optionalLong(row, 2), row.getString(3)),
                datasetId,
                limit);
    }

    /** How many records of a dataset have one. */
    public long count(long datasetId) {
        return sql.number("SELECT count(*) FROM import_warning WHERE dataset_id = ?", datasetId);
    }
}
