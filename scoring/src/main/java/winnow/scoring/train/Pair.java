package winnow.scoring.train;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.regex.Pattern;
import winnow.store.data.Sample;

/**
 * Two answers of one record.
 *
 * @param chosen the better one
 * @param rejected the other one
 */
public record Pair(Sample chosen, Sample rejected) {

    private static final int LONG_ANSWER = 500;
    private static final int LONG_WORD = 100;
    private static final Pattern SPLIT = Pattern.compile("[ \\n]");

    public Pair {
        requireNonNull(chosen, "chosen");
        requireNonNull(rejected, "rejected");
    }

    /** Whether there is a picture or a video to see. */
    public boolean seen() {
        return !chosen.media().isEmpty();
    }

    /**
     * Why the pair is no good to learn from, if it is not (SPEC 12).
     *
     * @param lengths how many times as long as the rejected answer the chosen one may be; 0 for any length, so that
     *     length may be learned as quality
     */
    public Optional<String> unfit(double lengths) {
        Optional<String> why = unfit(chosen.answer()).or(() -> unfit(rejected.answer()));
        boolean longer = lengths > 0
                && chosen.answer().strip().length()
                        > lengths * rejected.answer().strip().length();
        return why.isEmpty() && longer ? Optional.of("the chosen answer is much longer") : why;
    }

    private static Optional<String> unfit(String answer) {
        if (answer.isBlank()) {
            return Optional.of("an answer is empty");
        }
        if (answer.contains("<|im_start|>") || answer.contains("<|im_end|>")) {
            return Optional.of("an answer holds marks of a chat template");
        }
        boolean endless = SPLIT.splitAsStream(answer).anyMatch(word -> word.length() > LONG_WORD);
        return answer.length() > LONG_ANSWER && endless
                ? Optional.of("a long answer has a word of more than " + LONG_WORD + " characters")
                : Optional.empty();
    }
}
