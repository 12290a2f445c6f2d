package winnow.store.format;

import winnow.store.data.Reject;
import winnow.store.data.Sample;

/** Where a {@link DatasetReader} puts what it finds. May throw {@link java.util.concurrent.CancellationException}. */
public interface SampleSink {

    /** A record that became a sample. */
    void accept(Sample sample);

    /** A record that did not. */
    void reject(Reject reject);
}
