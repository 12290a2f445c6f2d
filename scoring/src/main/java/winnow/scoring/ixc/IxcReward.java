package winnow.scoring.ixc;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import winnow.scoring.Conversation;
import winnow.scoring.FeatureCache;
import winnow.scoring.InputOptions;
import winnow.scoring.ModelOptions;
import winnow.scoring.Prepared;
import winnow.scoring.RewardModel;
import winnow.scoring.RunningReward;
import winnow.scoring.ScoringException;
import winnow.scoring.internlm2.InternLm2Decoder;
import winnow.scoring.text.InternLm2Tokenizer;
import winnow.scoring.torch.Numerics;
import winnow.scoring.torch.TorchEngine;
import winnow.scoring.torch.TorchProgram;
import winnow.scoring.weights.SnapshotConfig;
import winnow.scoring.weights.TensorInfo;
import winnow.scoring.weights.Weights;
import winnow.store.data.Sample;
import winnow.store.data.Turn;
import winnow.store.job.CancelToken;
import winnow.store.media.MediaRoots;
import winnow.store.media.Pixels;

/**
 * IXC-2.5-Reward, text and pictures. {@code prepare} may be called from any thread; everything
 * else belongs to the thread that loaded the model. What the samples of a batch have
 * in common is computed once (SPEC 17), unless the options ask for plain computing.
 */
public final class IxcReward implements RewardModel {

    /** Weights are converted when they come in where that, in float32, takes less than this part of the memory. */
    private static final int MEMORY_SHARE = 4;

    /** Rows of one pass of the decoder: more make products no faster. */
    private static final int ROWS = 4096;

    /** The same on a graphics card. */
    private static final int CARD_ROWS = 16384;

    /** Bytes of features of pictures that are kept for inputs to come. */
    private static final long KEPT_FEATURES = 256L << 20;

    /** Tokens of a batch before sharing: enough to fill passes whose inputs have much in common. */
    private static final int BATCH_TOKENS = 16384;

    /** The same where every pass brings all layers to the device anew. */
    private static final int STREAMED_TOKENS = 32768;

    private volatile boolean closed;
    private Optional<String> damage = Optional.empty(); // why there are no scores, once that was looked for
    private final ModelOptions options;
    private final Deque<Runnable> closers = new ArrayDeque<>();
    private final NDManager manager;
    private final IxcInputs inputs;
    private final VisionTower tower;
    private final InternLm2Decoder decoder;
    private final SharedScores shared;

    /**
     * Loads a snapshot.
     *
     * @param file its config.json, which need not be the one in the folder
     * @param reader decodes the pictures of samples
     * @param memory of the machine, in bytes
     */
    IxcReward(Path folder, SnapshotConfig file, ModelOptions options, PictureReader reader, long memory)
            throws ScoringException {
        this.options = options;
        Weights weights = Weights.open(folder);
        IxcConfig config = IxcConfig.from(file, weights);
        boolean now = weights.elements() < memory / MEMORY_SHARE / Float.BYTES;
        boolean loaded = false;
        try {
            manager = opened(TorchEngine.start(options), NDManager::close);
            InternLm2Tokenizer tokenizer = opened(InternLm2Tokenizer.load(folder), InternLm2Tokenizer::close);
            IxcPrompt prompt = new IxcPrompt(tokenizer, config.language().vocabulary());
            inputs = new IxcInputs(prompt, config.vision(), reader);
            Numerics numerics = TorchEngine.numerics(options);
            tower = opened(VisionTower.load(config, weights, now, numerics), VisionTower::close);
            decoder = opened(
                    InternLm2Decoder.load(
                            config.language(), weights, options.computing().placement(), now, numerics),
                    InternLm2Decoder::close);
            shared = opened(
                    new SharedScores(tower, decoder, manager, numerics.onProcessor() ? ROWS : CARD_ROWS, KEPT_FEATURES),
                    SharedScores::close);
            if (!options.computing().plain()) {
                tower.pack();
                if (now && !decoder.streamed() && 2 * weights.elements() < memory / MEMORY_SHARE / Float.BYTES) {
                    decoder.merge();
                }
            }
            loaded = true;
        } finally {
            if (!loaded) {
                close();
            }
        }
    }

    /**
     * Loads a snapshot, for who scores conversations that are no samples; the provider does the same.
     *
     * @param reader decodes the pictures of samples
     * @throws ScoringException if it cannot be loaded
     */
    public static IxcReward load(Path folder, ModelOptions options, PictureReader reader) throws ScoringException {
        long memory =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        return new IxcReward(folder, SnapshotConfig.read(folder, options.configOverrides()), options, reader, memory);
    }

