package winnow.scoring.train;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import winnow.scoring.ScoringException;
import winnow.scoring.ixc.Trainee;
import winnow.scoring.torch.TorchLearner;
import winnow.scoring.weights.JsonFile;

/**
 * The folder of a training: figures, the last checkpoint, and in the end the snapshot. A checkpoint is a snapshot too,
 * with what is needed to go on beside it; it is written under another name and renamed when it is whole.
 */
final class TrainingFolder {

    private static final Pattern CHECKPOINT = Pattern.compile("checkpoint-(\\d{1,18})");
    /** The file of the figures of all steps. */
    static final String FIGURES = "metrics.csv";

    private static final String STATE = "training_state.json";
    private static final String FINISHED = "config.json";
    private static final String MODEL = "model.part";

    private final Kept kept;
    private final Path folder;

    /**
     * What a folder keeps.
     *
     * @param source folder of the snapshot the training starts from
     * @param out the folder
     * @param identity what must be the same for a training to go on where it was left; any text
     * @param header names of the columns of its figures
     */
    record Kept(Path source, Path out, String identity, String header) {}

    private TrainingFolder(Kept kept) {
        this.kept = kept;
        this.folder = kept.out();
    }

    /** Makes the folder if it is not there, and refuses one that holds something else. */
    static TrainingFolder open(Kept kept) throws IOException {
        Path folder = kept.out();
        if (Files.exists(folder.resolve(FINISHED))) {
            throw new IOException(folder + " holds a model already. Choose another folder for the trained one (out).");
        }
        Files.createDirectories(folder);
        try (Stream<Path> entries = Files.list(folder)) {
            if (entries.findAny().isPresent() && !Files.exists(folder.resolve(FIGURES))) {
                throw new IOException(folder + " is not empty and holds no training. Choose another folder (out).");
            }
        }
        return new TrainingFolder(kept);
    }

    private static Optional<Long> lastCheckpoint(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(e -> CHECKPOINT.matcher(String.valueOf(e.getFileName())))
                    .filter(Matcher::matches)
                    .map(m -> Long.parseLong(m.group(1)))
                    .max(Comparator.naturalOrder());
        }
    }

    private Path checkpoint(long step) {
        return folder.resolve("checkpoint-" + step);
    }

    /** Takes weights up where the last checkpoint left them; gives the steps made until then. */
    long resume(TorchLearner learner) throws IOException, ScoringException {
        Optional<Long> last = lastCheckpoint(folder);
        if (last.isEmpty()) {
            return 0;
        }
        Path from = checkpoint(last.get());
        ObjectNode state = JsonFile.read(from.resolve(STATE));
        if (!state.path("identity").asText().equals(kept.identity())) {
            throw new IOException(folder + " holds a training with other settings, stopped at step " + last.get()
                    + ". Choose another folder (out), or delete that one.");
        }
        TrainingState.read(from, state.path("changes"), learner);
        return last.get();
    }

    /** The figures of the first steps; those of later ones, which were lost with their weights, are taken out. */
    List<String> figures(long steps) throws IOException {
        Path file = folder.resolve(FIGURES);
        List<String> lines = List.of();
        if (steps > 0) {
            lines = Files.readAllLines(file).stream().skip(1).limit(steps).toList();
        }
        if (lines.size() < steps) {
            throw new IOException(file + " has figures of " + lines.size() + " steps, but the checkpoint is of step "
                    + steps + ". Delete " + folder + " and start again.");
        }
        StringBuilder text = new StringBuilder(kept.header()).append('\n');
        lines.forEach(each -> text.append(each).append('\n'));
        Files.writeString(file, text);
        return lines;
    }

    /** Adds the figures of a step. */
    void append(String line) throws IOException {
        Files.writeString(folder.resolve(FIGURES), line + "\n", StandardOpenOption.APPEND);
    }

    /** Writes a checkpoint and takes the ones before it away. */
    void checkpoint(Trainee training, long step) throws IOException, ScoringException {
        Path part = snapshot(training, "checkpoint-" + step + ".part", Optional.empty());
        ObjectNode state = new JsonMapper().createObjectNode();
        state.put("step", step).put("identity", kept.identity());
        state.set("changes", TrainingState.write(part, training.learner(), true));
        Files.writeString(part.resolve(STATE), state.toPrettyString());
        Optional<Long> before = lastCheckpoint(folder);
        Files.move(part, checkpoint(step), StandardCopyOption.ATOMIC_MOVE);
        if (before.isPresent()) {
            delete(checkpoint(before.get()));
        }
    }

    /** The step of the last checkpoint; 0 where there is none. */
    long checkpointed() throws IOException {
        return lastCheckpoint(folder).orElse(0L);
    }

    /** Where the weights of the best check are. */
    BestWeights best() {
        return new BestWeights(folder);
    }

    /**
     * Writes the snapshot, its config.json last, and takes the checkpoints away.
     *
     * @param steps made
     * @param check whose weights it has, if there was one
     */
    void finish(Trainee training, long steps, Optional<Trainer.Checked> check) throws IOException, ScoringException {
        Path part = snapshot(training, MODEL, check);
        new ModelCard(nameOf(folder), nameOf(kept.source()), steps, check, kept.identity()).write(part);
        for (Path file : entries(part)) {
            if (!file.endsWith(FINISHED)) {
                Files.move(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.move(part.resolve(FINISHED), folder.resolve(FINISHED), StandardCopyOption.ATOMIC_MOVE);
        delete(part);
        for (Path entry : entries(folder)) {
            String name = String.valueOf(entry.getFileName());
            if (name.startsWith("checkpoint-") || name.startsWith(BestWeights.PREFIX)) {
                delete(entry);
            }
        }
    }

    /** A snapshot in a folder of its own; what an earlier attempt left there goes. */
    private Path snapshot(Trainee training, String name, Optional<Trainer.Checked> check)
            throws IOException, ScoringException {
        Path part = folder.resolve(name);
        delete(part);
        Files.createDirectories(part);
        new TrainedSnapshot(kept.source(), training, nameOf(folder), check).write(part);
        return part;
    }

    private static String nameOf(Path folder) {
        Path last = folder.toAbsolutePath().normalize().getFileName();
        return last == null ? folder.toString() : last.toString();
    }

    static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }

    static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
