package winnow.store.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The right answer a record names, and whether an answer comes to it: as the letter of an option, as a number, as
 * simple LaTeX, or as the same words. Nothing is computed, so an answer that is right in other words counts as wrong.
 *
 * @param text the right answer in the words of the record
 * @param options what there was to choose from; may be empty
 */
public record GroundTruth(String text, List<String> options) {

    /** Fields in which data sets name the right answer, the most telling first. */
    private static final List<String> FIELDS = List.of(
            "ground_truth",
            "gt_answer",
            "gold",
            "gold_answer",
            "correct_answer",
            "reference_answer",
            "reference",
            "correct_choice_idx",
            "solution",
            "answer",
            "target");

    private static final List<String> OPTION_FIELDS = List.of("choices", "options", "candidates");

    public GroundTruth {
        options = List.copyOf(options);
    }

    /** What a record as it stood in its file names as right; empty where it names nothing, or is no JSON object. */
    public static Optional<GroundTruth> of(String raw) {
        if (!raw.stripLeading().startsWith("{")) {
            return Optional.empty();
        }
        JsonNode record;
        try {
            record = new ObjectMapper().readTree(raw);
        } catch (JsonProcessingException e) {
            return Optional.empty(); // looked like an object and is none: it names nothing
        }
        return of(record).or(() -> record.size() == 1 ? of(record.elements().next()) : Optional.empty());
    }

    private static Optional<GroundTruth> of(JsonNode record) {
        List<String> options = options(record);
        for (String field : FIELDS) {
            JsonNode value = record.path(field);
            if (value.isIntegralNumber() && value.asInt() >= 0 && value.asInt() < options.size()) {
                return Optional.of(new GroundTruth(options.get(value.asInt()), options));
            }
            if (value.isValueNode() && !value.isNull() && !value.asText().isBlank()) {
                return Optional.of(new GroundTruth(value.asText().strip(), options));
            }
        }
        return Optional.empty();
    }

    private static List<String> options(JsonNode record) {
        List<String> options = new ArrayList<>();
        for (String field : OPTION_FIELDS) {
            if (options.isEmpty() && record.path(field).isArray()) {
                record.path(field).forEach(option -> options.add(option.asText()));
            }
        }
        return options;
    }

    /** Whether an answer comes to the right result. */
    public boolean isMetBy(String answer) {
        FinalAnswer given = FinalAnswer.of(answer);
        OptionalInt right = option();
        if (right.isPresent()) {
            return chosen(given).equals(right);
        }
        return FinalAnswer.same(text, given.text()) || FinalAnswer.same(text, answer);
    }

    /** Which option is right, from 0: named by its letter or by its words. */
    private OptionalInt option() {
        int named = indexOf(text);
        if (named >= 0) {
            return OptionalInt.of(named);
        }
        OptionalInt letter = FinalAnswer.letter(text);
        boolean known = letter.isPresent() && (options.isEmpty() || letter.getAsInt() < options.size());
        return known ? letter : OptionalInt.empty();
    }

    private OptionalInt chosen(FinalAnswer given) {
        int named = indexOf(given.text());
        if (named >= 0) {
            return OptionalInt.of(named);
        }
        OptionalInt letter = given.letter();
        if (letter.isPresent()) {
            return letter;
        }
        List<Integer> mentioned = new ArrayList<>();
        for (int i = 0; i < options.size(); i++) {
            if (FinalAnswer.mentions(given.text(), options.get(i))) {
                mentioned.add(i);
            }
        }
        return mentioned.size() == 1 ? OptionalInt.of(mentioned.get(0)) : OptionalInt.empty();
    }

    private int indexOf(String words) {
        for (int i = 0; i < options.size(); i++) {
            if (FinalAnswer.same(options.get(i), words)) {
                return i;
            }
        }
        return -1;
    }
}
