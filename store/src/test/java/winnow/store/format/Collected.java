package winnow.store.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import winnow.store.data.Container;
import winnow.store.data.ImportWarning;
import winnow.store.data.Prompt;
import winnow.store.data.Reject;
import winnow.store.data.Sample;
import winnow.store.media.MediaFolder;

/** Everything a reader handed over. */
record Collected(
        List<Sample> samples,
        List<Prompt> prompts,
        List<Reject> rejects,
        List<ImportWarning> warnings,
        List<Container> containers,
        Optional<MediaFolder> folder)
        implements SampleSink {

    Collected() {
        this(Optional.empty());
    }

    private Collected(Optional<MediaFolder> folder) {
        this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), folder);
    }

    static Collected of(DatasetReader reader, Path file) throws IOException {
        Collected collected = new Collected();
        reader.read(file, collected);
        return collected;
    }

    /** Keeps media that stand inside of the file in a folder. */
    static Collected of(DatasetReader reader, Path file, Path folder) throws IOException {
        Collected collected = new Collected(Optional.of(new MediaFolder(folder)));
        reader.read(file, collected);
        return collected;
    }

    @Override
    public String media(byte[] bytes) throws IOException {
        return folder.isPresent() ? folder.get().put(bytes) : SampleSink.super.media(bytes);
    }

    @Override
    public void accept(Sample sample) {
        samples.add(sample);
    }

    @Override
    public void container(Container container) {
        containers.add(container);
    }

    @Override
    public void prompt(Prompt prompt) {
        prompts.add(prompt);
    }

    @Override
    public void reject(Reject reject) {
        rejects.add(reject);
    }

    @Override
    public void warn(ImportWarning warning) {
        warnings.add(warning);
    }

    List<String> raws() {
        return samples.stream().map(Sample::raw).toList();
    }

    Iterator<String> rawsOnce() {
        return raws().iterator();
    }

    /** The raw text of every record that can be exported, once each, in the order of the file. */
    List<String> allRaws() {
        TreeMap<Long, String> raws = new TreeMap<>();
        samples.forEach(sample -> raws.put(sample.record(), sample.raw()));
        prompts.forEach(prompt -> raws.put(prompt.record(), prompt.raw()));
        return List.copyOf(raws.values());
    }

    /** The numbers of all records, in the order of the file. */
    List<Long> records() {
        return Stream.of(
                        samples.stream().map(Sample::record),
                        prompts.stream().map(Prompt::record),
                        rejects.stream().map(Reject::record))
                .flatMap(each -> each)
                .sorted()
                .toList();
    }

    List<String> warned() {
        return warnings.stream().map(ImportWarning::reason).toList();
    }

    List<String> reasons() {
        return rejects.stream().map(Reject::reason).toList();
    }
}
