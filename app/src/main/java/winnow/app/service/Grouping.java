package winnow.app.service;

import java.util.Locale;

/** By what samples are put into groups whose rewards are compared; all but the first lie within one source. */
public enum Grouping {
    /** One group a dataset. */
    SOURCE,
    /** The kind of question the record names in {@code task} or a field like it. */
    TASK,
    /** Characters of the answer, each group twice as long as the one before: 1, 2 to 3, 4 to 7, … */
    LENGTH,
    /** The same media and the same words before the first answer. */
    PROMPT;

    /** As the command line writes it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The grouping of that name.
     *
     * @throws IllegalArgumentException if there is none; the message names those there are
     */
    public static Grouping of(String id) {
        for (Grouping grouping : values()) {
            if (grouping.id().equals(id)) {
                return grouping;
            }
        }
        throw new IllegalArgumentException("must be source, task, length or prompt, was \"" + id + "\"");
    }
}
