package winnow.arch.planted.store.format;

import java.nio.file.Path;
import winnow.store.format.DatasetReader;
import winnow.store.format.Head;
import winnow.store.format.SampleSink;

/** A plug-in whose registration was forgotten. */
public final class ForgottenFormat implements DatasetReader {

    @Override
    public String id() {
        return "forgotten";
    }

    @Override
    public String description() {
        return "forgotten";
    }

    @Override
    public int confidence(Head head) {
        return 0;
    }

    @Override
    public void read(Path file, SampleSink sink) {}
}
