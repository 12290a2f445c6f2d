package winnow.scoring.language;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import winnow.scoring.Conversation;
import winnow.scoring.InputOptions;
import winnow.scoring.ModelOptions;
import winnow.scoring.Prepared;
import winnow.scoring.RewardModel;
import winnow.scoring.RunningReward;
import winnow.scoring.ScoringException;
import winnow.scoring.torch.TorchEngine;
import winnow.scoring.torch.TorchProgram;
import winnow.scoring.weights.TensorInfo;
import winnow.store.data.Sample;
import winnow.store.job.CancelToken;
import winnow.store.media.MediaRoots;

/**
 * A text model with a head of one row. What the inputs of a batch have in common is computed once (SPEC 17), unless the
 * options ask for plain computing. {@code prepare} may be called from any thread; everything else belongs to the thread
 * that loaded the model.
 */
public final class TextReward implements RewardModel {

    /** Tokens for which the layers are brought to the device once, where they do not stay there. */
    private static final int STREAMED_TOKENS = SharedTexts.STREAMED_ROWS;

    private volatile boolean closed;
    private Optional<String> damage = Optional.empty(); // why there are no scores, once that was looked for
    private final ModelOptions options;
    private final Deque<Runnable> closers = new ArrayDeque<>();
    private final NDManager manager;
    private final TextInputs inputs;
    private final LanguageDecoder decoder;
    private final SharedTexts shared;

    /**
     * Loads a snapshot.
     *
     * @param head name of the tensor of the head
     * @param marks of its inputs
     * @throws ScoringException if it cannot be loaded
     */
    public TextReward(
            TextSnapshot snapshot, TextFamily family, String head, TextInputs.Marks marks, ModelOptions options)
            throws ScoringException {
        this(snapshot, family, head, marks, options, snapshot.roomy());
    }

    /** The same, told whether memory is large enough to convert the weights once. */
    TextReward(
            TextSnapshot snapshot,
            TextFamily family,
            String head,
            TextInputs.Marks marks,
            ModelOptions options,
            boolean roomy)
            throws ScoringException {
        this.options = options;
        LanguageConfig config = family.config(snapshot);
        boolean loaded = false;
        try {
            manager = opened(TorchEngine.start(options), NDManager::close);
            inputs = opened(family.inputs(snapshot, marks), TextInputs::close);
            decoder = opened(
                    LanguageDecoder.load(
                            config,
                            snapshot.weights(),
                            new Head(head, 1),
                            options.computing().placement(),
                            roomy,
                            TorchEngine.numerics(options)),
                    LanguageDecoder::close);
            shared = new SharedTexts(
                    decoder, manager, TorchEngine.numerics(options).onProcessor());
            loaded = true;
        } finally {
            if (!loaded) {
                close();
            }
        }
    }

    private <T> T opened(T part, Consumer<T> closer) {
        closers.push(() -> closer.accept(part));
        return part;
    }

    @Override
    public Prepared prepare(Sample sample, MediaRoots media) throws ScoringException {
        checkOpen();
        return inputs.prepare(sample, inputOptions());
    }

    @Override
    public Prepared prepare(Conversation conversation, InputOptions options) throws ScoringException {
        checkOpen();
        return inputs.prepare(conversation, options);
    }

    @Override
    public InputOptions inputOptions() {
        return InputOptions.of(options);
    }

    @Override
    public List<Double> score(List<Prepared> batch) throws ScoringException {
        return score(batch, new CancelToken());
    }

    @Override
    public List<Double> score(List<Prepared> batch, CancelToken cancel) throws ScoringException {
        checkOpen();
        List<int[]> texts = batch.stream().map(input -> read(mine(input))).toList();
        return options.computing().plain() ? plain(texts, cancel) : shared(texts, cancel);
    }

    /** The tokens up to the one that is scored; those behind it change nothing. */
    private int[] read(TextPrepared input) {
        int[] ids = input.ids();
        return Arrays.copyOf(ids, inputs.scored(ids) + 1);
    }

