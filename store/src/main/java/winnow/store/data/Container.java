package winnow.store.data;

import static java.util.Objects.requireNonNull;

/**
 * How the records of a dataset file are strung together, so that an export can string them together again.
 *
 * @param kind how
 * @param head what stands before the first record: the line with the names of the columns of a table, as it was in the
 *     file and with its line end; the columns of a Parquet file; empty otherwise
 */
public record Container(Kind kind, String head) {

    /** How records are strung together. */
    public enum Kind {
        /** A JSON array of records. */
        ARRAY,
        /** JSON Lines: one record a line. */
        LINES,
        /** A JSON object whose fields are the records. */
        KEYED,
        /** CSV: one record a row, below a line with the names of the columns. */
        TABLE,
        /** Parquet: one record a row; the head is not text of the file but says what its columns are. */
        PARQUET
    }

    public Container {
        requireNonNull(kind, "kind");
        requireNonNull(head, "head");
    }
}
