package winnow.scoring;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** One kind of reward model. Found by {@link java.util.ServiceLoader}; stateless, so any thread may use it. */
public interface RewardModelProvider {

    /** Short, lower case, unique; what the workspace remembers. */
    String id();

    /** Whether {@code folder} is a snapshot this provider can load. Looks at config.json only. */
    boolean accepts(Path folder);

    /**
     * Looks at a snapshot and checks that its files are there, without loading the weights.
     *
     * @throws ScoringException if a file is missing or unreadable; the message names it
     */
    ModelInfo inspect(Path folder) throws ScoringException;

    /**
     * The same, for models so large that reading them takes a while.
     *
     * @param bytesDone told now and then how many bytes were read; may throw to stop
     * @throws ScoringException as {@link #inspect(Path)}
     */
    default ModelInfo inspect(Path folder, LongConsumer bytesDone) throws ScoringException {
        return inspect(folder);
    }

    /**
     * Looks at a snapshot as {@link #inspect(Path)} does, but may leave the fingerprint empty: reads no more than the
     * beginning of the weight files, so that a list of large models shows at once.
     *
     * @throws ScoringException as {@link #inspect(Path)}
     */
    default ModelInfo describe(Path folder) throws ScoringException {
        return inspect(folder);
    }

    /**
     * Names of tensors of a snapshot that no part of the model reads: many of them mean that the files belong to
     * another model. Reads no more than {@link #describe} does.
     *
     * @throws ScoringException as {@link #inspect(Path)}
     */
    default List<String> unexpected(Path folder) throws ScoringException {
        return List.of();
    }

    /**
     * What the model of a snapshot gets to see of a picture or video, without loading it. Empty for models that see
     * none, or do not tell.
     *
     * @param video whether it is a video; one by its name is one in any case
     * @param pictures how many pictures and videos its conversation shows, with this one
     * @throws ScoringException if the file cannot be read or the model cannot judge it; the message names the file
     */
    default Optional<ModelView> view(Path folder, Path file, boolean video, int pictures, InputOptions options)
            throws ScoringException {
        return Optional.empty();
    }

    /**
     * Loads a snapshot. The model belongs to the calling thread.
     *
     * @throws ScoringException if a tensor is missing or of the wrong shape or type, or the device cannot be used; the
     *     message names the file
     */
    RewardModel load(Path folder, ModelOptions options) throws ScoringException;
}
