package winnow.store.db;

import java.util.Optional;
import winnow.store.data.Container;

/** How the records of imported files are strung together. Rows are added by an import and never changed. */
public final class ContainerTable {

    private final Sql sql;

    ContainerTable(Sql sql) {
        this.sql = sql;
    }

    /** Says it of a dataset that is being imported. */
    public void add(long datasetId, Container container) {
        sql.update(
                "INSERT INTO container (dataset_id, kind, head) VALUES (?, ?, ?)",
                datasetId,
                container.kind().name(),
                container.head());
    }

    /** What was said of a dataset; nothing where its format needs no saying. */
    public Optional<Container> find(long datasetId) {
        return sql.first(
                "SELECT kind, head FROM container WHERE dataset_id = ?",
                row -> new Container(Container.Kind.valueOf(row.getString(1)), row.getString(2)),
                datasetId);
    }
}
