package winnow.store.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The bytes of one record while it is cut out of a file. Holds {@link #LIMIT} bytes at most; what comes after is
 * counted, not kept, so that a file without line ends or brackets costs no more memory than a record.
 */
final class RecordText {

    /** Bytes a record may have: 64 MiB. */
    static final int LIMIT = 64 << 20;

    private static final int SMALL = 1 << 16;
    private static final char REPLACEMENT = '\uFFFD';

    private byte[] bytes = new byte[SMALL];
    private long length;

    /** Adds a byte. */
    void add(int value) {
        if (length < LIMIT) {
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(LIMIT, 2L * bytes.length));
            }
            bytes[(int) length] = (byte) value;
        }
        length++;
    }

    /** Adds bytes. */
    void add(byte[] from, int offset, int count) {
        int room = (int) Math.min(count, Math.max(0, LIMIT - length));
        if (room > 0) {
            int needed = (int) length + room;
            if (needed > bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(LIMIT, Math.max(needed, 2L * bytes.length)));
            }
            System.arraycopy(from, offset, bytes, (int) length, room);
        }
        length += count;
    }

    /** Makes room for the next record; the memory of an unusually long one is given back. */
    void clear() {
        length = 0;
        if (bytes.length > 16 * SMALL) {
            bytes = new byte[SMALL];
        }
    }

    /** Whether the record had more bytes than are kept. */
    boolean tooLong() {
        return length > LIMIT;
    }

    /** Whether a byte was added. */
    boolean isStarted() {
        return length > 0;
    }

    /** Whether there is nothing but JSON's white space. */
    boolean isBlank() {
        return start() == end();
    }

    /**
     * The text without the white space around it.
     *
     * @throws CharacterCodingException if it is not valid UTF-8
     */
    String text() throws CharacterCodingException {
        int start = start();
        return decode(start, end() - start);
    }

    /**
     * The text as it is, without the line end after it.
     *
     * @throws CharacterCodingException if it is not valid UTF-8
     */
    String row() throws CharacterCodingException {
        int end = kept();
        end -= end > 0 && bytes[end - 1] == '\n' ? 1 : 0;
        end -= end > 0 && bytes[end - 1] == '\r' ? 1 : 0;
        return decode(0, end);
    }

    /** The quick way replaces what is damaged, so where it may have done so the strict way has to say. */
    private String decode(int start, int count) throws CharacterCodingException {
        String text = new String(bytes, start, count, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) < 0) {
            return text;
        }
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes, start, count))
                .toString();
    }

    /** Whether the text ends with a carriage return and a line feed. */
    boolean endsWithReturn() {
        int end = kept();
        return end > 1 && bytes[end - 1] == '\n' && bytes[end - 2] == '\r';
    }

    /** What can be read of the beginning, for showing it beside a fault: bytes that are not UTF-8 become U+FFFD. */
    String excerpt() {
        int shown = Math.min(end() - start(), 40_000);
        return new String(bytes, start(), shown, StandardCharsets.UTF_8);
    }

    private int start() {
        int start = 0;
        while (start < kept() && isWhite(bytes[start])) {
            start++;
        }
        return start;
    }

    private int end() {
        int start = start();
        int end = kept();
        while (end > start && isWhite(bytes[end - 1])) {
            end--;
        }
        return end;
    }

    private int kept() {
        return (int) Math.min(length, LIMIT);
    }

    /** White space as JSON has it: blank, tab, line feed, carriage return and no other. */
    static boolean isWhite(int value) {
        return value == ' ' || value == '\t' || value == '\n' || value == '\r';
    }
}
