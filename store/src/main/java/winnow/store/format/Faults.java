package winnow.store.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.text.ParseException;
import java.util.Locale;
import java.util.Optional;

/** What is wrong with a record, in the user's words. */
final class Faults {

    private Faults() {}

    /** Text that is not JSON. */
    static ParseException notJson(JsonProcessingException e) {
        return fault("The record is not valid JSON" + where(e) + ": " + sentence(e.getOriginalMessage()));
    }

    /** The name of the field that stands in an object twice, where that is what is wrong. */
    static Optional<String> repeated(JsonProcessingException e) {
        String message = String.valueOf(e.getOriginalMessage());
        if (!message.startsWith("Duplicate field '") && !message.startsWith("Duplicate Object property ")) {
            return Optional.empty();
        }
        char quote = message.charAt(Math.max(message.indexOf('\''), message.indexOf('"')));
        return Optional.of(message.substring(message.indexOf(quote) + 1, message.lastIndexOf(quote)));
    }

    /** What is said of a record with such a field. */
    static String twice(String field) {
        return "Field \"" + shorten(field) + "\" stands twice in one object; the last one counts.";
    }

    /** What people call such a value. */
    static String name(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object in braces";
            case START_ARRAY -> "a list in square brackets";
            case VALUE_STRING -> "a text in quotes";
            case VALUE_NULL -> "null";
            case VALUE_TRUE, VALUE_FALSE -> "true or false";
            default -> "a number";
        };
    }

    private static String where(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : " at its character " + Math.max(1, e.getLocation().getCharOffset());
    }

    private static String sentence(String message) {
        String line = message.lines()
                .findFirst()
                .orElse("")
                .replaceFirst(": enable `.*", "")
                .replaceFirst("Unexpected end-of-input.*", "it ends too early")
                .replaceFirst("Illegal .*CTRL-CHAR, code (\\d+).*", "there is a control character with the code $1")
                .replaceFirst(": Expected space separating root-level values", "")
                .replaceAll(" ?\\(code \\d+\\)", "")
                .replaceFirst(": was expecting \\(.*", "")
                .strip();
        String start = line.isEmpty() ? "" : line.substring(0, 1).toLowerCase(Locale.ROOT) + line.substring(1);
        return start.endsWith(".") ? start : start + ".";
    }

    static String shorten(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "..." : text;
    }

    static ParseException fault(String reason) {
        return new ParseException(reason, 0);
    }
}
