package winnow.store.format;

import java.io.IOException;
import java.io.Writer;
import java.util.Iterator;
import winnow.store.data.Container;

/** Strings raw records together again. */
final class RecordWriter {

    private RecordWriter() {}

    /** Writes records as their file had them. */
    static void write(Writer out, Container container, Iterator<String> records) throws IOException {
        switch (container.kind()) {
            case ARRAY -> list(out, "[", records, "]");
            case KEYED -> list(out, "{", records, "}");
            case LINES -> lines(out, "\n", records);
            case TABLE -> {
                out.write(container.head());
                lines(out, container.head().endsWith("\r\n") ? "\r\n" : "\n", records);
            }
            case PARQUET -> throw new IllegalStateException("The rows of a Parquet file are no text");
        }
    }

    /** Writes each record and {@code end} after it. */
    static void lines(Writer out, String end, Iterator<String> records) throws IOException {
        while (records.hasNext()) {
            out.write(records.next());
            out.write(end);
        }
    }

    /** Writes records between brackets, indented as the first was. */
    static void list(Writer out, String open, Iterator<String> records, String close) throws IOException {
        out.write(open);
        String before = "\n";
        String indent = "";
        while (records.hasNext()) {
            String raw = records.next();
            indent = indent.isEmpty() ? indent(raw) : indent;
            out.write(before);
            out.write(indent);
            out.write(raw);
            before = ",\n";
        }
        out.write("\n" + close + "\n");
    }

    /** The white space before the closing brace of a record of several lines; two blanks for one of a single line. */
    private static String indent(String raw) {
        String lastLine = raw.substring(raw.lastIndexOf('\n') + 1, raw.length() - 1);
        return raw.indexOf('\n') >= 0 && lastLine.isBlank() && !lastLine.isEmpty() ? lastLine : "  ";
    }
}
