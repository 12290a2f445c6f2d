package winnow.store.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Iterator;
import java.util.List;
import winnow.store.data.Container;
import winnow.store.media.MediaRoots;

/**
 * What formats share that are told by the fields of their records, whether these stand in a JSON array, one a line, in
 * one JSON object under their names, or in the rows of a table. A format says how sure it is of a record and what
 * conversations a record holds; reading, writing and rejecting are the same for all.
 *
 * <p>Levels of confidence: 90 and more where a field or a value stands in no other format; 70 to 89 where the fields
 * together do; 40 to 69 where they are common; 10 to 39 for a guess. The same figure is never given twice for a record.
 */
abstract class RecordFormat implements DatasetReader, DatasetWriter {

    private final String id;
    private final String description;
    private final RecordParser parser = new RecordParser();

    RecordFormat(String id, String description) {
        this.id = id;
        this.description = description;
    }

    /** How sure this format is of a file with such a record, 0 to 100. Reads fields, and nothing else. */
    abstract int claims(Fields record);

    /**
     * The conversations of a record: one that ends with a question, or any number that end with an answer each, the
     * better before the worse where the record says which is.
     *
     * @throws ParseException if the record is not of this format, with a message for the user
     */
    abstract List<Talk> talks(Fields record) throws ParseException;

    /** The number of the first answer of a record: 0, or 1 where a battle has no better one. */
    int firstCandidate(Fields record) {
        return 0;
    }

    /** Who wrote the answers of a record, in the order of {@link #talks}; empty where it does not say. */
    List<String> authors(Fields record) throws ParseException {
        return List.of();
    }

    /** Whether a record says that neither of its two answers is any good. */
    boolean bothBad(Fields record) {
        return false;
    }

    /** Whether a record may be such a value. */
    boolean takes(JsonNode value) {
        return value.isObject();
    }

    /** What {@link #takes} takes, for messages. */
    String expects() {
        return "an object in braces";
    }

    /** How sure it is of a file that starts like this: as sure as of the clearest of its first records. */
    int claims(Head head) {
        return head.records().stream()
                .filter(record -> takes(record.value()))
                .mapToInt(this::claims)
                .max()
                .orElse(0);
    }

    /** This format with what it needs to know of one file beside its records. */
    RecordFormat of(Head head) {
        return this;
    }

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final String description() {
        return description;
    }

    @Override
    public String extension() {
        return ".json";
    }

    @Override
    public final List<String> authors(String raw) {
        try {
            return authors(parser.record(raw));
        } catch (ParseException e) {
            return List.of(); // a row of a table or a named record, which no format with names of models has
        }
    }

    @Override
    public final boolean bothBad(String raw) {
        try {
            return bothBad(parser.record(raw));
        } catch (ParseException e) {
            return false; // a row of a table or a named record, as with the names of models
        }
    }

    @Override
    public final int confidence(Head head) {
        return claims(head);
    }

    @Override
    public final void read(Path file, SampleSink sink) throws IOException {
        Head head = Head.of(file);
        RecordFormat format = of(head);
        if (head.kind() == Container.Kind.PARQUET) {
            ParquetRows.read(file, sink, new RecordReader(format, head, sink));
            return;
        }
        try (InputStream in = Source.open(file)) {
            head.split(in, new RecordReader(format, head, sink));
        }
    }

    /** Writes a JSON array. */
    @Override
    public final void write(Writer out, Iterator<String> records) throws IOException {
        write(out, new Container(Container.Kind.ARRAY, ""), records);
    }

    @Override
    public final void write(Writer out, Container container, Iterator<String> records) throws IOException {
        RecordWriter.write(out, container, records);
    }

    @Override
    public final void write(OutputStream out, Container container, Iterator<String> records, MediaRoots media)
            throws IOException {
        if (container.kind() == Container.Kind.PARQUET) {
            ParquetRows.write(out, container, records, media);
        } else {
            DatasetWriter.super.write(out, container, records, media);
        }
    }
}
