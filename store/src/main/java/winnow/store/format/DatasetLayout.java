package winnow.store.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import winnow.store.data.Media;

/**
 * Writes records of any dataset, whatever format they came in, as another tool reads them. Found by
 * {@link java.util.ServiceLoader}; stateless, so any thread may use it. A {@link DatasetWriter} in contrast writes back
 * what came in its own format.
 */
public interface DatasetLayout {

    /** What users type after {@code --format}; that of the reader that reads it back, where there is one. */
    String id();

    /** What people call it, in one short line. */
    String description();

    /** Ending of the files it writes, with the dot. */
    String ending();

    /** Whether its file has rows of records that are left out too, and says so of each. */
    default boolean showsRemoved() {
        return false;
    }

    /** Whether it has a place for votes on two answers, the margin of their rewards and its probability. */
    default boolean holdsPreferences() {
        return false;
    }

    /**
     * Starts a file.
     *
     * @param out where to, text or not; closed by who opened it
     * @param context what is known of the records beforehand
     * @throws IOException if {@code out} cannot be written
     */
    LayoutFile start(OutputStream out, Context context) throws IOException;

    /** A file that tells the tool about all files of an export; empty where it needs none. */
    default Optional<Companion> companion(List<Entry> entries) {
        return Optional.empty();
    }

    /**
     * What is known of the records of a file beforehand.
     *
     * @param dataset what people call the dataset
     * @param shown what kinds of media its samples show
     * @param files opens the media, for layouts that hold them in the file
     * @param preferences whether records say which of two answers is better, as annotators and a model have it
     */
    record Context(String dataset, Set<Media.Kind> shown, MediaFiles files, boolean preferences) {

        /** Of records that do not say which answer is better. */
        public Context(String dataset, Set<Media.Kind> shown, MediaFiles files) {
            this(dataset, shown, files, false);
        }
    }

    /**
     * A file that was written.
     *
     * @param name its name
     * @param dataset what people call the dataset
     * @param shown what its records show
     */
    record Entry(String name, String dataset, Set<Media.Kind> shown) {}

    /**
     * A file beside those with records.
     *
     * @param name its name
     * @param text what is in it
     */
    record Companion(String name, String text) {}
}
