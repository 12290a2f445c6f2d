package winnow.scoring.text;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import winnow.store.data.Role;
import winnow.store.data.Turn;

/**
 * The templates of Llama 3 and its successors.
 *
 * @param begin what stands in front of all; may be empty
 * @param trim whether white space around a text is left out
 * @param dates what stands at the head of the system turn, which is added where there is none; empty for Llama 3 itself
 */
public record Llama3Chat(String begin, boolean trim, Optional<String> dates) implements ChatTemplate {

    /** The mark at the end of a turn. */
    public static final String END = "<|eot_id|>";

    public Llama3Chat {
        requireNonNull(begin, "begin");
        requireNonNull(dates, "dates");
    }

    @Override
    public ChatPrompt render(List<Turn> turns) {
        StringBuilder text = new StringBuilder(begin);
        int from = 0;
        int to = 0;
        int closed = 0;
        int trimmed = 0;
        boolean dated = dates.isPresent();
        boolean system = !turns.isEmpty() && turns.get(0).role() == Role.SYSTEM;
        if (dated) {
            String said = system ? turns.get(0).text() : "";
            header(text, Role.SYSTEM)
                    .append(dates.orElse(""))
                    .append(shown(said))
                    .append(END);
        }
        for (Turn turn : dated && system ? turns.subList(1, turns.size()) : turns) {
            header(text, turn.role());
            boolean answer = turn.role() == Role.ASSISTANT;
            from = answer ? text.length() : from;
            trimmed = answer && trim ? leading(turn.text()) : trimmed;
            text.append(shown(turn.text()));
            to = answer ? text.length() : to;
            text.append(END);
            closed = answer ? text.length() : closed;
        }
        return new ChatPrompt(text.toString(), from, to, closed, trimmed);
    }

    private static StringBuilder header(StringBuilder text, Role role) {
        return text.append("<|start_header_id|>")
                .append(role.name().toLowerCase(Locale.ROOT))
                .append("<|end_header_id|>\n\n");
    }

    private String shown(String text) {
        if (!trim) {
            return text;
        }
        int from = leading(text);
        int to = text.length();
        while (to > from && space(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static int leading(String text) {
        int from = 0;
        while (from < text.length() && space(text.charAt(from))) {
            from++;
        }
        return from;
    }

    /** What Jinja's {@code trim} takes for white space: that of Python, which is more than that of Java. */
    private static boolean space(char c) {
        return Character.isWhitespace(c) || c == '\u0085' || c == '\u00A0' || c == '\u2007' || c == '\u202F';
    }
}
