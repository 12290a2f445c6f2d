package winnow.scoring.train;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import winnow.scoring.ScoringException;
import winnow.scoring.torch.TorchLearner;

/**
 * The weights of the best check of a training, in its folder. Those of a check before the last checkpoint stay until
 * there is a newer checkpoint, because a training that was killed goes on from it and must find them.
 */
final class BestWeights {

    /** How the names of its folders begin. */
    static final String PREFIX = "best-";

    private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d{1,18})");

    private final Path folder;

    BestWeights(Path folder) {
        this.folder = folder;
    }

    private Path of(long step) {
        return folder.resolve(PREFIX + step);
    }

    /** Keeps the weights as they are after a step. */
    void keep(TorchLearner learner, long step) throws IOException, ScoringException {
        Path part = folder.resolve(PREFIX + step + ".part");
        TrainingFolder.delete(part);
        TrainingFolder.delete(of(step));
        Files.createDirectories(part);
        TrainingState.write(part, learner, false);
        Files.move(part, of(step), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Takes away the weights of steps that are not wanted. */
    void only(LongPredicate wanted) throws IOException {
        for (Path each : TrainingFolder.entries(folder)) {
            Matcher name = NAME.matcher(String.valueOf(each.getFileName()));
            if (name.matches() && !wanted.test(Long.parseLong(name.group(1)))) {
                TrainingFolder.delete(each);
            }
        }
    }

    /** Gives a learner the weights as they were after a step; the running means are not among them. */
    void take(long step, TorchLearner learner) throws IOException, ScoringException {
        if (!Files.isDirectory(of(step))) {
            throw new IOException(of(step) + ", the best weights of the training, is gone. Delete " + folder
                    + " and start again, or keep the last ones (\"keep\": \"last\").");
        }
        TrainingState.read(of(step), MissingNode.getInstance(), learner);
    }
}
