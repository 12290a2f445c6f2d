package winnow.app.service;

import java.nio.file.Path;
import java.util.List;
import winnow.scoring.ModelInfo;
import winnow.scoring.ModelOptions;
import winnow.scoring.RewardModel;
import winnow.scoring.ScoringException;

/** Finds and loads reward models. */
public final class Models {

    /** What {@code --model} says for the model that comes with Winnow. */
    public static final String DEFAULT = "default";

    /**
     * Folder of a model.
     *
     * @param name {@link #DEFAULT} or a folder
     * @throws ScoringException if the shipped model cannot be unpacked
     */
    public Path folder(String name) throws ScoringException {
        throw new IllegalStateException("skeleton");
    }

    /**
     * Looks at a snapshot without loading its weights. Its fingerprint is remembered while its files do not change.
     *
     * @throws ScoringException if no provider knows it or files are missing
     */
    public ModelInfo inspect(Path folder) throws ScoringException {
        throw new IllegalStateException("skeleton");
    }

    /**
     * Loads a snapshot; the model belongs to the calling thread.
     *
     * @throws ScoringException if it cannot be loaded
     */
    public RewardModel load(Path folder, ModelOptions options) throws ScoringException {
        throw new IllegalStateException("skeleton");
    }

    /** The shipped model and those used before, the shipped one first; folders that are gone are left out. */
    public List<ModelInfo> known() {
        throw new IllegalStateException("skeleton");
    }
}
