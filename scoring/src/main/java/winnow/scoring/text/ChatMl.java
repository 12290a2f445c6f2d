package winnow.scoring.text;

import java.util.List;
import java.util.Locale;
import winnow.store.data.Role;
import winnow.store.data.Turn;

/**
 * The template of InternLM2 and others: {@code <|im_start|>role}, the text as it is, {@code <|im_end|>}.
 *
 * @param begin what stands in front of all; may be empty
 */
public record ChatMl(String begin) implements ChatTemplate {

    /** The mark at the end of a turn. */
    public static final String END = "<|im_end|>";

    @Override
    public ChatPrompt render(List<Turn> turns) {
        StringBuilder text = new StringBuilder(begin);
        int from = 0;
        int to = 0;
        int closed = 0;
        for (Turn turn : turns) {
            text.append("<|im_start|>")
                    .append(turn.role().name().toLowerCase(Locale.ROOT))
                    .append('\n');
            boolean answer = turn.role() == Role.ASSISTANT;
            from = answer ? text.length() : from;
            text.append(turn.text());
            to = answer ? text.length() : to;
            text.append(END);
            closed = answer ? text.length() : closed;
            text.append('\n');
        }
        return new ChatPrompt(text.toString(), from, to, closed, 0);
    }
}
