package winnow.scoring.weights;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import winnow.scoring.ScoringException;

/**
 * The index of a snapshot of several weight files: which tensor is in which (SPEC 1).
 *
 * @param file of the index
 * @param fileOf name of a file in the same folder, by name of a tensor
 */
record WeightIndex(Path file, Map<String, String> fileOf) {

    WeightIndex {
        fileOf = Collections.unmodifiableMap(fileOf);
    }

    /**
     * Reads an index.
     *
     * @throws ScoringException if it is none, or names a file outside its folder, which is then not opened
     */
    static WeightIndex read(Path file) throws ScoringException {
        JsonNode map = JsonFile.read(file).path("weight_map");
        if (!map.isObject() || map.isEmpty()) {
            throw new ScoringException(file + " has no weight_map. Download it again.");
        }
        Map<String, String> fileOf = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : map.properties()) {
            if (!entry.getValue().isTextual()) {
                throw new ScoringException(
                        file + " names no file for tensor " + Shown.plain(entry.getKey()) + ". Download it again.");
            }
            fileOf.put(entry.getKey(), inside(file, entry.getValue().textValue()));
        }
        return new WeightIndex(file, fileOf);
    }

    /** A file an index names, which must lie in the folder itself; it may be a link, as download caches have them. */
    private static String inside(Path index, String name) throws ScoringException {
        try {
            if (name.matches("[^/\\\\:]{1,255}") && !name.equals("..") && !name.equals(".")) {
                return String.valueOf(index.resolveSibling(name).getFileName());
            }
        } catch (InvalidPathException e) {
            throw outside(index, name, e);
        }
        throw outside(index, name, null);
    }

    private static ScoringException outside(Path index, String name, @Nullable InvalidPathException cause) {
        return new ScoringException(
                index.getFileName() + " names the file " + Shown.quoted(name)
                        + ", which is not in the model's folder. It was not opened.",
                cause);
    }

    /** What messages call it. */
    String name() {
        return String.valueOf(file.getFileName());
    }

    /** The names of the files, in order. */
    Set<String> names() {
        return new TreeSet<>(fileOf.values());
    }
}
