package winnow.store.data;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which fields of a record hold its question, its answer and what is shown.
 *
 * @param names of fields by what they hold, one of {@link #PARTS}
 */
public record FieldMap(Map<String, String> names) {

    /** What fields may hold. */
    public static final List<String> PARTS = List.of("question", "answer", "image", "video", "system", "choices");

    /** Nothing is said, everything guessed. */
    public static final FieldMap NONE = new FieldMap(Map.of());

    /**
     * A map.
     *
     * @throws IllegalArgumentException if it names another part, or a field without a name; the message is for the user
     */
    public FieldMap {
        for (Map.Entry<String, String> entry : names.entrySet()) {
            if (!PARTS.contains(entry.getKey()) || entry.getValue().isBlank()) {
                throw new IllegalArgumentException("must be PART=FIELD with one of the parts "
                        + String.join(", ", PARTS) + ", was \"" + entry.getKey() + "=" + entry.getValue() + "\"");
            }
        }
        names = Collections.unmodifiableMap(new TreeMap<>(names));
    }

    /** The field of a part, where it is said. */
    public Optional<String> of(String part) {
        return Optional.ofNullable(names.get(part));
    }

    /** Whether nothing is said. */
    public boolean isEmpty() {
        return names.isEmpty();
    }
}
