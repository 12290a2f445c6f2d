package winnow.scoring.ixc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import winnow.scoring.ScoringException;
import winnow.scoring.text.InternLm2Tokenizer;
import winnow.store.data.Turn;

/** From a conversation to the parts of an input (SPEC 8). Nothing is escaped and nothing trimmed. */
final class IxcPrompt {

    /** Where a picture stands in a prompt. */
    static final String PLACE = "<ImageHere>";

    private static final String TURN = "[UNUSED_TOKEN_146]";
    private static final String END_OF_TURN = "[UNUSED_TOKEN_145]";
    private static final String REWARD = "[UNUSED_TOKEN_130]";
    private static final String BEGIN = "<s>";
    private static final String END = "</s>";

    private final InternLm2Tokenizer tokenizer;
    private final int vocabulary;
    private final int begin;

    /**
     * Prompts in the words of a tokeniser.
     *
     * @param vocabulary rows of the embedding table
     * @throws ScoringException if the tokeniser lacks one of the template's pieces
     */
    IxcPrompt(InternLm2Tokenizer tokenizer, int vocabulary) throws ScoringException {
        this.tokenizer = tokenizer;
        this.vocabulary = vocabulary;
        this.begin = tokenizer.id(BEGIN);
        check(tokenizer, vocabulary);
    }

    /**
     * Checks that a tokeniser has the template's pieces and that its special strings have rows in the table.
     *
     * @throws ScoringException if not
     */
    static void check(InternLm2Tokenizer tokenizer, int vocabulary) throws ScoringException {
        for (String piece : new String[] {TURN, END_OF_TURN, REWARD, BEGIN, END}) {
            check(tokenizer.id(piece), vocabulary);
        }
        for (int id : tokenizer.specialIds()) {
            check(id, vocabulary);
        }
    }

    /** The finished prompt of a conversation. */
    static String template(List<Turn> conversation) {
        StringBuilder prompt = new StringBuilder();
        for (Turn turn : conversation) {
            prompt.append(TURN)
                    .append(turn.role().name().toLowerCase(Locale.ROOT))
                    .append('\n')
                    .append(turn.text())
                    .append(END_OF_TURN)
                    .append('\n');
        }
        return prompt.append(END).append(REWARD).toString();
    }

    /** Tokenises a finished prompt and puts the pictures in their places. */
    IxcPrepared prepare(String finished, List<Picture> pictures, int maxLength) throws ScoringException {
        String prompt = pictures.size() == 1 && !finished.contains(PLACE) ? PLACE + finished : finished;
        String[] texts = prompt.split(PLACE, -1);
        List<IxcPrepared.Part> parts = new ArrayList<>();
        int length = 0;
        for (int k = 0; k < texts.length && length <= maxLength; k++) {
            if (!texts[k].isEmpty() || k == 0) {
                int[] ids = ids(texts[k], k == 0);
                parts.add(new IxcPrepared.Part.Text(ids));
                length += ids.length;
            }
            if (k < pictures.size()) {
                parts.add(new IxcPrepared.Part.Image(pictures.get(k)));
                length += pictures.get(k).tokens();
            }
        }
        return new IxcPrepared(this, parts, length, maxLength);
    }

    private int[] ids(String text, boolean first) throws ScoringException {
        int[] ids = tokenizer.encode(text);
        for (int id : ids) {
            check(id, vocabulary);
        }
        if (!first) {
            return ids;
        }
        int[] marked = new int[ids.length + 1];
        marked[0] = begin;
        System.arraycopy(ids, 0, marked, 1, ids.length);
        return marked;
    }

    private static void check(int id, int vocabulary) throws ScoringException {
        if (id < 0 || id >= vocabulary) {
            throw new ScoringException("tokenizer.model or added_tokens.json gives token " + id
                    + ", but config.json has a vocab_size of " + vocabulary + ". They are not of the same model.");
        }
    }
}
