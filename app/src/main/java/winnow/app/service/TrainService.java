package winnow.app.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import winnow.scoring.ScoringException;
import winnow.scoring.train.PairSet;
import winnow.scoring.train.Pretrainer;
import winnow.scoring.train.Trainer;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;

/** Trains reward models. Blocks, so not on the JavaFX thread. */
public final class TrainService {

    private final Formats formats = new Formats();

    /**
     * What a training came to.
     *
     * @param training steps and figures
     * @param pairs that were learned from
     * @param dropped pairs and records that were left out, by the reason
     */
    public record Report(Trainer.Result training, long pairs, Map<String, Long> dropped) {

        public Report {
            dropped = Collections.unmodifiableMap(new TreeMap<>(dropped));
        }
    }

    /**
     * Trains to the end, going on where the same training was stopped before.
     *
     * @param file the settings: of a training on pairs ({@link TrainingConfig}), or from nothing, stage by stage
     * @param models finds models that are named and no folder
     * @param progress told of steps
     * @throws IOException if a file cannot be read or written, or holds no pairs
     * @throws ScoringException if the model cannot be trained
     * @throws java.util.concurrent.CancellationException when asked to stop; the last checkpoint is kept
     */
    public Report run(Path file, TrainingConfig.ModelFolders models, Progress progress, CancelToken cancel)
            throws IOException, ScoringException {
        TrainingKeys keys = TrainingKeys.read(file);
        if (keys.has("stages")) {
            return new Report(new Pretrainer(PretrainingConfig.read(keys)).run(progress, cancel), 0, Map.of());
        }
        return run(TrainingConfig.read(file, models), progress, cancel);
    }

    /** The same with settings that were read before. */
    public Report run(TrainingConfig config, Progress progress, CancelToken cancel)
            throws IOException, ScoringException {
        TrainingPairs reader = new TrainingPairs(config, formats, cancel);
        List<PairSet> sets = reader.read();
        if (sets.isEmpty()) {
            throw new IOException("The lists of pairs name none. Check their numbers.");
        }
        long pairs = sets.stream().mapToLong(set -> set.pairs().size()).sum();
        Trainer.Result result = new Trainer(config.plan(), sets).run(progress, cancel);
        return new Report(result, pairs, reader.dropped());
    }
}
