package winnow.scoring.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import winnow.scoring.ScoringException;

/**
 * The config.json of a snapshot, or an object inside it: numbers read with a default and a range, so that a damaged
 * file ends in a sentence and not in a crash of native code.
 *
 * @param label what messages call it
 * @param json the object
 */
public record SnapshotConfig(String label, ObjectNode json) {

    private static final String FILE = "config.json";
    private static final int MAX_SHOWN = 60;

    /**
     * Reads config.json.
     *
     * @throws ScoringException if the folder has none, or it is not a JSON object
     */
    public static SnapshotConfig read(Path folder) throws ScoringException {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new ScoringException(folder + " has no " + FILE + ". A model is a folder with " + FILE
                    + ", a tokenizer and weight files.");
        }
        return new SnapshotConfig(FILE, JsonFile.read(file));
    }

    /**
     * Reads config.json and replaces values of it.
     *
     * @param overrides numbers, texts, truth values, lists and maps by key
     * @throws ScoringException if the folder has none, or it is not a JSON object
     */
    public static SnapshotConfig read(Path folder, Map<String, Object> overrides) throws ScoringException {
        SnapshotConfig config = read(folder);
        overrides.forEach((key, value) -> config.json().set(key, new ObjectMapper().valueToTree(value)));
        return config;
    }

    /**
     * The object under a key; empty when there is none.
     *
     * @throws ScoringException if something else stands there
     */
    public SnapshotConfig object(String key) throws ScoringException {
        if (!has(key)) {
            return new SnapshotConfig(key + " of " + label, json.objectNode());
        }
        if (json.get(key) instanceof ObjectNode object) {
            return new SnapshotConfig(key + " of " + label, object);
        }
        throw wrong(key, "an object");
    }

    /** Whether there is something under a key. */
    public boolean has(String key) {
        return json.hasNonNull(key);
    }

    /**
     * The text under a key, or {@code fallback}.
     *
     * @throws ScoringException if something else stands there
     */
    public String text(String key, String fallback) throws ScoringException {
        if (has(key) && !json.path(key).isTextual()) {
            throw wrong(key, "a text");
        }
        return has(key) ? json.path(key).textValue() : fallback;
    }

    /**
     * The truth value under a key, or {@code fallback}.
     *
     * @throws ScoringException if something else stands there
     */
    public boolean flag(String key, boolean fallback) throws ScoringException {
        if (has(key) && !json.path(key).isBoolean()) {
            throw wrong(key, "true or false");
        }
        return json.path(key).asBoolean(fallback);
    }

    private ScoringException wrong(String key, String wanted) {
        return new ScoringException(label + ": " + key + " must be " + wanted + ", was " + shown(json.path(key)) + ".");
    }

    private static String shown(JsonNode node) {
        String text = node.toString();
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
    }

    /**
     * The whole number under a key, or {@code fallback}.
     *
     * @throws ScoringException if it is not a whole number from 1 to {@code max}
     */
    public int size(String key, int fallback, int max) throws ScoringException {
        JsonNode node = json.path(key);
        if (!has(key)) {
            return fallback;
        }
        if (!node.canConvertToInt() || !node.isIntegralNumber() || node.intValue() < 1 || node.intValue() > max) {
            throw wrong(key, "a whole number from 1 to " + max);
        }
        return node.intValue();
    }

    /**
     * The whole number under a key.
     *
     * @throws ScoringException if there is none, or it is not a whole number from 1 to {@code max}
     */
    public int size(String key, int max) throws ScoringException {
        if (!has(key)) {
            throw new ScoringException(label + " has no " + key + ". Download it again.");
        }
        return size(key, 0, max);
    }

    /**
     * The number under a key, or {@code fallback}.
     *
     * @throws ScoringException if it is not a positive number
     */
    public double number(String key, double fallback) throws ScoringException {
        JsonNode node = json.path(key);
        if (!has(key)) {
            return fallback;
        }
        if (!node.isNumber() || !(node.doubleValue() > 0) || Double.isInfinite(node.doubleValue())) {
            throw wrong(key, "a number above 0");
        }
        return node.doubleValue();
    }
}
