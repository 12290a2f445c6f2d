package winnow.store.db;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import winnow.store.data.Dataset;

/**
 * Imported files. A dataset shows up once its import is complete; what a cancelled, failed or killed import left is
 * taken away.
 */
public final class DatasetTable {

    private static final String COLUMNS = """
            SELECT d.id, d.name, d.source, d.format, d.sha256, d.records, d.imported, d.rejected, d.imported_at,
                coalesce(
                    (SELECT m.folders FROM media_roots m WHERE m.dataset_id = d.id ORDER BY m.id DESC LIMIT 1), '[]')
            FROM dataset d WHERE d.complete = 1
            """;
    private static final int CHUNK = 2_000;

    private final Sql sql;

    DatasetTable(Sql sql) {
        this.sql = sql;
    }

    /** All datasets, in order of import. */
    public List<Dataset> all() {
        return sql.list(COLUMNS + " ORDER BY d.id", DatasetTable::dataset);
    }

    /** One dataset. */
    public Optional<Dataset> find(long id) {
        return sql.first(COLUMNS + " AND d.id = ?", DatasetTable::dataset, id);
    }

    /** The dataset whose source had this content. */
    public Optional<Dataset> find(String sha256) {
        return sql.first(COLUMNS + " AND d.sha256 = ?", DatasetTable::dataset, sha256);
    }

    /** Starts an import: a dataset nobody sees until it is {@linkplain #publish published}. */
    public long begin(String name, Path source, String format, String sha256) {
        return sql.write(() -> sql.number(
                "INSERT INTO dataset (name, source, format, sha256, imported_at, importer)"
                        + " VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
                name,
                source.toString(),
                format,
                sha256,
                Times.now(),
                importer(ProcessHandle.current())));
    }

    /**
     * Ends an import: the dataset is there for all from now on.
     *
     * @return false when the same content was imported by another program meanwhile; then this one is to be discarded
     */
    public boolean publish(long id, long records, long imported, long rejected) {
        return sql.write(() -> {
            if (sql.number(
                            "SELECT count(*) FROM dataset WHERE complete = 1"
                                    + " AND sha256 = (SELECT sha256 FROM dataset WHERE id = ?)",
                            id)
                    > 0) {
                return false;
            }
            return sql.update(
                            "UPDATE dataset SET complete = 1, records = ?, imported = ?, rejected = ? WHERE id = ?",
                            records,
                            imported,
                            rejected,
                            id)
                    == 1;
        });
    }

    /** Takes an unfinished import back, in short batches. */
    public void discard(long id) {
        int deleted = CHUNK;
        while (deleted > 0) {
            deleted = sql.update(
                    "DELETE FROM sample WHERE id IN (SELECT id FROM sample WHERE dataset_id = "
                            + "(SELECT id FROM dataset WHERE id = ? AND complete = 0) LIMIT ?)",
                    id,
                    CHUNK);
        }
        sql.update("DELETE FROM dataset WHERE id = ? AND complete = 0", id);
    }

    /** Takes away what imports of processes that are gone left over. */
    void discardLeftOvers() {
        record LeftOver(long id, String importer) {}
        List<LeftOver> open = sql.list(
                "SELECT id, importer FROM dataset WHERE complete = 0",
                row -> new LeftOver(row.getLong(1), row.getString(2)));
        for (LeftOver leftOver : open) {
            if (!isAlive(leftOver.importer())) {
                discard(leftOver.id());
            }
        }
    }

    private static boolean isAlive(String importer) {
        long pid = Long.parseLong(importer.substring(0, importer.indexOf('@')));
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> importer(process).equals(importer))
                .isPresent();
    }

    private static String importer(ProcessHandle process) {
        return process.pid() + "@"
                + process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    static Dataset dataset(ResultSet row) throws SQLException {
        return new Dataset(
                row.getLong(1),
                row.getString(2),
                Path.of(row.getString(3)),
                row.getString(4),
                row.getString(5),
                MediaRootTable.fromJson(row.getString(10)),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                Times.parse(row.getString(9)));
    }
}
