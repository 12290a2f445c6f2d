package winnow.app.service;

import java.nio.file.Path;
import java.util.Optional;
import winnow.scoring.ModelOptions;
import winnow.scoring.RewardModel;
import winnow.scoring.ScoringException;

/**
 * A model that stays loaded between looks at single samples, so that only the first one waits for it. Whoever loads
 * another model on the same thread closes it first, so that no two of them fill the memory. Thread-safe; the model
 * itself belongs to the thread that loaded it.
 */
final class KeptModel {

    /** Loads a model. */
    @FunctionalInterface
    interface Loader {
        RewardModel load(Path folder, ModelOptions options) throws ScoringException;
    }

    private record Kept(Path folder, ModelOptions options, RewardModel model, Thread owner) {}

    private volatile Optional<Kept> kept = Optional.empty();

    /** Whether this model is loaded with these options. */
    boolean holds(Path folder, ModelOptions options) {
        return kept.filter(now -> now.folder().equals(folder) && now.options().equals(options))
                .isPresent();
    }

    /**
     * The model, loaded if it is not; stays loaded, and is not for the caller to close.
     *
     * @throws ScoringException if it cannot be loaded
     */
    RewardModel get(Path folder, ModelOptions options, Loader loader) throws ScoringException {
        Optional<Kept> now = kept;
        if (now.isPresent() && holds(folder, options) && now.get().owner().equals(Thread.currentThread())) {
            return now.get().model();
        }
        close();
        RewardModel loaded = loader.load(folder, options);
        kept = Optional.of(new Kept(folder, options, loaded, Thread.currentThread()));
        return loaded;
    }

    /** Closes the model if this is the thread that loaded it. */
    void close() {
        Optional<Kept> now = kept.filter(held -> held.owner().equals(Thread.currentThread()));
        if (now.isPresent()) {
            kept = Optional.empty();
            now.get().model().close();
        }
    }
}
