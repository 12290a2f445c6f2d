package winnow.store.format;

import winnow.store.data.Container;
import winnow.store.data.Prompt;
import winnow.store.data.Reject;
import winnow.store.data.Sample;

/** Where a {@link DatasetReader} puts what it finds. May throw {@link java.util.concurrent.CancellationException}. */
public interface SampleSink {

    /**
     * How the records are strung together; told once, before the first record, by formats that can be strung together
     * in several ways. Of no interest to who does not write them back.
     */
    default void container(Container container) {}

    /** A record that became a sample, or one of its samples: those of a record come one after the other. */
    void accept(Sample sample);

    /** A record that asks and is not answered. */
    void prompt(Prompt prompt);

    /** A record that became neither. */
    void reject(Reject reject);
}
