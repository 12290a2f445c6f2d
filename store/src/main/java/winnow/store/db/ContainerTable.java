package winnow.store.db;

import java.util.Optional;
import winnow.store.data.Container;

/** How the records of imported files are strung together. Rows are added by an import and never changed. */
public final class ContainerTable {

    /**
     * Stands before the head of a Parquet file, which the table keeps as a table: its schema knows four kinds. The head
     * of CSV ends with a line end, that of Parquet has none.
     */
    private static final String PARQUET = "PAR1 ";

    private final Sql sql;

    ContainerTable(Sql sql) {
        this.sql = sql;
    }

    /** Says it of a dataset that is being imported. */
    public void add(long datasetId, Container container) {
        boolean parquet = container.kind() == Container.Kind.PARQUET;
        sql.update(
                "INSERT INTO container (dataset_id, kind, head) VALUES (?, ?, ?)",
                datasetId,
                parquet ? Container.Kind.TABLE.name() : container.kind().name(),
                parquet ? PARQUET + container.head() : container.head());
    }

    /** What was said of a dataset; nothing where its format needs no saying. */
    public Optional<Container> find(long datasetId) {
        return sql.first(
                "SELECT kind, head FROM container WHERE dataset_id = ?",
                row -> container(Container.Kind.valueOf(row.getString(1)), row.getString(2)),
                datasetId);
    }

    private static Container container(Container.Kind kind, String head) {
        boolean parquet = kind == Container.Kind.TABLE && head.startsWith(PARQUET) && !head.endsWith("\n");
        return parquet
                ? new Container(Container.Kind.PARQUET, head.substring(PARQUET.length()))
                : new Container(kind, head);
    }
}
