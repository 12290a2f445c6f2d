package winnow.app.service;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import winnow.scoring.ScoringException;
import winnow.scoring.train.PairSet;
import winnow.scoring.train.Pretrainer;
import winnow.scoring.train.Trainer;
import winnow.store.db.Workspace;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;

/** Trains reward models. Blocks, so not on the JavaFX thread. */
public final class TrainService {

    private static final String SETTINGS = ".json";

    private final Optional<Workspace> workspace;
    private final Formats formats;

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
     * Pairs of a workspace that can be learned from.
     *
     * @param votes pairs that annotators decided
     * @param labels pairs that files decided; those with votes are not among them
     */
    public record Usable(long votes, long labels) {

        /** Whether there are none. */
        public boolean isEmpty() {
            return votes + labels == 0;
        }
    }

    /** Trainings on files. */
    public TrainService() {
        this.workspace = Optional.empty();
        this.formats = new Formats();
    }

    TrainService(Workspace workspace, Formats formats) {
        this.workspace = Optional.of(workspace);
        this.formats = formats;
    }

    /** How many pairs of the workspace can be learned from. */
    public Usable usable(CancelToken cancel) {
        WorkspacePairs.Found found =
                new WorkspacePairs(workspace.orElseThrow(), formats, 0, cancel).read(PairOrigin.BOTH);
        return new Usable(found.votes(), found.labels());
    }

    /** Where the trainings of the workspace are: settings, and a folder beside them with the same name. */
    public Path folder() {
        Path file = workspace.orElseThrow().file();
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return file.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + "-training");
    }

    /** The settings of the trainings of the workspace, the one written last first. */
    public List<Path> saved() throws IOException {
        if (!Files.isDirectory(folder())) {
            return List.of();
        }
        Comparator<Path> byTime = Comparator.comparingLong(each -> each.toFile().lastModified());
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(each -> String.valueOf(each.getFileName()).endsWith(SETTINGS))
                    .sorted(byTime.thenComparing(Comparator.naturalOrder()).reversed())
                    .toList();
        }
    }

    /**
     * Keeps the settings of a training of the workspace under a name that is free.
     *
     * @param keys as the file of a training has them, but for {@code out}
     * @return the file
     */
    public Path save(String name, Map<String, Object> keys) throws IOException {
        Files.createDirectories(folder());
        String free = name;
        for (int i = 2; Files.exists(folder().resolve(free + SETTINGS)) || Files.exists(folder().resolve(free)); i++) {
            free = name + "-" + i;
        }
        Map<String, Object> all = new TreeMap<>(keys);
        all.put("out", free);
        Path file = folder().resolve(free + SETTINGS);
        Files.writeString(
                file, new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all));
        return file;
    }

    /** The settings of a training that was kept. */
    public TrainingConfig settings(Path file, TrainingConfig.ModelFolders models) throws IOException {
        return TrainingConfig.read(file, models);
    }

    /**
     * Trains to the end, going on where the same training was stopped before.
     *
     * @param file the settings: of a training on pairs ({@link TrainingConfig}), or from nothing, stage by stage
     * @param models finds models that are named and no folder
     * @param progress told of steps
     * @throws IOException if a file cannot be read or written, or holds no pairs
     * @throws ScoringException if the model cannot be trained
     * @throws java.util.concurrent.CancellationException when asked to stop; a checkpoint is kept
     */
    public Report run(Path file, TrainingConfig.ModelFolders models, Progress progress, CancelToken cancel)
            throws IOException, ScoringException {
        return run(TrainingKeys.read(file), models, progress, cancel);
    }

    /** The same with settings that are not all of a file. */
    public Report run(TrainingKeys keys, TrainingConfig.ModelFolders models, Progress progress, CancelToken cancel)
            throws IOException, ScoringException {
        if (keys.has("stages")) {
            return new Report(new Pretrainer(PretrainingConfig.read(keys)).run(progress, cancel), 0, Map.of());
        }
        return run(TrainingConfig.of(keys, models), progress, cancel);
    }

    /** The same with settings that were read before. */
    public Report run(TrainingConfig config, Progress progress, CancelToken cancel)
            throws IOException, ScoringException {
        return config.from().isPresent()
                ? ofWorkspace(config, config.from().get(), progress, cancel)
                : ofFiles(config, progress, cancel);
    }

    private Report ofFiles(TrainingConfig config, Progress progress, CancelToken cancel)
            throws IOException, ScoringException {
        TrainingPairs reader = new TrainingPairs(config, formats, cancel);
        List<PairSet> sets = reader.read();
        if (sets.isEmpty()) {
            throw new IOException("The lists of pairs name none. Check their numbers.");
        }
        return trained(config, sets, reader.dropped(), progress, cancel);
    }

    private Report ofWorkspace(TrainingConfig config, PairOrigin from, Progress progress, CancelToken cancel)
            throws IOException, ScoringException {
        Workspace open = workspace.orElseThrow(
                () -> new IOException("A training from " + from.id() + " needs a workspace. Name one with -w FILE."));
        WorkspacePairs.Found found = new WorkspacePairs(open, formats, config.lengths(), cancel).read(from);
        if (found.sets().isEmpty()) {
            throw new IOException(open.file() + " holds no pair to learn from"
                    + (from == PairOrigin.LABELS
                            ? ". Import pairs that say which answer is better."
                            : ". Vote on pairs first, or train from labels."));
        }
        return trained(config, found.sets(), found.dropped(), progress, cancel);
    }

    private static Report trained(
            TrainingConfig config, List<PairSet> sets, Map<String, Long> dropped, Progress progress, CancelToken cancel)
            throws IOException, ScoringException {
        Trainer trainer = new Trainer(config.plan(), sets);
        return new Report(trainer.run(progress, cancel), trainer.learned(), dropped);
    }
}
