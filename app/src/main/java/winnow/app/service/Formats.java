package winnow.app.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import winnow.store.format.DatasetReader;
import winnow.store.format.DatasetWriter;

/** The dataset formats this installation knows, plug-ins included. */
public final class Formats {

    private final List<DatasetReader> readers;
    private final List<DatasetWriter> writers;

    /** All that {@link ServiceLoader} finds. */
    public Formats() {
        this(all(DatasetReader.class), all(DatasetWriter.class));
    }

    Formats(List<DatasetReader> readers, List<DatasetWriter> writers) {
        this.readers =
                readers.stream().sorted(Comparator.comparing(DatasetReader::id)).toList();
        this.writers = List.copyOf(writers);
    }

    /** All readers, by id. */
    public List<DatasetReader> readers() {
        return readers;
    }

    /** The writer of a format. */
    public Optional<DatasetWriter> writer(String id) {
        return writers.stream().filter(w -> w.id().equals(id)).findFirst();
    }

    /**
     * The reader of a format.
     *
     * @throws IOException if there is none; the message names those there are
     */
    public DatasetReader reader(String id) throws IOException {
        return readers.stream()
                .filter(r -> r.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IOException("There is no format \"" + id + "\". Known are " + known() + "."));
    }

    /** The reader that is the surest of a file; empty when none knows it. */
    public Optional<DatasetReader> guess(Path file) throws IOException {
        Optional<DatasetReader> best = Optional.empty();
        int highest = 0;
        for (DatasetReader reader : readers) {
            int confidence = reader.confidence(file);
            if (confidence > highest) {
                highest = confidence;
                best = Optional.of(reader);
            }
        }
        return best;
    }

    /** The ids of all readers, for messages. */
    String known() {
        return readers.stream().map(DatasetReader::id).collect(Collectors.joining(", "));
    }

    private static <T> List<T> all(Class<T> type) {
        return ServiceLoader.load(type).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }
}