    private List<Double> shared(List<int[]> texts, CancelToken cancel) throws ScoringException {
        try {
            double[] rewards = shared.rewards(texts, cancel);
            for (double reward : rewards) {
                checkFinite(reward);
            }
            return Arrays.stream(rewards).boxed().toList();
        } catch (EngineException e) {
            throw TorchProgram.failure(e);
        }
    }

    /** One input after the other, each from its first token on. */
    private List<Double> plain(List<int[]> texts, CancelToken cancel) throws ScoringException {
        List<Double> scores = new ArrayList<>();
        List<LanguageDecoder.Stretch> pass = new ArrayList<>();
        int tokens = 0;
        for (int[] ids : texts) {
            cancel.check();
            if (!pass.isEmpty() && (!decoder.streamed() || tokens + ids.length > STREAMED_TOKENS)) {
                rewards(pass).forEach(r -> scores.add((double) r[0]));
                pass.clear();
                tokens = 0;
            }
            pass.add(new LanguageDecoder.Stretch(ids, ids.length - 1, ids.length));
            tokens += ids.length;
        }
        rewards(pass).forEach(r -> scores.add((double) r[0]));
        shared.count(texts);
        return scores;
    }

    @Override
    public long operations() {
        return shared.operations();
    }

    @Override
    public int batchTokens() {
        return decoder.streamed() ? STREAMED_TOKENS : RewardModel.super.batchTokens();
    }

    /** {@inheritDoc} None where the prompt came finished, so that nobody knows what the answer is. */
    @Override
    public List<RunningReward> running(Prepared input) throws ScoringException {
        checkOpen();
        TextPrepared own = mine(input);
        List<TextPrepared.Said> said = own.said();
        if (said.isEmpty()) {
            return List.of();
        }
        int first = said.get(0).position();
        int end = said.get(said.size() - 1).position() + 1;
        float[] rewards = rewards(List.of(new LanguageDecoder.Stretch(own.ids(), first, end)))
                .get(0);
        return said.stream()
                .map(s -> new RunningReward(s.from(), s.to(), rewards[s.position() - first]))
                .toList();
    }

    private List<float[]> rewards(List<LanguageDecoder.Stretch> pass) throws ScoringException {
        try (NDManager scratch = manager.newSubManager()) {
            List<float[]> rewards = decoder.rewards(scratch, pass);
            for (float[] one : rewards) {
                for (float reward : one) {
                    checkFinite(reward);
                }
            }
            return rewards;
        } catch (EngineException e) {
            throw TorchProgram.failure(e);
        }
    }

    private void checkFinite(double reward) throws ScoringException {
        if (!Double.isFinite(reward)) {
            try (NDManager scratch = manager.newSubManager()) {
                throw noScore(scratch, reward);
            }
        }
    }

    private ScoringException noScore(NDManager scratch, double reward) throws ScoringException {
        if (damage.isEmpty()) {
            Optional<TensorInfo> damaged = decoder.damaged(scratch);
            damage = Optional.of(damaged.map(t -> t.file().getFileName() + ": tensor " + t.name()
                            + " holds values that are no finite numbers. Download the file again.")
                    .orElse("Its numbers grow too large to compute with; check the model's config.json."));
        }
        return new ScoringException("The model gives " + reward + " instead of a score. " + damage.orElseThrow());
    }

    @Override
    public List<String> zeroWeights() throws ScoringException {
        checkOpen();
        try (NDManager scratch = manager.newSubManager()) {
            return decoder.zeroWeights(scratch);
        } catch (EngineException e) {
            throw TorchProgram.failure(e);
        }
    }

    private TextPrepared mine(Prepared prepared) {
        if (prepared instanceof TextPrepared input && inputs.made(input)) {
            return input;
        }
        throw new IllegalArgumentException("Prepared by another model: " + prepared.getClass());
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("This model was closed");
        }
    }

    /** The owner of the model's native memory, for tests that count it. */
    NDManager manager() {
        return manager;
    }

    @Override
    public void close() {
        closed = true;
        while (!closers.isEmpty()) {
            closers.pop().run();
        }
    }
}
