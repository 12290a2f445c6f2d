package winnow.store.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import winnow.store.data.Container;
import winnow.store.parquet.ParquetFile;

/**
 * How the records of a file are strung together, and the first of them, found by looking at its beginning.
 *
 * @param kind how they are strung together
 * @param delimiter what stands between the cells of a table; a comma elsewhere
 * @param records the first records that can be parsed, {@link #MOST} at most
 */
record Head(Container.Kind kind, char delimiter, List<Fields> records) {

    /** Records looked at. */
    static final int MOST = 8;

    private static final int SHORT = 1 << 16;
    private static final int LONG = 1 << 22; // for files whose first record alone is longer than the short beginning

    /** Looks at a file. */
    static Head of(Path file) throws IOException {
        if (ParquetFile.is(file)) {
            return new Head(Container.Kind.PARQUET, ',', ParquetRows.first(file, MOST));
        }
        Head head = of(file, SHORT);
        return head.records.isEmpty() ? of(file, LONG) : head;
    }

    private static Head of(Path file, int length) throws IOException {
        byte[] bytes;
        try (InputStream in = Source.open(file)) {
            bytes = in.readNBytes(length);
        }
        String read = new String(bytes, StandardCharsets.ISO_8859_1);
        String text = (read.startsWith("\u00EF\u00BB\u00BF") ? read.substring(3) : read).stripLeading();
        Container.Kind kind = kind(text);
        char delimiter = kind == Container.Kind.TABLE ? delimiter(text) : ',';
        FirstRecords first = new FirstRecords(kind, delimiter);
        new Head(kind, delimiter, List.of()).split(new ByteArrayInputStream(bytes), first);
        return new Head(kind, delimiter, first.records());
    }

    /** Cuts a file of text into its records. */
    void split(InputStream in, Pieces pieces) throws IOException {
        switch (kind) {
            case ARRAY -> JsonArray.split(in, pieces);
            case KEYED -> JsonArray.splitFields(in, pieces);
            case LINES -> JsonLines.split(in, pieces);
            case TABLE -> TableRows.split(in, delimiter, pieces);
            case PARQUET -> throw new IllegalStateException("The rows of a Parquet file are no text");
        }
    }

    private static Container.Kind kind(String text) {
        if (text.startsWith("[")) {
            return Container.Kind.ARRAY;
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

    private static char delimiter(String text) {
        String header = text.lines().findFirst().orElse("");
        return (char) IntStream.of(',', '\t', ';')
                .reduce((a, b) -> count(header, b) > count(header, a) ? b : a)
                .orElse(',');
    }

    private static long count(String text, int character) {
        return text.chars().filter(each -> each == character).count();
    }
}
