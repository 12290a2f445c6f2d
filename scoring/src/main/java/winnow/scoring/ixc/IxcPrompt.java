package winnow.scoring.ixc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import winnow.scoring.ScoringException;
import winnow.scoring.text.InternLm2Tokenizer;
import winnow.scoring.text.Token;
import winnow.store.data.Role;
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

    /**
     * A finished prompt.
     *
     * @param text as it is tokenised
     * @param from first character of the last answer
     * @param to one past its last character; the same where there is no answer
     */
    record Finished(String text, int from, int to) {

        /** A prompt of which nobody knows where its answer is. */
        static Finished of(String text) {
            return new Finished(text, 0, 0);
        }

        /** The same with text in front. */
        Finished after(String front) {
            return new Finished(front + text, from + front.length(), to + front.length());
        }
    }

    /** The finished prompt of a conversation. */
    static Finished template(List<Turn> conversation) {
        StringBuilder prompt = new StringBuilder();
        int from = 0;
        int to = 0;
        for (Turn turn : conversation) {
            prompt.append(TURN)
                    .append(turn.role().name().toLowerCase(Locale.ROOT))
                    .append('\n');
            from = turn.role() == Role.ASSISTANT ? prompt.length() : from;
            prompt.append(turn.text());
            to = turn.role() == Role.ASSISTANT ? prompt.length() : to;
            prompt.append(END_OF_TURN).append('\n');
        }
        return new Finished(prompt.append(END).append(REWARD).toString(), from, to);
    }

    /** Tokenises a finished prompt and puts the pictures in their places. */
    IxcPrepared prepare(Finished finished, List<Picture> pictures, int maxLength) throws ScoringException {
        Finished prompt = pictures.size() == 1 && !finished.text().contains(PLACE) ? finished.after(PLACE) : finished;
        String[] texts = prompt.text().split(PLACE, -1);
        List<IxcPrepared.Part> parts = new ArrayList<>();
        List<IxcPrepared.Said> said = new ArrayList<>();
        int length = 0;
        int at = 0; // characters in front of the text
        for (int k = 0; k < texts.length && length <= maxLength; k++) {
            if (!texts[k].isEmpty() || k == 0) {
                List<Token> tokens = tokenizer.tokens(texts[k]);
                int first = length + (k == 0 ? 1 : 0);
                said.addAll(said(prompt, tokens, at, first));
                parts.add(new IxcPrepared.Part.Text(ids(tokens, k == 0)));
                length = first + tokens.size();
            }
            at += texts[k].length() + PLACE.length();
            if (k < pictures.size()) {
                parts.add(new IxcPrepared.Part.Image(pictures.get(k)));
                length += pictures.get(k).tokens();
            }
        }
        return new IxcPrepared(this, parts, length, maxLength, said);
    }

    /**
     * The tokens that are part of the last answer.
     *
     * @param at characters in front of the first of the tokens
     * @param position of the first of the tokens in the input
     */
    private static List<IxcPrepared.Said> said(Finished prompt, List<Token> tokens, int at, int position) {
        List<IxcPrepared.Said> said = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            int from = Math.max(at + tokens.get(i).from(), prompt.from());
            int to = Math.min(at + tokens.get(i).to(), prompt.to());
            if (from < to) {
                said.add(new IxcPrepared.Said(position + i, from - prompt.from(), to - prompt.from()));
            }
        }
        return said;
    }

    private int[] ids(List<Token> tokens, boolean first) throws ScoringException {
        IntStream.Builder ids = IntStream.builder();
        if (first) {
            ids.add(begin);
        }
        for (Token token : tokens) {
            check(token.id(), vocabulary);
            ids.add(token.id());
        }
        return ids.build().toArray();
    }

    private static void check(int id, int vocabulary) throws ScoringException {
        if (id < 0 || id >= vocabulary) {
            throw new ScoringException("tokenizer.model or added_tokens.json gives token " + id
                    + ", but config.json has a vocab_size of " + vocabulary + ". They are not of the same model.");
        }
    }
}
