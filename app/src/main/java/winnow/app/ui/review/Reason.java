package winnow.app.ui.review;

import java.util.List;

/**
 * A reason to prune, with a digit of its own.
 *
 * @param digit 1 to 9
 * @param button what the button says, in English
 * @param stored what is written into the decision, in English whatever the language of the window
 */
public record Reason(int digit, String button, String stored) {

    /** All of them, in the order of their digits. */
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
}
