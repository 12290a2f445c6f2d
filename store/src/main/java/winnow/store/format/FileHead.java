package winnow.store.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import winnow.store.parquet.ParquetFile;

/**
 * The first 64 KiB of a file, for telling its format by its content.
 *
 * @param text without byte order mark and leading white space; one character a byte
 * @param whole whether that is all of the file
 */
record FileHead(String text, boolean whole) {

    private static final int LENGTH = 1 << 16;

    /** Reads the head of a file. */
    static FileHead of(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Source.open(file)) {
            bytes = in.readNBytes(LENGTH);
        }
        if (ParquetFile.is(bytes)) {
            return new FileHead("", false); // texts may stand in it as they do in JSON, but it is none
        }
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        String marked = text.startsWith("\u00EF\u00BB\u00BF") ? text.substring(3) : text;
        return new FileHead(marked.stripLeading(), bytes.length < LENGTH);
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
