package winnow.app.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import winnow.scoring.ixc.IxcPretraining.Aims;
import winnow.scoring.train.Pretraining;

/**
 * The settings of a training from nothing, read from JSON: the model that comes with Winnow is made with one. Paths are
 * relative to the file.
 */
final class PretrainingConfig {

    private static final int SAVE_STEPS = 250;
    private static final int QUESTIONS = 100;

    private PretrainingConfig() {}

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read, or a key is unknown, missing or wrong; one sentence that names both
     */
    static Pretraining read(TrainingKeys keys) throws IOException {
        List<Pretraining.Stage> stages = new ArrayList<>();
        for (TrainingKeys stage : keys.objects("stages")) {
            stages.add(stage(stage));
            stage.refuseUnknown();
        }
        Path model = keys.path(keys.text("model", Optional.empty()));
        Path out = keys.path(keys.text("out", Optional.empty()));
        Pretraining plan = new Pretraining(
                model,
                out,
                stages,
                keys.whole("seed", 1, 0),
                keys.count("workers", 1, 1),
                new Pretraining.Kept(keys.count("save_steps", SAVE_STEPS, 0), keys.count("questions", QUESTIONS, 1)),
                keys.identity());
        keys.refuseUnknown();
        return plan;
    }

    private static Pretraining.Stage stage(TrainingKeys keys) throws IOException {
        long steps = keys.whole("max_steps", 1, 1);
        return new Pretraining.Stage(
                keys.text("stage", Optional.empty()),
                steps,
                new Pretraining.Rate(
                        keys.number("learning_rate", 1e-3, 0),
                        keys.number("tower_rate", 0, 0),
                        keys.whole("rate_steps", steps, 1)),
                keys.number("looking", 0, 0),
                new Aims(
                        keys.number("pairs", 0, 0),
                        keys.number("points", 0, 0),
                        keys.number("tokens", 0, 0),
                        keys.number("reading", 0, 0)),
                new Pretraining.Lessons(keys.count("pictures", 8, 0), keys.count("clips", 2, 0), keys.flag("growing")));
    }
}
