package winnow.store.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The first 64 KiB of a file, for telling its format by its content.
 *
 * @param text without byte order mark and leading white space; one character a byte
 * @param whole whether that is all of the file
 */
record FileHead(String text, boolean whole) {

    private static final String MARK = "\u00EF\u00BB\u00BF";

    /** The beginning of a file that was read up to some length, of which {@code most} bytes are looked at. */
    static FileHead of(byte[] bytes, int most) {
        String text = new String(bytes, 0, Math.min(bytes.length, most), StandardCharsets.ISO_8859_1);
        String marked = text.startsWith(MARK) ? text.substring(MARK.length()) : text;
        return new FileHead(marked.stripLeading(), bytes.length < most);
    }

    /**
     * How much an object looks like a LLaVA record: 90 with conversations; 10 if it is too long to tell; 20 with two
     * answers to compare, which is a format of its own; 0 otherwise.
     *
     * @param from where in the text the object starts
     */
    int llava(int from) {
        boolean conversations = false;
        boolean pair = false;
        try (JsonParser in = new JsonFactory().createParser(text.substring(from))) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                return 0;
            }
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                conversations |= in.currentName().equals("conversations");
                pair |= in.currentName().equals("chosen") || in.currentName().equals("rejected");
                in.nextToken();
                in.skipChildren();
            }
        } catch (JsonProcessingException e) {
            if (!conversations && !whole) {
                return e instanceof JsonEOFException ? 10 : 0;
            }
        } catch (IOException e) {
            return 0; // never: it is a string
        }
        return conversations ? (pair ? 20 : 90) : 0;
    }
}
