package winnow.scoring.text;

import java.util.List;
import winnow.scoring.ScoringException;

/** What inputs of text models need of a tokeniser. Thread-safe; may hold native memory until closed. */
public interface TextTokenizer extends AutoCloseable {

    /** The tokens of a text; neither a beginning nor an end mark is added. Special strings count inside content too. */
    List<Token> tokens(String text);

    /** Frees the native memory. The tokeniser cannot be used afterwards. */
    @Override
    void close();

    /** The tokeniser of a snapshot with {@code tokenizer.model}. */
    static TextTokenizer of(InternLm2Tokenizer tokenizer) {
        return new TextTokenizer() {
            @Override
            public List<Token> tokens(String text) {
                return tokenizer.tokens(text);
            }

            @Override
            public void close() {
                tokenizer.close();
            }
        };
    }

    /**
     * The id of a string that is one token.
     *
     * @throws ScoringException if it is none
     */
    default int only(String text) throws ScoringException {
        List<Token> tokens = tokens(text);
        if (tokens.size() != 1) {
            throw new ScoringException("The tokeniser does not know " + text
                    + ", which the chat template of this model writes. Download the tokeniser's files again.");
        }
        return tokens.get(0).id();
    }
}
