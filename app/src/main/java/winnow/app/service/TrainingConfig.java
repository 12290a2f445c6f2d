package winnow.app.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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
        TrainingKeys keys = TrainingKeys.read(file);
        TrainingConfig config = config(keys, models);
        keys.refuseUnknown();
        return config;
    }

    private static TrainingConfig config(TrainingKeys keys, ModelFolders models) throws IOException {
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

    private static TrainingOptions options(TrainingKeys keys, long seed) throws IOException {
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

    private static Optimizer optimizer(TrainingKeys keys) throws IOException {
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

    private static TrainingPlan.Pace pace(TrainingKeys keys) throws IOException {
        return new TrainingPlan.Pace(
                keys.whole("max_steps", 0, 0),
                keys.number("num_train_epochs", 1, 0),
                keys.count("per_device_train_batch_size", 1, 1),
                keys.count("gradient_accumulation_steps", 2, 1),
                keys.number("learning_rate", 1e-5, 0),
                keys.part("warmup_ratio", 0.01),
                keys.count("save_steps", 100, 0));
    }
}
