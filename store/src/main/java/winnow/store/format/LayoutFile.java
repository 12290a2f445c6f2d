package winnow.store.format;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import winnow.store.data.WholeRecord;

/** A file that is being written in a {@link DatasetLayout}, record by record, in memory that does not grow. */
public interface LayoutFile {

    /**
     * Writes a record.
     *
     * @return why the layout cannot hold the record, in one sentence; then nothing of it was written
     */
    Optional<String> write(WholeRecord record) throws IOException;

    /** Ends the file and brings it to the stream, which stays open. */
    void finish() throws IOException;

    /** What users should know of how records were written: sentences, and to how many records each applies. */
    default Map<String, Long> notes() {
        return Map.of();
    }
}
