package winnow.scoring.text;

import java.util.regex.Pattern;

/**
 * Finds the places of the pieces of SentencePiece in a text that is not normalised (SPEC 4). A piece has as many
 * characters as it stands for, but a character without a piece is spelt in bytes.
 */
final class TokenSpans {

    private static final Pattern BYTE = Pattern.compile("<0x[0-9A-F]{2}>");

    private final String text;
    private final int offset;
    private int at; // characters that are finished
    private int bytes; // of the character at that place, when it is spelt in bytes

    /** The pieces of a text that starts at a place of a longer one. */
    TokenSpans(String text, int offset) {
        this.text = text;
        this.offset = offset;
    }

    /** The next piece. */
    Token next(int id, String spelling) {
        int from = at;
        int to;
        if (BYTE.matcher(spelling).matches() && from < text.length()) {
            int character = text.codePointAt(from);
            to = from + Character.charCount(character);
            bytes++;
            if (bytes >= length(character)) {
                at = to;
                bytes = 0;
            }
        } else {
            to = Math.min(from + spelling.length(), text.length());
            at = to;
            bytes = 0;
        }
        return new Token(id, offset + from, offset + to);
    }

    /** Bytes of a character in UTF-8; half a surrogate pair was read as a question mark. */
    private static int length(int character) {
        if (character < 0x80 || Character.getType(character) == Character.SURROGATE) {
            return 1;
        }
        return character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    }
}
