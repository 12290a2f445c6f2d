package winnow.store.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import winnow.store.data.Reject;
import winnow.store.data.Sample;

/** Everything a reader handed over. */
record Collected(List<Sample> samples, List<Reject> rejects) implements SampleSink {

    Collected() {
        this(new ArrayList<>(), new ArrayList<>());
    }

    static Collected of(DatasetReader reader, Path file) throws IOException {
        Collected collected = new Collected();
        reader.read(file, collected);
        return collected;
    }

    @Override
    public void accept(Sample sample) {
        samples.add(sample);
    }

    @Override
    public void reject(Reject reject) {
        rejects.add(reject);
    }

    List<String> raws() {
        return samples.stream().map(Sample::raw).toList();
    }

    Iterator<String> rawsOnce() {
        return raws().iterator();
    }

    /** The numbers of all records, in the order of the file. */
    List<Long> records() {
        return Stream.concat(
                        samples.stream().map(Sample::record), rejects.stream().map(Reject::record))
                .sorted()
                .toList();
    }

    List<String> reasons() {
        return rejects.stream().map(Reject::reason).toList();
    }
}
