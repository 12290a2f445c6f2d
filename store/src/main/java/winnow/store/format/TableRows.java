package winnow.store.format;

import java.io.IOException;
import java.io.InputStream;

/**
 * Cuts CSV into rows: a line break in a cell that starts with a quote does not end the row. The first row names the
 * columns. Works on bytes, because in UTF-8 those of quotes and line breaks stand for nothing else.
 */
final class TableRows {

    private TableRows() {}

    /**
     * Reads {@code in} to its end; rows of white space are passed over.
     *
     * @param delimiter what stands between cells
     */
    static void split(InputStream in, char delimiter, Pieces pieces) throws IOException {
        ByteFeed feed = new ByteFeed(in);
        RecordText text = new RecordText();
        while (feed.peek() != ByteFeed.END) {
            long line = feed.line();
            text.clear();
            boolean whole = copyRow(feed, delimiter, text);
            if (!whole) {
                pieces.damage(line, "A quote that opens in the row of line " + line + " is never closed.", text);
            } else if (!text.isBlank()) {
                pieces.record(line, text);
            }
        }
    }

    /** Copies a row with its line end; false if the file ends inside of quotes. */
    private static boolean copyRow(ByteFeed feed, char delimiter, RecordText text) throws IOException {
        boolean quoted = false;
        boolean start = true; // of a cell
        for (int value = feed.next(); value != ByteFeed.END; value = feed.next()) {
            text.add(value);
            if (quoted) {
                quoted = value != '"'; // of two quotes in a row the second opens again
                start = !quoted;
            } else if (value == '"' && start) {
                quoted = true;
            } else if (value == '\n') {
                return true;
            } else {
                start = value == delimiter;
            }
        }
        return !quoted;
    }
}