    /** Loads a snapshot that reads pictures and videos with the decoders of the program. */
    public static IxcReward load(Path folder, ModelOptions options) throws ScoringException {
        return load(folder, options, new MediaReader());
    }

    private <T> T opened(T part, Consumer<T> closer) {
        closers.push(() -> closer.accept(part));
        return part;
    }

    @Override
    public Prepared prepare(Sample sample, MediaRoots media) throws ScoringException {
        checkOpen();
        return inputs.prepare(sample, media, inputOptions());
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

    /**
     * Makes a conversation ready whose pictures are decoded already (SPEC 8). Any thread may call this.
     *
     * @param conversation oldest turn first; put into the prompt template
     * @param pictures in the order of their places
     * @param hdNum most tiles of the picture, 1 or more; of several pictures each gets 6
     * @param maxLength most tokens; what is longer is cut at the end
     * @throws ScoringException if a picture is too thin
     */
    public Prepared prepare(List<Turn> conversation, List<Pixels> pictures, int hdNum, int maxLength)
            throws ScoringException {
        return prepared(IxcPrompt.template(conversation), pictures, hdNum, maxLength);
    }

    /** The same for a prompt that is finished already, which the official code calls {@code apply_template=False}. */
    public Prepared prepare(String finishedPrompt, List<Pixels> pictures, int hdNum, int maxLength)
            throws ScoringException {
        return prepared(IxcPrompt.Finished.of(finishedPrompt), pictures, hdNum, maxLength);
    }

    private Prepared prepared(IxcPrompt.Finished finished, List<Pixels> pictures, int hdNum, int maxLength)
            throws ScoringException {
        checkOpen();
        if (hdNum < 1 || maxLength < 1) {
            throw new IllegalArgumentException("hdNum " + hdNum + " and maxLength " + maxLength + " must be 1 or more");
        }
        return inputs.prepare(finished, pictures, hdNum, maxLength);
    }

    @Override
    public List<Double> score(List<Prepared> batch) throws ScoringException {
        return score(batch, false, new CancelToken());
    }

    @Override
    public List<Double> score(List<Prepared> batch, CancelToken cancel) throws ScoringException {
        return score(batch, false, cancel);
    }

    /**
     * {@inheritDoc} Inputs longer than {@code max_position_embeddings} stretch the positions of the whole batch when
     * its scaling is dynamic.
     */
    @Override
    public List<Double> scorePadded(List<Prepared> batch) throws ScoringException {
        return score(batch, true, new CancelToken());
    }

    private List<Double> score(List<Prepared> batch, boolean padded, CancelToken cancel) throws ScoringException {
        checkOpen();
        List<IxcPrepared> mine = batch.stream().map(this::mine).toList();
        try {
            return options.computing().plain() ? plain(mine, padded, cancel) : shared(mine, padded, cancel);
        } catch (EngineException e) {
            throw TorchProgram.failure(e);
        }
    }

    private List<Double> shared(List<IxcPrepared> batch, boolean padded, CancelToken cancel) throws ScoringException {
        List<Double> scores = new ArrayList<>();
        for (double reward : shared.of(batch, padded, cancel)) {
            if (!Double.isFinite(reward)) {
                try (NDManager scratch = manager.newSubManager()) {
                    throw noScore(scratch, reward);
                }
            }
            scores.add(reward);
        }
        return scores;
    }

    /** One input after the other, each from its first token on. */
    private List<Double> plain(List<IxcPrepared> batch, boolean padded, CancelToken cancel) throws ScoringException {
        int longest = batch.stream().mapToInt(IxcPrepared::tokens).max().orElse(0);
        List<Double> scores = new ArrayList<>();
        for (IxcPrepared input : batch) {
            cancel.check();
            scores.add(score(input, padded ? longest : input.tokens()));
        }
        shared.count(batch, padded);
        return scores;
    }

    /** {@inheritDoc} Plain computing takes nothing from it. */
    @Override
    public void use(FeatureCache cache) {
        shared.use(cache);
    }

    @Override
    public int batchTokens() {
        return decoder.streamed() ? STREAMED_TOKENS : BATCH_TOKENS;
    }

    @Override
    public long operations() {
        return shared.operations();
    }

    /**
     * {@inheritDoc} Places are those of the answer as the model gets it: tags of pictures in a sample's answer never
     * reach it (SPEC 8.1). None where the prompt came finished, so that nobody knows what the answer is.
     */
    @Override
    public List<RunningReward> running(Prepared input) throws ScoringException {
        checkOpen();
        IxcPrepared own = mine(input);
        List<IxcPrepared.Said> heard = own.heard();
        if (heard.isEmpty()) {
            return List.of();
        }
        int first = heard.get(0).position();
        int end = heard.get(heard.size() - 1).position() + 1;
        try (NDManager scratch = manager.newSubManager()) {
            NDArray embeddings = embeddings(scratch, scratch, own, new HashMap<>());
            float[] rewards = decoder.rewards(scratch, embeddings, own.pictureRows(), first, end);
            List<RunningReward> running = new ArrayList<>();
            for (IxcPrepared.Said said : heard) {
                float reward = rewards[said.position() - first];
                if (!Float.isFinite(reward)) {
                    throw noScore(scratch, reward);
                }
                running.add(new RunningReward(said.from(), said.to(), reward));
            }
            return running;
        } catch (EngineException e) {
            throw TorchProgram.failure(e);
        }
    }

    @Override
    public List<String> zeroWeights() throws ScoringException {
        checkOpen();
        try (NDManager scratch = manager.newSubManager()) {
            List<String> names = new ArrayList<>(decoder.zeroWeights(scratch));
            names.addAll(tower.zeroWeights(scratch));
            return names;
        } catch (EngineException e) {
            throw TorchProgram.failure(e);
        }
    }

    private IxcPrepared mine(Prepared prepared) {
        if (prepared instanceof IxcPrepared input && inputs.made(input)) {
            return input;
        }
        throw new IllegalArgumentException("Prepared by another model: " + prepared.getClass());
    }

    private double score(IxcPrepared input, int padded) throws ScoringException {
        try (NDManager scratch = manager.newSubManager()) {
            NDArray embeddings = embeddings(scratch, scratch, input, new HashMap<>());
            double reward = decoder.reward(scratch, embeddings, input.pictureRows(), padded);
            if (!Double.isFinite(reward)) {
                throw noScore(scratch, reward);
            }
            return reward;
        }
    }

    private ScoringException noScore(NDManager scratch, double reward) throws ScoringException {
        if (damage.isEmpty()) {
            Optional<TensorInfo> damaged = decoder.damaged(scratch);
            damaged = damaged.isPresent() ? damaged : tower.damaged(scratch);
            String why = damaged.map(t -> t.file().getFileName() + ": tensor " + t.name() + " holds values that are no"
                            + " finite numbers. Download the file again.")
                    .orElse("Its numbers grow too large to compute with; check the model's config.json.");
            damage = Optional.of(why);
        }
        return new ScoringException("The model gives " + reward + " instead of a score. " + damage.orElseThrow());
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("This model was closed");
        }
    }

