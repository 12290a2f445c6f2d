package winnow.store.parquet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * A row of a Parquet file.
 *
 * @param record its columns by name; a column without a value is null
 * @param blobs names of the bytes that were put away, in the order of the columns
 * @param fault what is wrong with it, one sentence for the user; empty if nothing is
 */
public record Row(ObjectNode record, List<String> blobs, Optional<String> fault) {
    public Row {
        blobs = List.copyOf(blobs);
    }
}
