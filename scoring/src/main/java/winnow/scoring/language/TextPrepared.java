package winnow.scoring.language;

import java.util.List;
import java.util.Optional;
import winnow.scoring.InputKey;
import winnow.scoring.Prepared;

/** An input of a text model. */
public final class TextPrepared implements Prepared {

    private final TextInputs maker;
    private final int[] ids;
    private final boolean truncated;
    private final List<Said> said;
    private final Answer answer;

    /**
     * A token of the last answer.
     *
     * @param position in the input, from 0
     * @param from its first character in the answer
     * @param to one past its last character
     */
    public record Said(int position, int from, int to) {}

    /**
     * Where the last answer is, with the mark that ends its turn.
     *
     * @param first its first token
     * @param end one past the mark; the same as {@code first} where there is no answer
     */
    public record Answer(int first, int end) {}

    TextPrepared(TextInputs maker, int[] ids, boolean truncated, List<Said> said, Answer answer) {
        this.maker = maker;
        this.ids = ids;
        this.truncated = truncated;
        this.said = List.copyOf(said);
        this.answer = answer;
    }

    TextInputs maker() {
        return maker;
    }

    /** The tokens the model reads. */
    public int[] ids() {
        return ids.clone();
    }

    /** The tokens of the last answer that are not cut away. */
    public List<Said> said() {
        return said;
    }

    /** The tokens of the last answer and the mark behind it that are not cut away. */
    public Answer answer() {
        return answer;
    }

    @Override
    public int tokens() {
        return ids.length;
    }

    @Override
    public boolean truncated() {
        return truncated;
    }

    @Override
    public Optional<String> key() {
        InputKey key = new InputKey();
        key.add(ids, ids.length);
        return Optional.of(key.hex());
    }
}
