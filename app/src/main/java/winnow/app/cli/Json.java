package winnow.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** JSON as the commands print it: one line, keys in the order they were put. */
final class Json {

    private Json() {}

    /** One line of JSON; values are text, numbers, booleans, lists and maps. */
    static String text(Map<String, Object> object) {
        try {
            return new ObjectMapper().writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Not made of text, numbers, lists and maps: " + object, e);
        }
    }

    /** What a text of JSON holds, to be put into an object. */
    static JsonNode parsed(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Not JSON: " + text, e);
        }
    }

    /** Names and values in turn; paths are written as they are. */
    static Map<String, Object> object(@Nullable Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            object.put(String.valueOf(namesAndValues[i]), value instanceof Path ? value.toString() : value);
        }
        return object;
    }

    /** A record that failed. */
    static Map<String, Object> failed(long record, OptionalLong line, Path file, String reason) {
        Map<String, Object> object = object("record", record);
        line.ifPresent(number -> object.put("line", number));
        object.putAll(object("file", file, "reason", reason));
        return object;
    }
}
