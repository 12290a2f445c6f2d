package winnow.store.data;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What rankings ask of a sample beside its reward.
 *
 * @param answerChars characters of the answer, 0 or more
 * @param markupMarks marks of markdown in the answer, 0 or more
 * @param promptKey equal for samples with the same media and the same words before the first answer
 * @param task the kind of question the record names; empty where it names none
 */
public record Traits(int answerChars, int markupMarks, long promptKey, Optional<String> task) {

    public Traits {
        requireNonNull(task, "task");
        if (answerChars < 0 || markupMarks < 0) {
            throw new IllegalArgumentException(
                    "Characters and marks are 0 or more, were " + answerChars + " and " + markupMarks);
        }
    }
}
