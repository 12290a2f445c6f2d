package winnow.store.format;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of a file one after the other, without a byte order mark, counting lines. */
final class ByteFeed {

    /** What {@link #next()} returns after the last byte. */
    static final int END = -1;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int limit;
    private long line = 1;

    ByteFeed(InputStream in) throws IOException {
        this.in = in;
        limit = Math.max(0, in.readNBytes(buffer, 0, 3));
        if (limit == 3 && (buffer[0] & 0xFF) == 0xEF && (buffer[1] & 0xFF) == 0xBB && (buffer[2] & 0xFF) == 0xBF) {
            position = 3;
        }
    }

    /** The line of the byte that comes next, from 1. Only a line feed ends a line. */
    long line() {
        return line;
    }

    /** The next byte, 0 to 255, or {@link #END}. */
    int next() throws IOException {
        int value = peek();
        if (value != END) {
            position++;
            if (value == '\n') {
                line++;
            }
        }
        return value;
    }

    /** The byte {@link #next()} will return. */
    int peek() throws IOException {
        if (position == limit) {
            limit = Math.max(0, in.read(buffer));
            position = 0;
        }
        return limit == 0 ? END : buffer[position] & 0xFF;
    }

    /** Copies what is left of a JSON string after its opening quote; false if the file ends before the string does. */
    boolean copyString(RecordText text) throws IOException {
        boolean escaped = false;
        boolean closed = false;
        while (!closed && peek() != END) {
            int from = position;
            while (!closed && position < limit) {
                byte value = buffer[position++];
                line += value == '\n' ? 1 : 0;
                closed = value == '"' && !escaped;
                escaped = value == '\\' && !escaped;
            }
            text.add(buffer, from, position - from);
        }
        return closed;
    }

    /** Copies what is left of a line, and takes the line feed after it. */
    void copyLine(RecordText text) throws IOException {
        boolean ended = false;
        while (!ended && peek() != END) {
            int from = position;
            while (position < limit && buffer[position] != '\n') {
                position++;
            }
            text.add(buffer, from, position - from);
            ended = position < limit;
        }
        next();
    }

    /** Passes over JSON's white space and returns the byte after it without taking it. */
    int peekPastWhite() throws IOException {
        while (RecordText.isWhite(peek())) {
            next();
        }
        return peek();
    }
}
