package winnow.scoring.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import winnow.scoring.Conversation;
import winnow.scoring.InputOptions;
import winnow.scoring.ScoringException;
import winnow.scoring.text.ChatPrompt;
import winnow.scoring.text.ChatTemplate;
import winnow.scoring.text.TextTokenizer;
import winnow.scoring.text.Token;
import winnow.store.data.Sample;
import winnow.store.data.Turn;

/**
 * From samples and conversations to inputs of a text model (SPEC 14). Any thread may use it; holds the tokeniser until
 * closed.
 */
public final class TextInputs implements AutoCloseable {

    private final TextTokenizer tokenizer;
    private final ChatTemplate template;
    private final Marks marks;

    /**
     * Numbers that decide on inputs.
     *
     * @param vocabulary rows of the embedding table
     * @param reward the token the head is read at, put behind every input that does not end with it
     * @param padding a token that ends what a classifier reads, wherever it stands
     */
    public record Marks(int vocabulary, OptionalInt reward, OptionalInt padding) {

        /** For models without a head for rewards. */
        public static Marks none(int vocabulary) {
            return new Marks(vocabulary, OptionalInt.empty(), OptionalInt.empty());
        }
    }

    /**
     * Inputs in the words of a tokeniser, which belongs to them from now on.
     *
     * @throws ScoringException if the tokeniser's special strings or the marks are not in the vocabulary
     */
    public TextInputs(TextTokenizer tokenizer, ChatTemplate template, Marks marks) throws ScoringException {
        this.tokenizer = tokenizer;
        this.template = template;
        this.marks = marks;
        boolean sound = false;
        try {
            for (Token token : tokenizer.tokens(template.render(List.of()).text())) {
                check(token.id());
            }
            check(marks.reward.orElse(0));
            sound = true;
        } finally {
            if (!sound) {
                tokenizer.close();
            }
        }
    }

    private void check(int id) throws ScoringException {
        if (id < 0 || id >= marks.vocabulary) {
            throw new ScoringException("The tokeniser or config.json names token " + id
                    + ", but config.json has a vocab_size of " + marks.vocabulary
                    + ". They are not of the same model.");
        }
    }

    /** A sample of a data set; its text is read as it stands. */
    public TextPrepared prepare(Sample sample, InputOptions options) throws ScoringException {
        if (!sample.media().isEmpty()) {
            throw new ScoringException(sample.media().get(0).path() + " of record " + sample.record() + " (line "
                    + sample.line() + ") cannot be judged: this model reads text only. Choose a model for pictures.");
        }
        return prepare(template.render(sample.turns()), options.maxLength());
    }

    /** A conversation as it is. */
    public TextPrepared prepare(Conversation conversation, InputOptions options) throws ScoringException {
        if (!conversation.media().isEmpty()) {
            throw new ScoringException(conversation.media().get(0)
                    + " cannot be judged: this model reads text only. Choose a model for pictures.");
        }
        return prepare(
                options.applyTemplate() ? template.render(conversation.turns()) : finished(conversation),
                options.maxLength());
    }

    private static ChatPrompt finished(Conversation conversation) {
        List<Turn> turns = conversation.turns();
        if (turns.size() != 1) {
            throw new IllegalArgumentException("A finished prompt is one text, not " + turns.size() + " turns");
        }
        return ChatPrompt.finished(turns.get(0).text());
    }

    private TextPrepared prepare(ChatPrompt prompt, int maxLength) throws ScoringException {
        List<Token> tokens = tokenizer.tokens(prompt.text());
        if (tokens.isEmpty() && marks.reward.isEmpty()) {
            throw new ScoringException("The text is empty, so that there is nothing to judge.");
        }
        int[] ids = tokens.stream().mapToInt(Token::id).toArray();
        for (int id : ids) {
            check(id);
        }
        int[] read = marked(ids, maxLength);
        boolean truncated = ids.length > maxLength || read.length < ids.length;
        List<Token> kept = tokens.subList(0, Math.min(read.length, ids.length));
        return new TextPrepared(this, read, truncated, said(prompt, kept), answer(prompt, kept));
    }

    private static List<TextPrepared.Said> said(ChatPrompt prompt, List<Token> tokens) {
        List<TextPrepared.Said> said = new ArrayList<>();
        int shift = prompt.trimmed() - prompt.from();
        for (int i = 0; i < tokens.size(); i++) {
            int from = Math.max(tokens.get(i).from(), prompt.from());
            int to = Math.min(tokens.get(i).to(), prompt.to());
            if (from < to) {
                said.add(new TextPrepared.Said(i, from + shift, to + shift));
            }
        }
        return said;
    }

    private static TextPrepared.Answer answer(ChatPrompt prompt, List<Token> tokens) {
        int first = tokens.size();
        int end = first;
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).from() < prompt.closed() && tokens.get(i).to() > prompt.from()) {
                first = Math.min(first, i);
                end = i + 1;
            }
        }
        return new TextPrepared.Answer(first, end);
    }

    /** The tokens cut at a length, of which the last is the token of rewards where there is one. */
    private int[] marked(int[] ids, int maxLength) {
        int[] cut = ids.length > maxLength ? Arrays.copyOf(ids, maxLength) : ids;
        if (marks.reward.isEmpty()) {
            return cut;
        }
        int reward = marks.reward.getAsInt();
        if (cut.length > 0 && cut[cut.length - 1] == reward) {
            return cut;
        }
        int[] marked = Arrays.copyOf(cut, Math.min(cut.length + 1, maxLength));
        marked[marked.length - 1] = reward;
        return marked;
    }

    /** The position the head is read at: the last one, or the one before the first token of padding (SPEC 14). */
    int scored(int[] ids) {
        int first = 0;
        while (first < ids.length && (marks.padding.isEmpty() || ids[first] != marks.padding.getAsInt())) {
            first++;
        }
        return first == 0 || first == ids.length ? ids.length - 1 : first - 1;
    }

    /** Whether an input was made by this. */
    public boolean made(TextPrepared input) {
        return input.maker() == this;
    }

    /** Frees the tokeniser. */
    @Override
    public void close() {
        tokenizer.close();
    }
}
