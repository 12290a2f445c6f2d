package winnow.store.format;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Optional;
import winnow.store.data.Container;
import winnow.store.media.MediaRoots;

/** Writes one dataset file format. Found by {@link java.util.ServiceLoader}; stateless, so any thread may use it. */
public interface DatasetWriter {

    /** Same id as the reader of the format. */
    String id();

    /** Ending of the files it writes, with the dot. */
    String extension();

    /**
     * Writes records that came in this format, each exactly as it stood in its file, one after the other.
     *
     * @param out where to; not closed here
     * @param records the raw records, in file order; never all in memory at once
     * @throws IOException if {@code out} cannot be written
     */
    void write(Writer out, Iterator<String> records) throws IOException;

    /**
     * Does the same, strung together as in their file.
     *
     * @param container as the reader told it; a format that can be strung together in one way only needs no telling
     */
    default void write(Writer out, Container container, Iterator<String> records) throws IOException {
        write(out, records);
    }

    /**
     * Does the same in bytes.
     *
     * @param media where the media are that stand inside of the file, as in Parquet
     */
    default void write(OutputStream out, Container container, Iterator<String> records, MediaRoots media)
            throws IOException {
        Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        write(text, container, records);
        text.flush();
    }

    /** What written files need beside them to be read; empty where their records say everything themselves. */
    default Optional<Beside> beside() {
        return Optional.empty();
    }
}
