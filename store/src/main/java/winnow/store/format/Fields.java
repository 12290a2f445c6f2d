package winnow.store.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A parsed record.
 *
 * @param key name it stands under in its file; empty where records have none
 * @param value what it says
 * @param repeated a field that stands twice in one of its objects, of which the last counts
 */
record Fields(String key, JsonNode value, Optional<String> repeated) {

    /** A record without such a field. */
    Fields(String key, JsonNode value) {
        this(key, value, Optional.empty());
    }

    /** Whether all of these fields are there and not null. */
    boolean has(String... names) {
        for (String name : names) {
            if (!value.hasNonNull(name)) {
                return false;
            }
        }
        return true;
    }

    /** Whether one of these fields is there and not null. */
    boolean hasAny(String... names) {
        return first(names).isPresent();
    }

    /** What stands under a name; a missing node if nothing does. */
    JsonNode get(String name) {
        return value.path(name);
    }

    /** The first of these names that is there and not null. */
    Optional<String> first(String... names) {
        for (String name : names) {
            if (value.hasNonNull(name)) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    /** The text, number or truth value under the first of these names that has one. */
    Optional<String> find(String... names) {
        for (String name : names) {
            if (has(name) && get(name).isValueNode()) {
                return Optional.of(get(name).asText());
            }
        }
        return Optional.empty();
    }

    /** The same, without those that are empty. */
    Optional<String> findFilled(String... names) {
        for (String name : names) {
            Optional<String> text = find(name);
            if (text.isPresent() && !text.get().isBlank()) {
                return text;
            }
        }
        return Optional.empty();
    }

    /** The text, number or truth value under a name. */
    String text(String name) throws ParseException {
        if (!has(name)) {
            throw Faults.fault("The record has no field \"" + name + "\".");
        }
        return scalar(get(name), "Field \"" + name + "\"");
    }

    /** The texts of a list under a name; at least one. */
    List<String> texts(String name) throws ParseException {
        List<String> texts = new ArrayList<>();
        for (JsonNode each : list(name)) {
            texts.add(scalar(each, "Entry " + (texts.size() + 1) + " of field \"" + name + "\""));
        }
        return texts;
    }

    /** The entries of a list under a name; at least one. */
    JsonNode list(String name) throws ParseException {
        if (!has(name)) {
            throw Faults.fault("The record has no field \"" + name + "\".");
        }
        if (!get(name).isArray()) {
            throw Faults.fault("Field \"" + name + "\" is "
                    + Faults.name(get(name).asToken()) + "; expected was a list in square brackets.");
        }
        if (get(name).isEmpty()) {
            throw Faults.fault("Field \"" + name + "\" is empty.");
        }
        return get(name);
    }

    /** The whole number under a name, which must be from {@code least} to {@code most}. */
    int number(String name, int least, int most) throws ParseException {
        String text = text(name);
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw Faults.fault("Field \"" + name + "\" is \"" + Faults.shorten(text) + "\"; expected was a number from "
                    + least + " to " + most + ".");
        }
        throw Faults.fault(
                "Field \"" + name + "\" is " + text + "; expected was a number from " + least + " to " + most + ".");
    }

    /** A text, number or truth value; anything else is a fault. */
    static String scalar(JsonNode node, String what) throws ParseException {
        if (!node.isValueNode() || node.isNull()) {
            throw Faults.fault(what + " is " + Faults.name(node.asToken()) + "; expected was a text in quotes.");
        }
        return node.asText();
    }
}
