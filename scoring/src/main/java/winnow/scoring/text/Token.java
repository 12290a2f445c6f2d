package winnow.scoring.text;

/**
 * A token and its place in the text it was made from.
 *
 * @param id of the tokeniser
 * @param from its first character, from 0
 * @param to one past its last character; the tokens of the bytes of one character all have the place of that character
 */
public record Token(int id, int from, int to) {

    public Token {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("Characters " + from + " to " + to);
        }
    }
}
