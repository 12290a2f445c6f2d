package winnow.app.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The keys of a file; remembers which were asked for, since nobody knows others. */
public final class TrainingKeys {

    private static final Set<String> OF_NO_EFFECT = Set.of("threads", "save_steps", "gradient_checkpointing", "bf16");

    private final Path file;
    private final ObjectNode json;
    private final Set<String> known = new HashSet<>();

    private TrainingKeys(Path file, ObjectNode json) {
        this.file = file;
        this.json = json;
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read or holds no object
     */
    public static TrainingKeys read(Path file) throws IOException {
        JsonNode json = ConversationFile.json(file);
        if (!(json instanceof ObjectNode object)) {
            throw new IOException(file + " is no training: write {\"model\": ..., \"data\": ..., \"out\": ...}.");
        }
        return new TrainingKeys(file, object);
    }

    /** No keys; names of files are relative to the folder of the file, which need not be there. */
    public static TrainingKeys none(Path file) {
        return new TrainingKeys(file, new JsonMapper().createObjectNode());
    }

    /** The same with another key, or another value of one. */
    public TrainingKeys with(String key, String value) {
        return new TrainingKeys(file, json.deepCopy().put(key, value));
    }

    /** Whether these are of a training on pairs of a workspace. */
    public boolean isOfWorkspace() {
        return json.hasNonNull("from");
    }

    /** The objects of a list. */
    List<TrainingKeys> objects(String key) throws IOException {
        List<TrainingKeys> objects = new ArrayList<>();
        for (JsonNode each : at(key)) {
            if (!(each instanceof ObjectNode object)) {
                throw wrong(key, "a list of objects", at(key));
            }
            objects.add(new TrainingKeys(file, object));
        }
        return objects;
    }

    private JsonNode at(String key) {
        known.add(key);
        return json.path(key);
    }

    /** Whether a key is there. */
    boolean has(String key) {
        known.add(key);
        return json.hasNonNull(key);
    }

    /** What a key must be to be right. */
    IOException wrong(String key, String wanted, Object was) {
        return new IOException(file + ": " + key + " must be " + wanted + ", was " + was + ".");
    }

    /** A text; without a fallback it must be there. */
    String text(String key, Optional<String> fallback) throws IOException {
        if (!has(key)) {
            return fallback.orElseThrow(() -> new IOException(file + " has no " + key + ". Name it."));
        }
        if (!at(key).isTextual()) {
            throw wrong(key, "a text", at(key));
        }
        return at(key).textValue();
    }

    /** A number. */
    double number(String key, double fallback, double least) throws IOException {
        if (!has(key)) {
            return fallback;
        }
        double value = at(key).doubleValue();
        if (!at(key).isNumber() || !(value >= least) || Double.isInfinite(value)) {
            throw wrong(key, "a number of " + (long) least + " or more", at(key));
        }
        return value;
    }

    /** A number below 1. */
    double part(String key, double fallback) throws IOException {
        double value = number(key, fallback, 0);
        if (value >= 1) {
            throw wrong(key, "0 or more and below 1", at(key));
        }
        return value;
    }

    /** A whole number. */
    long whole(String key, long fallback, long least) throws IOException {
        if (!has(key)) {
            return fallback;
        }
        if (!at(key).isIntegralNumber() || !at(key).canConvertToLong() || at(key).longValue() < least) {
            throw wrong(key, "a whole number of " + least + " or more", at(key));
        }
        return at(key).longValue();
    }

    /** A whole number that is not too large. */
    int count(String key, int fallback, int least) throws IOException {
        long value = whole(key, fallback, least);
        if (value > Integer.MAX_VALUE) {
            throw wrong(key, "smaller", value);
        }
        return (int) value;
    }

    /** True or false; false where it is not there. */
    boolean flag(String key) throws IOException {
        if (has(key) && !at(key).isBoolean()) {
            throw wrong(key, "true or false", at(key));
        }
        return at(key).asBoolean(false);
    }

    /** Files, relative to this one. */
    List<Path> paths(String key, boolean needed) throws IOException {
        List<Path> paths = new ArrayList<>();
        JsonNode value = at(key);
        for (JsonNode each : value.isArray() ? value : List.of(value)) {
            if (each.isTextual()) {
                paths.add(path(each.textValue()));
            } else if (!each.isMissingNode() && !each.isNull()) {
                throw wrong(key, "the name of a file, or a list of such", value);
            }
        }
        if (needed && paths.isEmpty()) {
            throw new IOException(file + " has no " + key + ". Name at least one file.");
        }
        return paths;
    }

    /** A file, relative to this one. */
    Path path(String name) {
        return file.toAbsolutePath().resolveSibling(name).normalize();
    }

    /** The settings that decide what a training comes to. */
    String identity() {
        ObjectNode copy = json.deepCopy();
        copy.remove(OF_NO_EFFECT);
        return copy.toString();
    }

    /** Refuses keys that nobody asked for. */
    void refuseUnknown() throws IOException {
        Set<String> unknown = new TreeSet<>();
        json.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new IOException(file + " has keys that mean nothing here: " + String.join(", ", unknown)
                    + ". Known are " + String.join(", ", new TreeSet<>(known)) + ".");
        }
    }
}
