package winnow.store.format;

import java.io.IOException;
import winnow.store.data.Container;
import winnow.store.data.ImportWarning;
import winnow.store.data.Prompt;
import winnow.store.data.Reject;
import winnow.store.data.Sample;
import winnow.store.media.MediaFolder;

/** Where a {@link DatasetReader} puts what it finds. May throw {@link java.util.concurrent.CancellationException}. */
public interface SampleSink {

    /**
     * How the records are strung together; told once, before the first record, by formats that can be strung together
     * in several ways. Of no interest to who does not write them back.
     */
    default void container(Container container) {}

    /**
     * Bytes of a picture or another medium that stands inside of the dataset file; they come before their record.
     *
     * @return the path its record gives them, which is the same for the same bytes
     * @throws IOException if they cannot be kept
     */
    default String media(byte[] bytes) throws IOException {
        return MediaFolder.nameOf(bytes);
    }

    /** A record that became a sample, or one of its samples: those of a record come one after the other. */
    void accept(Sample sample);

    /** A record that asks and is not answered. */
    void prompt(Prompt prompt);

    /** A record that became neither. */
    void reject(Reject reject);

    /**
     * The file itself is broken here: what stands between its records is not what belongs there, so that some may be
     * missing. Counts as a record that became neither.
     */
    default void broken(Reject reject) {
        reject(reject);
    }

    /** Something odd about a record that was handed over just before. */
    default void warn(ImportWarning warning) {}
}
