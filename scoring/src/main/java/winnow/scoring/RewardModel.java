package winnow.scoring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import winnow.store.data.Sample;
import winnow.store.job.CancelToken;
import winnow.store.media.MediaRoots;

/**
 * Judges answers. Holds native memory until closed.
 *
 * <p>{@link #prepare} may be called from any thread; everything else is confined to one thread: create, use and close
 * a model on the same executor. {@link RewardModels#load} finds the right one for a folder.
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
     * Reads the pictures of a conversation and tokenises its text. Uses no native tensor memory.
     *
     * @throws ScoringException as {@link #prepare(Sample, MediaRoots)}
     */
    Prepared prepare(Conversation conversation, InputOptions options) throws ScoringException;

    /** What {@link #prepare(Sample, MediaRoots)} and the calls on conversations use: the options of loading. */
    InputOptions inputOptions();

    /**
     * Rewards the last answer of every sample. An input's reward does not depend on its neighbours.
     *
     * @param batch made ready by this model
     * @return one raw score of the model's head for each, in the same order; no unit, higher is better
     * @throws ScoringException if the batch cannot be scored, for instance because memory is short
     */
    List<Double> score(List<Prepared> batch) throws ScoringException;

    /**
     * The same, and stops early when asked to: as soon as what is being computed is done, such as one pass through the
     * model or one request.
     *
     * @throws ScoringException as {@link #score(List)}
     * @throws java.util.concurrent.CancellationException when asked to stop; nothing of the batch is known then
     */
    default List<Double> score(List<Prepared> batch, CancelToken cancel) throws ScoringException {
        cancel.check();
        return score(batch);
    }

    /**
     * Tokens that should come together in one call of {@link #score(List)}, those of {@link Prepared#tokens()} added
     * up: more gain little, fewer compute more often what samples have in common.
     */
    default int batchTokens() {
        return 16384;
    }

    /**
     * Floating-point operations of the matrix products that were necessary for what was scored since the model was
     * loaded, two for a multiplication with its addition: products computed in vain or twice are left out. 0 for models
     * that do not count.
     */
    default long operations() {
        return 0;
    }

    /**
     * Gives the model something that remembers what it computes from pictures, before it scores. Models without such
     * parts need none.
     *
     * @param cache made for this model and its options; stays the caller's
     */
    default void use(FeatureCache cache) {}

    /**
     * The same as one padded batch of the official {@code get_scores}; differs only where the positions of a long
     * neighbour stretch those of all (SPEC 9, dynamic scaling).
     *
     * @throws ScoringException as {@link #score(List)}
     */
    default List<Double> scorePadded(List<Prepared> batch) throws ScoringException {
        return score(batch);
    }

    /**
     * The head of the model read at every token of the last answer, in one pass. Empty for models without such a head.
     *
     * @throws ScoringException as {@link #score(List)}
     */
    default List<RunningReward> running(Prepared input) throws ScoringException {
        return List.of();
    }

    /**
     * Names of weights that hold nothing but zeros, which a damaged conversion leaves. Reads all weights.
     *
     * @throws ScoringException if they cannot be read
     */
    default List<String> zeroWeights() throws ScoringException {
        return List.of();
    }

    /** {@code get_score} of the official interface (SPEC 10). */
    default double score(Conversation conversation) throws ScoringException {
        return score(List.of(prepare(conversation, inputOptions()))).get(0);
    }

    /** {@code get_scores} of the official interface (SPEC 10); a list of one for one conversation. */
    default List<Double> scores(List<Conversation> conversations) throws ScoringException {
        List<Prepared> inputs = new ArrayList<>();
        for (Conversation conversation : conversations) {
            inputs.add(prepare(conversation, inputOptions()));
        }
        return scorePadded(inputs);
    }

    /** {@code compare} of the official interface: whether the first is strictly better; a tie is false (SPEC 10). */
    default boolean compare(Conversation first, Conversation second) throws ScoringException {
        return score(first) > score(second);
    }

    /**
     * {@code rank} of the official interface: positions of the conversations, best first; equal scores keep their order
     * (SPEC 10).
     */
    default List<Integer> rank(List<Conversation> conversations) throws ScoringException {
        return order(scores(conversations));
    }

    /** Positions of scores, highest first; equal ones keep their order. */
    static List<Integer> order(List<Double> scores) {
        Comparator<Integer> highestFirst = Comparator.comparing(scores::get, Comparator.reverseOrder());
        return IntStream.range(0, scores.size()).boxed().sorted(highestFirst).toList();
    }

    /** Frees the native memory. The model cannot be used afterwards. */
    @Override
    void close();
}
