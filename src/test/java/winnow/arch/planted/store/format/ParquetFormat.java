package winnow.arch.planted.store.format;

import org.apache.parquet.schema.MessageType;

/** A format that would look into Parquet files by itself. */
public final class ParquetFormat {

    int columns(MessageType schema) {
        return schema.getColumns().size();
    }
}
