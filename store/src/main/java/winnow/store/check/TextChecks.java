package winnow.store.check;

import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import winnow.store.data.Role;
import winnow.store.data.Sample;
import winnow.store.data.Turn;

/**
 * What the text of one sample shows by itself. Stateless, so any thread may use it.
 *
 * @param maxChars characters a conversation may have, 1 or more
 */
public record TextChecks(int maxChars) {

    private static final Pattern TAG = Pattern.compile("<image>|<video>|<img>[^<>\\n]*+</img>");
    private static final double MOST_REPETITION = 0.5;

    public TextChecks {
        if (maxChars < 1) {
            throw new IllegalArgumentException("The limit is 1 character or more, was " + maxChars);
        }
    }

    /** All that is wrong with the text; an empty answer has no other faults. */
    public Set<CheckKind> of(Sample sample) {
        Set<CheckKind> found = EnumSet.noneOf(CheckKind.class);
        String answer = sample.answer();
        if (Answers.isEmpty(answer)) {
            found.add(CheckKind.EMPTY_ANSWER);
        } else if (Answers.isPlaceholder(answer)) {
            found.add(CheckKind.PLACEHOLDER_ANSWER);
        } else if (Answers.isRefusal(answer)) {
            found.add(CheckKind.REFUSAL);
        } else {
            addFaultsOfProse(sample, answer, found);
        }
        long tags = tags(sample);
        if (tags > 0 && tags != sample.media().size()) {
            found.add(CheckKind.WRONG_TAGS);
        }
        int length =
                sample.turns().stream().mapToInt(turn -> turn.text().length()).sum();
        if (length > maxChars) {
            found.add(CheckKind.OVERLONG);
        }
        return found;
    }

    /** How many media the text refers to. */
    public static long tags(Sample sample) {
        return sample.turns().stream()
                .mapToLong(turn -> TAG.matcher(turn.text()).results().count())
                .sum();
    }

    private static void addFaultsOfProse(Sample sample, String answer, Set<CheckKind> found) {
        if (Endings.isTruncated(answer)) {
            found.add(CheckKind.TRUNCATED_ANSWER);
        }
        if (Endings.repetition(answer) >= MOST_REPETITION) {
            found.add(CheckKind.REPETITION);
        }
        if (Scripts.differ(questions(sample), answer)) {
            found.add(CheckKind.WRONG_LANGUAGE);
        }
    }

    private static String questions(Sample sample) {
        return sample.turns().stream()
                .filter(turn -> turn.role() != Role.ASSISTANT)
                .map(Turn::text)
                .collect(Collectors.joining("\n"));
    }
}
