package winnow.app.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import winnow.store.format.DatasetLayout;
import winnow.store.format.DatasetReader;
import winnow.store.format.DatasetWriter;
import winnow.store.format.Head;
import winnow.store.format.QuestionAnswer;
import winnow.store.format.ScoreSheet;

/** The dataset formats this installation knows, plug-ins included. */
public final class Formats {

    private static final String LLAVA = "llava";

    private final List<DatasetReader> readers;
    private final List<DatasetWriter> writers;
    private final List<DatasetLayout> layouts;

    /**
     * What can be done with a format.
     *
     * @param id what users type after {@code --format}
     * @param description what people call it, in one short line; its id where it is only written
     * @param reads whether Winnow reads it
     * @param writes whether Winnow writes it: at least what came in it, as it came
     * @param any whether Winnow writes any dataset in it
     */
    public record Format(String id, String description, boolean reads, boolean writes, boolean any) {}

    /** All that {@link ServiceLoader} finds. */
    public Formats() {
        this(all(DatasetReader.class), all(DatasetWriter.class), all(DatasetLayout.class));
    }

    Formats(List<DatasetReader> readers, List<DatasetWriter> writers, List<DatasetLayout> layouts) {
        this.readers =
                readers.stream().sorted(Comparator.comparing(DatasetReader::id)).toList();
        this.writers = List.copyOf(writers);
        this.layouts =
                layouts.stream().sorted(Comparator.comparing(DatasetLayout::id)).toList();
    }

    /**
     * Whether a file is no dataset but holds the scores of one: {@link OutsideScores} takes it.
     *
     * @param guessed what {@link #guess} made of it
     */
    static boolean holdsScores(Path file, Optional<DatasetReader> guessed) throws IOException {
        boolean known = guessed.isPresent() && !guessed.get().id().equals(QuestionAnswer.ID);
        return !known && ScoreSheet.fits(Head.of(file));
    }

    /** Ids of the formats whose files say which of two answers is better: the first. */
    List<String> labelled() {
        return readers.stream()
                .filter(DatasetReader::betterFirst)
                .map(DatasetReader::id)
                .toList();
    }

    /** All formats, by id. */
    public List<Format> all() {
        TreeMap<String, Format> formats = new TreeMap<>();
        for (DatasetReader reader : readers) {
            boolean any = layout(reader.id()).isPresent();
            boolean writes = any || writer(reader.id()).isPresent();
            formats.put(reader.id(), new Format(reader.id(), reader.description(), true, writes, any));
        }
        for (DatasetLayout layout : layouts) {
            formats.putIfAbsent(layout.id(), new Format(layout.id(), layout.description(), false, true, true));
        }
        for (DatasetWriter writer : writers) {
            formats.putIfAbsent(writer.id(), new Format(writer.id(), writer.id(), false, true, false));
        }
        return List.copyOf(formats.values());
    }

    /** All readers, by id. */
    public List<DatasetReader> readers() {
        return readers;
    }

    /** The writer of a format. */
    public Optional<DatasetWriter> writer(String id) {
        return writers.stream().filter(w -> w.id().equals(id)).findFirst();
    }

    /** The layout of a name, {@code llava} being the usual one of two. */
    public Optional<DatasetLayout> layout(String name) {
        String id = name.equals(LLAVA) ? LLAVA + "-json" : name;
        return layouts.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /** The names of the layouts any dataset can be written in, as users may type them. */
    public List<String> layouts() {
        Stream<String> names = layouts.stream().map(DatasetLayout::id);
        return (layout(LLAVA).isPresent() ? Stream.concat(names, Stream.of(LLAVA)) : names)
                .sorted()
                .toList();
    }

    /** Whether data that came in a format is of that name already, so that it can stay as it is. */
    static boolean isOf(String name, String format) {
        return name.equals(format) || (name.equals(LLAVA) && format.startsWith(LLAVA + "-"));
    }

    /** What to say of a layout that cannot tell votes. */
    String votesHaveNoPlace() {
        return "Votes have a place in these layouts only: " + String.join(", ", withPreferences())
                + ". Name one of them as the format.";
    }

    /** The names of the layouts that have a place for votes on pairs. */
    List<String> withPreferences() {
        return layouts.stream()
                .filter(DatasetLayout::holdsPreferences)
                .map(DatasetLayout::id)
                .toList();
    }

    /**
     * The reader of a format.
     *
     * @throws IOException if there is none; the message names those there are
     */
    public DatasetReader reader(String id) throws IOException {
        return find(id).orElseThrow(
                        () -> new IOException("There is no format \"" + id + "\". Known are " + known() + "."));
    }

    /** The reader of a format, where there is one. */
    Optional<DatasetReader> find(String id) {
        return readers.stream().filter(r -> r.id().equals(id)).findFirst();
    }

    /** The reader that is the surest of a file; empty when none knows it. */
    public Optional<DatasetReader> guess(Path file) throws IOException {
        Head head = Head.of(file);
        Optional<DatasetReader> best = Optional.empty();
        int highest = 0;
        for (DatasetReader reader : readers) {
            int confidence = reader.confidence(head);
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
