package winnow.store.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads one dataset file format. Found by {@link java.util.ServiceLoader}; stateless, so any thread may use it. */
public interface DatasetReader {

    /** Short, lower case, unique; what users type after {@code --format} and what the workspace remembers. */
    String id();

    /** What people call it, in one short line. */
    String description();

    /**
     * How sure this reader is that a file is of its format.
     *
     * @param head its beginning; a reader that needs another look may open {@link Head#file}
     * @return 0 not at all, to 100 certain; on a file of some format exactly one reader is the surest
     * @throws IOException if the file cannot be read
     */
    int confidence(Head head) throws IOException;

    /** The same for a file that no other reader is asked about. */
    default int confidence(Path file) throws IOException {
        return confidence(Head.of(file));
    }

    /**
     * Whether a record with two answers says which is the better one, in every file: candidate 0. Candidates of a
     * record that does not say count from 1.
     */
    default boolean betterFirst() {
        return false;
    }

    /**
     * Who wrote the answers of a record, in order of its candidates; empty where it does not say.
     *
     * @param raw the record as it stood in its file
     */
    default List<String> authors(String raw) {
        return List.of();
    }

    /**
     * Whether a record says that neither of its two answers is any good.
     *
     * @param raw the record as it stood in its file
     */
    default boolean bothBad(String raw) {
        return false;
    }

    /**
     * Hands every record of the file to {@code sink}, in file order, in memory that does not grow with the file. A bad
     * record is rejected, not thrown.
     *
     * @throws IOException if the file itself cannot be read
     */
    void read(Path file, SampleSink sink) throws IOException;
}
