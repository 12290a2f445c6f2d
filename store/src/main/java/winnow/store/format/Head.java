package winnow.store.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import winnow.store.data.Container;
import winnow.store.parquet.ParquetFile;

/**
 * How the records of a file are strung together, and the first of them, found by looking at its beginning, once for all
 * formats that are asked whether they know it.
 */
public final class Head {

    /** Records looked at. */
    static final int MOST = 8;

    /** What stands for a delimiter where the rows of a table are lists in square brackets. */
    static final char LISTS = '[';

    private static final int SHORT = 1 << 16;
    private static final int LONG = 1 << 22; // for files whose first record alone is longer than the short beginning

    private final Path file;
    private final Container.Kind kind;
    private final char delimiter;
    private final FileHead text;
    private final List<Fields> records;

    private Head(Path file, Container.Kind kind, char delimiter, FileHead text, List<Fields> records) {
        this.file = file;
        this.kind = kind;
        this.delimiter = delimiter;
        this.text = text;
        this.records = List.copyOf(records);
    }

    /**
     * Looks at a file.
     *
     * @throws IOException if it cannot be read
     */
    public static Head of(Path file) throws IOException {
        if (ParquetFile.is(file)) {
            FileHead none = new FileHead("", false); // texts may stand in it as they do in JSON, but it is none
            return new Head(file, Container.Kind.PARQUET, ',', none, ParquetRows.first(file, MOST));
        }
        Head head = of(file, SHORT);
        return head.records.isEmpty() && !head.text.whole() ? of(file, LONG) : head;
    }

    private static Head of(Path file, int length) throws IOException {
        byte[] bytes;
        try (InputStream in = Source.open(file)) {
            bytes = in.readNBytes(length);
        }
        String read = FileHead.of(bytes, length).text();
        Container.Kind kind = kind(read);
        char delimiter = kind == Container.Kind.TABLE ? delimiter(read) : ',';
        FileHead text = FileHead.of(bytes, SHORT);
        FirstRecords first = new FirstRecords(kind, delimiter);
        new Head(file, kind, delimiter, text, List.of()).split(new ByteArrayInputStream(bytes), first);
        return new Head(file, kind, delimiter, text, first.records());
    }

    /** The file that was looked at. */
    public Path file() {
        return file;
    }

    /**
     * The first 64 KiB, unpacked, without byte order mark and leading white space; one character a byte. Empty for a
     * Parquet file.
     */
    public String text() {
        return text.text();
    }

    /** The same, to be asked for LLaVA records. */
    FileHead start() {
        return text;
    }

    /** How the records are strung together. */
    Container.Kind kind() {
        return kind;
    }

    /** What stands between the cells of a table; a comma elsewhere. */
    char delimiter() {
        return delimiter;
    }

    /** The first records that can be parsed, {@link #MOST} at most. */
    List<Fields> records() {
        return records;
    }

    /** Names of the fields of the first records, in the order they stand there. */
    public List<String> names() {
        Set<String> names = new LinkedHashSet<>();
        records.forEach(record -> record.value().fieldNames().forEachRemaining(names::add));
        return List.copyOf(names);
    }

    /** Cuts a file of text into its records. */
    void split(InputStream in, Pieces pieces) throws IOException {
        switch (kind) {
            case ARRAY -> JsonArray.split(in, pieces);
            case KEYED -> JsonArray.splitFields(in, pieces);
            case LINES -> JsonLines.split(in, pieces);
            case TABLE -> {
                if (delimiter == LISTS) {
                    JsonLines.split(in, pieces);
                } else {
                    TableRows.split(in, delimiter, pieces);
                }
            }
            case PARQUET -> throw new IllegalStateException("The rows of a Parquet file are no text");
        }
    }

    private static Container.Kind kind(String text) {
        if (text.startsWith("[")) {
            return namesColumns(text) ? Container.Kind.TABLE : Container.Kind.ARRAY;
        }
        if (text.startsWith("{")) {
            return object(text);
        }
        boolean objects = text.lines().limit(MOST).anyMatch(line -> line.startsWith("{"));
        return objects ? Container.Kind.LINES : Container.Kind.TABLE; // the first line may be damaged
    }

    /** A file that starts with a brace: an object a line, or one object with all records in it. */
    private static Container.Kind object(String text) {
        boolean objects = false;
        boolean others = false;
        boolean closed = false;
        boolean severalLines = text.lines().findFirst().orElse("").strip().equals("{");
        try (JsonParser in = new JsonFactory().createParser(text)) {
            in.nextToken();
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                boolean object = in.nextToken() == JsonToken.START_OBJECT;
                objects |= object;
                others |= !object;
                in.skipChildren();
            }
            closed = true;
            severalLines |= in.currentLocation().getLineNr() > 1;
            if (in.nextToken() != null) {
                return Container.Kind.LINES;
            }
        } catch (IOException e) {
            if (closed) {
                return Container.Kind.LINES; // and the second is damaged
            } // else cut off or damaged: what was seen has to do
        }
        boolean keyed = objects && !others;
        return keyed || severalLines ? Container.Kind.KEYED : Container.Kind.LINES;
    }

    /** Whether the first line is a list of names, and the next one a list too: a table of lists. */
    private static boolean namesColumns(String text) {
        List<String> lines =
                text.lines().filter(line -> !line.isBlank()).limit(2).toList();
        if (lines.size() < 2
                || !lines.get(1).startsWith("[")
                || !lines.get(0).stripTrailing().endsWith("]")) {
            return false;
        }
        try {
            JsonNode names = new RecordParser().record(lines.get(0)).value();
            return names.size() > 1
                    && StreamSupport.stream(names.spliterator(), false).allMatch(JsonNode::isTextual);
        } catch (ParseException e) {
            return false; // an array that is broken here is an array
        }
    }

    private static char delimiter(String text) {
        if (text.startsWith("[")) {
            return LISTS;
        }
        String header = text.lines().findFirst().orElse("");
        return (char) IntStream.of(',', '\t', ';')
                .reduce((a, b) -> count(header, b) > count(header, a) ? b : a)
                .orElse(',');
    }

    private static long count(String text, int character) {
        return text.chars().filter(each -> each == character).count();
    }
}