    /**
     * What the decoder reads, (tokens, C).
     *
     * @param owner gets the result
     * @param pictures gets the pictures encoded for it
     * @param encoded pictures encoded already, by key; more are put in
     */
    NDArray embeddings(NDManager owner, NDManager pictures, IxcPrepared input, Map<String, NDArray> encoded)
            throws ScoringException {
        try (NDManager scratch = owner.newSubManager()) {
            List<NDArray> parts = new ArrayList<>();
            int at = 0;
            for (IxcPrepared.Part part : input.parts()) {
                if (at < input.tokens()) { // what is cut away needs not be computed
                    parts.add(embedding(scratch, pictures, part, encoded));
                }
                at += part.tokens();
            }
            return decoder.join(owner, parts, input.tokens());
        }
    }

    private NDArray embedding(
            NDManager scratch, NDManager pictures, IxcPrepared.Part part, Map<String, NDArray> encoded)
            throws ScoringException {
        if (part instanceof IxcPrepared.Part.Image image) {
            Picture picture = image.picture();
            NDArray known = encoded.get(picture.key());
            NDArray features = known == null ? tower.encode(pictures, picture) : known;
            encoded.put(picture.key(), features);
            return features;
        }
        return decoder.embed(scratch, ((IxcPrepared.Part.Text) part).ids());
    }

    /** Parts for tests of single stages. */
    VisionTower tower() {
        return tower;
    }

    /** Parts for tests of single stages. */
    InternLm2Decoder decoder() {
        return decoder;
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
