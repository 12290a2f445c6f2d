package winnow.app.service;

import static java.util.Objects.requireNonNull;

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
 * @param from which pairs of a workspace; empty for those of files
 * @param data files of pairs; one named {@code .txt} is a list of files and counts, as the official scripts take it.
 *     None where pairs of a workspace are taken
 * @param mediaRoots folders of pictures; empty for the folder of each file
 * @param givenNumbers whether a list's counts say how many thousand pairs are taken
 * @param lengths how many times as long as the rejected answer the chosen one may be; 0 for any length
 */
public record TrainingConfig(
        TrainingPlan plan,
        Optional<PairOrigin> from,
        List<Path> data,
        List<Path> mediaRoots,
        boolean givenNumbers,
        double lengths) {

    /** Share of the pairs of a workspace that are checked on, where nothing is said of it. */
    private static final double SET_ASIDE = 0.1;

    public TrainingConfig {
        requireNonNull(plan, "plan");
        requireNonNull(from, "from");
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
        return of(TrainingKeys.read(file), models);
    }

    /** The same of keys that are not all of a file. */
    static TrainingConfig of(TrainingKeys keys, ModelFolders models) throws IOException {
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
        Optional<PairOrigin> from = from(keys);
        TrainingPlan.Pace pace = pace(keys, from.isPresent());
        TrainingPlan plan =
                new TrainingPlan(model, out, options(keys, seed), optimizer(keys), pace, seed, keys.identity());
        return new TrainingConfig(
                plan,
                from,
                keys.paths("data", from.isEmpty()),
                keys.paths("media_root", false),
                keys.flag("given_num"),
                keys.number("length_constraint", 0, 0));
    }

    private static Optional<PairOrigin> from(TrainingKeys keys) throws IOException {
        if (!keys.has("from")) {
            return Optional.empty();
        }
        String name = keys.text("from", Optional.empty());
        if (keys.has("data")) {
            throw keys.wrong("data", "left out where from names pairs of a workspace", "there too");
        }
        return Optional.of(
                PairOrigin.of(name).orElseThrow(() -> keys.wrong("from", "\"votes\", \"labels\" or \"both\"", name)));
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
                new TrainingOptions.Computing(
                        keys.count("threads", 0, 0), keys.flag("gradient_checkpointing"), keys.flag("bf16")));
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

    private static TrainingPlan.Pace pace(TrainingKeys keys, boolean ofWorkspace) throws IOException {
        return new TrainingPlan.Pace(
                keys.whole("max_steps", 0, 0),
                keys.number("num_train_epochs", 1, 0),
                keys.count("per_device_train_batch_size", 1, 1),
                keys.count("gradient_accumulation_steps", 2, 1),
                keys.number("learning_rate", 1e-5, 0),
                keys.part("warmup_ratio", 0.01),
                new TrainingPlan.Beside(
                        keys.count("save_steps", 100, 0),
                        keys.part("val_size", ofWorkspace ? SET_ASIDE : 0),
                        keys.count("eval_steps", 50, 1),
                        isBestKept(keys)));
    }

    private static boolean isBestKept(TrainingKeys keys) throws IOException {
        String which = keys.text("keep", Optional.of("best"));
        if (!Set.of("best", "last").contains(which)) {
            throw keys.wrong("keep", "\"best\" or \"last\"", which);
        }
        return which.equals("best");
    }
}
