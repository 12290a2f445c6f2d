package winnow.app.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import winnow.scoring.ixc.TrainedPart;
import winnow.scoring.ixc.TrainingOptions;
import winnow.scoring.train.Optimizer;
import winnow.scoring.train.TrainingPlan;

/**
 * The settings of a training, read from JSON. Every key but {@code model}, {@code data} and {@code out} has a default,
 * which is that of the official script where it has one (SPEC 12). Paths are relative to the file.
 *
 * @param plan what is trained and how
 * @param data files of pairs; one named {@code .txt} is a list of files and counts, as the official scripts take it
 * @param mediaRoots folders of pictures; empty for the folder of each file
 * @param givenNumbers whether a list's counts say how many thousand pairs are taken
 * @param lengths how many times as long as the rejected answer the chosen one may be; 0 for any length
 */
public record TrainingConfig(
        TrainingPlan plan, List<Path> data, List<Path> mediaRoots, boolean givenNumbers, double lengths) {

    public TrainingConfig {
        data = List.copyOf(data);
        mediaRoots = List.copyOf(mediaRoots);
    }

    /** What finds the folder of a model by its name. */
    @FunctionalInterface
    public interface ModelFolders {

        /** The folder of a name; one that is no file's is empty. */
        Optional<Path> find(String name) throws IOException;
    }

    /**
     * Reads a file.
     *
     * @param models finds models that are named and no folder
     * @throws IOException if it cannot be read, or a key is unknown, missing or wrong; one sentence that names both
     */
    public static TrainingConfig read(Path file, ModelFolders models) throws IOException {
        JsonNode json = ConversationFile.json(file);
        if (!(json instanceof ObjectNode object)) {
            throw new IOException(file + " is no training: write {\"model\": ..., \"data\": ..., \"out\": ...}.");
        }
        Keys keys = new Keys(file, object);
        TrainingConfig config = config(keys, models);
        keys.refuseUnknown();
        return config;
    }

    private static TrainingConfig config(Keys keys, ModelFolders models) throws IOException {
        String name = keys.text("model", Optional.empty());
        Optional<Path> known = models.find(name);
        Path model = known.isPresent() ? known.get() : keys.path(name);
        Path out = keys.path(keys.text("out", Optional.empty()));
        long seed = keys.whole("seed", 1, 0);
        TrainingPlan plan =
                new TrainingPlan(model, out, options(keys, seed), optimizer(keys), pace(keys), seed, keys.identity());
        return new TrainingConfig(
                plan,
                keys.paths("data", true),
                keys.paths("media_root", false),
                keys.flag("given_num"),
                keys.number("length_constraint", 0, 0));
    }

    private static TrainingOptions options(Keys keys, long seed) throws IOException {
        String part = keys.text("train", Optional.of("head"));
        TrainedPart trained = TrainedPart.of(part)
                .orElseThrow(() -> keys.wrong("train", "\"head\", \"plora\", \"lora\", \"last:N\" or \"all\"", part));
        double dropout = keys.number("dropout", 0.05, 0);
        if (dropout >= 1) {
            throw keys.wrong("dropout", "0 or more and below 1", dropout);
        }
        return new TrainingOptions(
                trained,
                new TrainingOptions.Lora(keys.count("lora_r", 64, 1), keys.number("lora_alpha", 64, 0), seed),
                dropout,
                keys.number("margin", 0, 0),
                keys.number("center_rewards_coefficient", 0, 0),
                new TrainingOptions.Inputs(keys.count("hd_num", 9, 1), keys.count("max_length", 8192, 1)),
                keys.count("threads", 0, 0));
    }

    private static Optimizer optimizer(Keys keys) throws IOException {
        String name = keys.text("optimizer", Optional.of("adamw"));
        if (!Set.of("adamw", "sgd").contains(name)) {
            throw keys.wrong("optimizer", "\"adamw\" or \"sgd\"", name);
        }
        return new Optimizer(
                Optimizer.Kind.valueOf(name.toUpperCase(Locale.ROOT)),
                keys.part("adam_beta1", 0.9),
                keys.part("adam_beta2", 0.95),
                keys.number("adam_epsilon", 1e-8, 0),
                keys.number("weight_decay", 0.1, 0),
                keys.number("max_grad_norm", 1, 0));
    }

    private static TrainingPlan.Pace pace(Keys keys) throws IOException {
        return new TrainingPlan.Pace(
                keys.whole("max_steps", 0, 0),
                keys.number("num_train_epochs", 1, 0),
                keys.count("per_device_train_batch_size", 1, 1),
                keys.count("gradient_accumulation_steps", 2, 1),
                keys.number("learning_rate", 1e-5, 0),
                keys.part("warmup_ratio", 0.01),
                keys.count("save_steps", 100, 0));
    }

    /** The keys of a file; remembers which were asked for, since nobody knows others. */
    private static final class Keys {
        private static final Set<String> OF_NO_EFFECT = Set.of("threads", "save_steps");

        private final Path file;
        private final ObjectNode json;
        private final Set<String> known = new HashSet<>();

        Keys(Path file, ObjectNode json) {
            this.file = file;
            this.json = json;
        }

        private JsonNode at(String key) {
            known.add(key);
            return json.path(key);
        }

        private boolean has(String key) {
            known.add(key);
            return json.hasNonNull(key);
        }

        /** What a key must be to be right. */
        IOException wrong(String key, String wanted, Object was) {
            return new IOException(file + ": " + key + " must be " + wanted + ", was " + was + ".");
        }

        String text(String key, Optional<String> fallback) throws IOException {
            if (!has(key)) {
                return fallback.orElseThrow(() -> new IOException(file + " has no " + key + ". Name it."));
            }
            if (!at(key).isTextual()) {
                throw wrong(key, "a text", at(key));
            }
            return at(key).textValue();
        }

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

        double part(String key, double fallback) throws IOException {
            double value = number(key, fallback, 0);
            if (value >= 1) {
                throw wrong(key, "0 or more and below 1", at(key));
            }
            return value;
        }

        long whole(String key, long fallback, long least) throws IOException {
            if (!has(key)) {
                return fallback;
            }
            if (!at(key).isIntegralNumber() || !at(key).canConvertToLong() || at(key).longValue() < least) {
                throw wrong(key, "a whole number of " + least + " or more", at(key));
            }
            return at(key).longValue();
        }

        int count(String key, int fallback, int least) throws IOException {
            long value = whole(key, fallback, least);
            if (value > Integer.MAX_VALUE) {
                throw wrong(key, "smaller", value);
            }
            return (int) value;
        }

        boolean flag(String key) throws IOException {
            if (has(key) && !at(key).isBoolean()) {
                throw wrong(key, "true or false", at(key));
            }
            return at(key).asBoolean(false);
        }

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

        Path path(String name) {
            return file.toAbsolutePath().resolveSibling(name).normalize();
        }

        /** The settings that decide what a training comes to. */
        String identity() {
            ObjectNode copy = json.deepCopy();
            copy.remove(OF_NO_EFFECT);
            return copy.toString();
        }

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
}
