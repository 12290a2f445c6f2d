package winnow.scoring.dpo;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import winnow.scoring.ScoringException;
import winnow.scoring.weights.JsonFile;

/**
 * What {@code dpo.json} says: {@code {"policy": "path", "reference": "path", "beta": 0.1}}.
 *
 * @param policy folder of the trained model
 * @param reference folder of the model it was trained from; without one, the reward is free of a reference
 * @param beta factor of the reward, above 0
 */
record DpoFolder(Path policy, Optional<Path> reference, double beta) {

    static final String FILE = "dpo.json";

    private static final double DEFAULT_BETA = 0.1;

    DpoFolder {
        requireNonNull(policy, "policy");
        requireNonNull(reference, "reference");
    }

    /** Whether a folder is of this kind: it has dpo.json, and no config.json of a model of its own. */
    static boolean matches(Path folder) {
        return Files.isRegularFile(folder.resolve(FILE)) && !Files.exists(folder.resolve("config.json"));
    }

    /**
     * Reads dpo.json; its paths are absolute, or relative to the folder.
     *
     * @throws ScoringException if it is missing or wrong, or names a folder that is not there
     */
    static DpoFolder read(Path folder) throws ScoringException {
        Path file = folder.resolve(FILE);
        ObjectNode json = JsonFile.read(file);
        Path policy = folder(file, json, "policy")
                .orElseThrow(() -> new ScoringException(file
                        + " names no policy. Write {\"policy\": \"folder\","
                        + " \"reference\": \"folder\", \"beta\": 0.1}."));
        JsonNode beta = json.path("beta");
        if (!beta.isMissingNode() && !(beta.isNumber() && beta.doubleValue() > 0)) {
            throw new ScoringException(file + ": beta must be a number above 0, was " + beta + ".");
        }
        return new DpoFolder(policy, folder(file, json, "reference"), beta.asDouble(DEFAULT_BETA));
    }

    private static Optional<Path> folder(Path file, ObjectNode json, String key) throws ScoringException {
        JsonNode given = json.path(key);
        if (given.isMissingNode() || given.isNull()) {
            return Optional.empty();
        }
        if (!given.isTextual() || given.textValue().isBlank()) {
            throw new ScoringException(file + ": " + key + " must be the path of a folder, was " + given + ".");
        }
        try {
            Path folder = file.resolveSibling(given.textValue()).normalize();
            if (Files.isDirectory(folder)) {
                return Optional.of(folder);
            }
            throw new ScoringException(file + ": there is no folder " + folder + ", which it names as " + key + ".");
        } catch (InvalidPathException e) {
            throw new ScoringException(file + ": " + key + " is no path: " + e.getReason() + ".", e);
        }
    }
}
