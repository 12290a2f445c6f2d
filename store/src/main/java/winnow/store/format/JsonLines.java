package winnow.store.format;

import java.io.IOException;
import java.io.InputStream;

/** Cuts JSON Lines into records: one a line, lines of white space are passed over, the last needs no line end. */
final class JsonLines {

    private JsonLines() {}

    /** Reads {@code in} to its end. Works on bytes, because in UTF-8 no character but the line feed has its byte. */
    static void split(InputStream in, Pieces pieces) throws IOException {
        ByteFeed feed = new ByteFeed(in);
        RecordText text = new RecordText();
        while (feed.peek() != ByteFeed.END) {
            long line = feed.line();
            text.clear();
            feed.copyLine(text);
            if (!text.isBlank()) {
                pieces.record(line, text);
            }
        }
    }
}
