package winnow.scoring;

import java.util.List;
import winnow.store.data.Sample;
import winnow.store.media.MediaRoots;

/**
 * Judges answers. Holds native memory until closed.
 *
 * <p>{@link #prepare} may be called from any thread; everything else is confined to one thread: create, use and close
 * a model on the same executor.
 */
public interface RewardModel extends AutoCloseable {

    /**
     * Reads the pictures of a sample and tokenises its text. Uses no native tensor memory.
     *
     * @param sample what to judge
     * @param media where its pictures are
     * @throws ScoringException if a picture is missing or unreadable, or the model cannot judge such a sample; the
     *     message names the file
     */
    Prepared prepare(Sample sample, MediaRoots media) throws ScoringException;

    /**
     * Rewards the last answer of every sample.
     *
     * @param batch made ready by this model
     * @return one raw score of the model's head for each, in the same order; no unit, higher is better
     * @throws ScoringException if the batch cannot be scored, for instance because memory is short
     */
    List<Double> score(List<Prepared> batch) throws ScoringException;

    /** Frees the native memory. The model cannot be used afterwards. */
    @Override
    void close();
}
