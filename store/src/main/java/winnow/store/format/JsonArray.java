package winnow.store.format;

import java.io.IOException;
import java.io.InputStream;

/**
 * Cuts a JSON array into its elements, or a JSON object into its fields, without understanding them, so that a bad
 * element costs only itself.
 *
 * <p>Works on bytes: in UTF-8 the bytes of brackets, quotes, commas and backslashes stand for nothing else. An element
 * that starts with a bracket ends where as many brackets were closed as opened, not counting those in strings; one that
 * starts with a quote ends with the string; any other ends before white space, a comma or a closing bracket. Whether an
 * element is valid JSON is for its reader to say.
 */
final class JsonArray {

    private final ByteFeed feed;
    private final Pieces pieces;
    private final RecordText text = new RecordText();
    private final boolean keyed;
    private final char open;
    private final char close;

    private JsonArray(InputStream in, Pieces pieces, boolean keyed) throws IOException {
        this.feed = new ByteFeed(in);
        this.pieces = pieces;
        this.keyed = keyed;
        this.open = keyed ? '{' : '[';
        this.close = keyed ? '}' : ']';
    }

    /** Reads {@code in} to its end, or to where the array is broken: that is reported once, the rest is not read. */
    static void split(InputStream in, Pieces pieces) throws IOException {
        new JsonArray(in, pieces, false).elements();
    }

    /** The same for an object: a record is a field with its name, {@code "42": {...}}. */
    static void splitFields(InputStream in, Pieces pieces) throws IOException {
        new JsonArray(in, pieces, true).elements();
    }

    private void elements() throws IOException {
        if (feed.peekPastWhite() == ByteFeed.END) {
            damage("The file is empty; a list of records in " + (keyed ? "braces" : "square brackets")
                    + " was expected.");
            return;
        }
        if (feed.peek() != open) {
            damage("The file does not start with \"" + open + "\": it is not a list of records.");
            return;
        }
        feed.next();
        boolean more = feed.peekPastWhite() == close ? delimiter() : element();
        while (more) {
            more = element();
        }
    }

    /** Takes one element and the comma after it; false after the last, and where the array is broken. */
    private boolean element() throws IOException {
        int value = feed.peekPastWhite();
        long line = feed.line();
        text.clear();
        if (value == ',') {
            damage("There is no record before the comma in line " + line + ".");
        } else if (value == close) {
            damage("There is a comma but no record before the closing \"" + close + "\" in line " + line + ".");
        } else if (value != ByteFeed.END && !copyElement()) {
            pieces.damage(line, "The file is cut off in the record that starts in line " + line + ".", text);
            return false;
        } else if (value != ByteFeed.END) {
            pieces.record(line, text);
        }
        return delimiter();
    }

    private boolean delimiter() throws IOException {
        int value = feed.peekPastWhite();
        if (value == ',') {
            feed.next();
            return true;
        }
        if (value == close) {
            feed.next();
            if (feed.peekPastWhite() != ByteFeed.END) {
                damage("After the closing \"" + close + "\" there is more text in line " + feed.line()
                        + "; it was not read.");
            }
        } else if (value == ByteFeed.END) {
            damage("The file is cut off: it ends before the closing \"" + close + "\".");
        } else {
            damage("A comma is missing before line " + feed.line() + "; the rest of the file was not read.");
        }
        return false;
    }

    /** Copies one element into {@link #text}; false if the file ends before it does. */
    private boolean copyElement() throws IOException {
        if (keyed && feed.peek() == '"' && !copyName()) {
            return false;
        }
        if (endsElement()) {
            return true;
        }
        int depth = 0;
        do {
            int value = feed.next();
            if (value == ByteFeed.END) {
                return false;
            }
            text.add(value);
            if (value == '{' || value == '[') {
                depth++;
            } else if (value == '}' || value == ']') {
                depth--;
            } else if (value == '"') {
                if (!feed.copyString(text)) {
                    return false;
                }
            } else if (depth == 0) {
                copyWord();
            }
        } while (depth > 0);
        return true;
    }

    /** Copies the name of a field and the colon after it, where there is one; false if the file ends before. */
    private boolean copyName() throws IOException {
        text.add(feed.next());
        if (!feed.copyString(text)) {
            return false;
        }
        copyWhite();
        if (feed.peek() == ':') {
            text.add(feed.next());
            copyWhite();
        }
        return feed.peek() != ByteFeed.END;
    }

    /** Whether the file has nothing more for this element: what came so far is all of it, valid or not. */
    private boolean endsElement() throws IOException {
        return text.isStarted() && (feed.peek() == ',' || feed.peek() == close);
    }

    private void copyWhite() throws IOException {
        while (RecordText.isWhite(feed.peek())) {
            text.add(feed.next());
        }
    }

    private void copyWord() throws IOException {
        for (int value = feed.peek(); !endsWord(value); value = feed.peek()) {
            text.add(feed.next());
        }
    }

    private boolean endsWord(int value) {
        return value == ByteFeed.END || value == ',' || value == close || RecordText.isWhite(value);
    }

    private void damage(String reason) throws IOException {
        long line = feed.line();
        text.clear();
        for (int i = 0; i < 200 && feed.peek() != ByteFeed.END && feed.peek() != ',' && feed.peek() != ']'; i++) {
            text.add(feed.next());
        }
        pieces.damage(line, reason, text);
    }
}
