package winnow.app.ui.review;

import java.util.ArrayList;
import java.util.List;

/**
 * A reason to prune, with a digit of its own.
 *
 * @param digit 1 to 9
 * @param button what the button says, in English
 * @param stored what is written into the decision, in English whatever the language of the window
 */
public record Reason(int digit, String button, String stored) {

    /** Those that come with Winnow, in the order of their digits. */
    public static final List<Reason> ALL = List.of(
            new Reason(1, "Hallucination", "Hallucination"),
            new Reason(2, "Empty", "Empty"),
            new Reason(3, "Mismatch", "Does not match the picture or video"),
            new Reason(4, "Truncated", "Truncated"),
            new Reason(5, "Wrong", "Wrong"),
            new Reason(6, "Off topic", "Off topic"),
            new Reason(7, "Language", "Language"),
            new Reason(8, "Duplicate", "Duplicate"),
            new Reason(9, "Broken file", "Broken file"));

    /** Those a user set, given what is stored, in the order of their digits; the usual ones where none are set. */
    public static List<Reason> of(List<String> stored) {
        List<Reason> reasons = new ArrayList<>();
        for (String text : stored) {
            String button = ALL.stream()
                    .filter(usual -> usual.stored().equals(text))
                    .map(Reason::button)
                    .findFirst()
                    .orElse(text);
            reasons.add(new Reason(reasons.size() + 1, button, text));
        }
        return reasons.isEmpty() ? ALL : List.copyOf(reasons);
    }
}
