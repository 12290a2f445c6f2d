package winnow.scoring.ixc;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import winnow.scoring.InputOptions;
import winnow.scoring.ModelOptions;
import winnow.scoring.ScoringException;
import winnow.scoring.internlm2.DecoderNames;
import winnow.scoring.internlm2.InternLm2Config;
import winnow.scoring.text.InternLm2Tokenizer;
import winnow.scoring.torch.Numerics;
import winnow.scoring.torch.TorchEngine;
import winnow.scoring.torch.TorchLearner;
import winnow.scoring.weights.SnapshotConfig;
import winnow.scoring.weights.TensorInfo;
import winnow.scoring.weights.Weights;
import winnow.store.data.Sample;
import winnow.store.data.Turn;
import winnow.store.media.MediaRoots;
import winnow.store.media.Pixels;

/**
 * An IXC-2.5-Reward snapshot that learns from pairs (SPEC 12), in float32 on the processor. Tower and projector are
 * frozen. Confined to one thread; frees everything when closed.
 */
public final class IxcTraining implements Trainee, AutoCloseable {

    /** Bytes of features of pictures that are kept for pairs to come. */
    private static final long KEPT_FEATURES = 256L << 20;

    /** The token whose embedding never learns, where config.json names none. */
    private static final int PADDING = 2;

    private static final String WEIGHT = ".weight";
    private static final String[] PRODUCTS = {
        "attention.wqkv", "attention.wo", "feed_forward.w1", "feed_forward.w2", "feed_forward.w3"
    };

    private final Deque<Runnable> closers = new ArrayDeque<>();
    private final TrainingOptions options;
    private final Weights weights;
    private final IxcConfig config;
    private final int padding;
    private final NDManager manager;
    private final IxcInputs inputs;
    private final VisionTower tower;
    private final Features features;
    private final TorchLearner learner;

    /**
     * What came of a pair.
     *
     * @param loss of the pair
     * @param chosen reward of the chosen side
     * @param rejected reward of the other side
     */
    public record PairResult(double loss, double chosen, double rejected) {}

    private IxcTraining(Path folder, TrainingOptions options, PictureReader reader) throws ScoringException {
        this.options = options;
        SnapshotConfig file = SnapshotConfig.read(folder);
        weights = Weights.open(folder);
        config = IxcConfig.from(file, weights);
        padding = file.json().path("pad_token_id").asInt(PADDING);
        boolean loaded = false;
        try {
            manager = opened(
                    TorchEngine.start(
                            new ModelOptions("cpu", options.computing().threads(), 1, 1)),
                    NDManager::close);
            InternLm2Tokenizer tokenizer = opened(InternLm2Tokenizer.load(folder), InternLm2Tokenizer::close);
            IxcPrompt prompt = new IxcPrompt(tokenizer, config.language().vocabulary());
            inputs = new IxcInputs(prompt, config.vision(), reader).training();
            tower = opened(VisionTower.load(config, weights, true, Numerics.REFERENCE), VisionTower::close);
            tower.pack();
            features = opened(new Features(tower, manager, KEPT_FEATURES), Features::close);
            learner =
                    opened(TorchLearner.load(manager, IxcTraining.class, "training.torchscript"), TorchLearner::close);
            adopt();
            loaded = true;
        } finally {
            if (!loaded) {
                close();
            }
        }
    }

    /** Loads a snapshot to train, with the program's own decoders of pictures and videos. */
    public static IxcTraining load(Path folder, TrainingOptions options) throws ScoringException {
        return load(folder, options, new MediaReader());
    }

    /**
     * Loads a snapshot to train.
     *
     * @throws ScoringException if it cannot be loaded, or has fewer layers than shall learn
     */
    public static IxcTraining load(Path folder, TrainingOptions options, PictureReader reader) throws ScoringException {
        return new IxcTraining(folder, options, reader);
    }

    private <T> T opened(T part, Consumer<T> closer) {
        closers.push(() -> closer.accept(part));
        return part;
    }

    private void adopt() throws ScoringException {
        int layers = config.language().layers();
        if (options.part().layers() > layers) {
            throw new ScoringException("The model has " + layers + " layers, so the last "
                    + options.part().layers() + " cannot be trained. Choose last:" + layers + " or fewer.");
        }
        new DecoderNames(config.language()).forEach((name, shape) -> adopt(weights.get(name, shape)));
        new VisionNames(config).forEach((name, shape) -> {
            TensorInfo tensor = weights.get(name, shape);
            if (name.startsWith("plora_")) {
                adopt(tensor);
            } else if (name.startsWith("vision_proj.")) {
                hold(tensor);
            }
        });
        if (options.part().kind() == TrainedPart.Kind.LORA) {
            addLora();
        }
    }

    private void adopt(TensorInfo tensor) throws ScoringException {
        if (!options.part().learns(tensor.name(), config.language().layers())) {
            hold(tensor);
        } else {
            learner.adopt(tensor);
            learner.train(
                    tensor.name(),
                    tensor.shape().stream().mapToLong(Long::longValue).toArray());
        }
    }

    private void hold(TensorInfo tensor) throws ScoringException {
        if (options.computing().halves() && tensor.type().isHalf()) {
            learner.keep(tensor);
        } else {
            learner.adopt(tensor);
        }
    }

    /** As peft does: A uniform within 1 / sqrt(in), B zero. */
    private void addLora() throws ScoringException {
        int rank = options.lora().rank();
        Random random = new Random(options.lora().seed());
        learner.put("lora_scale", new float[] {(float) (options.lora().alpha() / rank)}, 1);
        for (int i = 0; i < config.language().layers(); i++) {
            for (String product : PRODUCTS) {
                String name = "model.layers." + i + "." + product;
                List<Long> shape = weights.get(name + WEIGHT, -1, -1).shape();
                float[] a = new float[Math.toIntExact(rank * shape.get(1))];
                double bound = 1 / Math.sqrt(shape.get(1));
                for (int k = 0; k < a.length; k++) {
                    a[k] = (float) ((2 * random.nextDouble() - 1) * bound);
                }
                learner.put(name + ".lora_A", a, rank, shape.get(1));
                learner.train(name + ".lora_A", rank, shape.get(1));
                learner.put(name + ".lora_B", new float[Math.toIntExact(rank * shape.get(0))], shape.get(0), rank);
                learner.train(name + ".lora_B", shape.get(0), rank);
            }
        }
    }

    /** Makes one side of a pair ready: pictures as in training, texts without white space around them (SPEC 12). */
    public TrainingRow prepare(Sample sample, MediaRoots media) throws ScoringException {
        List<Turn> turns = stripped(sample.turns());
        Sample plain =
                new Sample(sample.record(), sample.candidate(), sample.line(), turns, sample.media(), sample.raw());
        InputOptions as =
                new InputOptions(options.inputs().hdNum(), options.inputs().maxLength(), true, true);
        return new TrainingRow(inputs.prepare(plain, media, as), plain.answer().length());
    }

    /** The same for a conversation whose pictures are decoded already. */
    public TrainingRow prepare(List<Turn> conversation, List<Pixels> pictures) throws ScoringException {
        List<Turn> turns = stripped(conversation);
        IxcPrepared input = inputs.prepare(
                IxcPrompt.template(turns),
                pictures,
                options.inputs().hdNum(),
                options.inputs().maxLength());
        return new TrainingRow(input, turns.get(turns.size() - 1).text().length());
    }

    private static List<Turn> stripped(List<Turn> turns) {
        return turns.stream().map(t -> new Turn(t.role(), t.text().strip())).toList();
    }

    /**
     * Adds the gradients of a pair to what was gathered. What both sides begin with is computed once.
     *
     * @param weight of the pair's loss, so that a step is a mean
     */
    public PairResult learn(TrainingRow chosen, TrainingRow rejected, double weight) throws ScoringException {
        return pair("pair", chosen, rejected, weight);
    }

    /** The loss and rewards of a pair as the model is now; nothing is learned, nothing dropped. */
    public PairResult check(TrainingRow chosen, TrainingRow rejected) throws ScoringException {
        return pair("check", chosen, rejected, 1);
    }

    private PairResult pair(String method, TrainingRow chosen, TrainingRow rejected, double weight)
            throws ScoringException {
        float[] found = run(method, List.of(chosen, rejected), weight, chosen.shared(rejected));
        for (float number : found) {
            if (!Float.isFinite(number)) {
                throw new ScoringException("The model gives " + number
                        + " instead of a score while it is trained. Lower the learning rate (learning_rate).");
            }
        }
        return new PairResult(found[0], found[1], found[2]);
    }

    /** What the model as it is now says of inputs, one after the other. */
    public List<Double> rewards(List<TrainingRow> rows) throws ScoringException {
        List<Double> rewards = new ArrayList<>();
        for (TrainingRow row : rows) {
            rewards.add((double) run("rewards", List.of(row), 1, 0)[0]);
        }
        return rewards;
    }

    private float[] run(String method, List<TrainingRow> rows, double weight, int shared) throws ScoringException {
        try (NDManager scratch = manager.newSubManager()) {
            NDList all = new NDList();
            int longest = 1;
            for (TrainingRow row : rows) {
                all.add(named("ids[]", scratch.create(row.ids())));
                longest = Math.max(longest, row.tokens());
            }
            for (TrainingRow row : rows) {
                all.add(named(
                        "kinds[]", scratch.create(row.kinds(config.vision().cells()))));
            }
            for (TrainingRow row : rows) {
                all.add(named("features[]", features(scratch, row)));
            }
            all.add(scratch.create(numbers(longest, weight, shared)));
            return learner.call(scratch, method, all);
        } finally {
            features.trim();
        }
    }

    private double[] numbers(int longest, double weight, int shared) {
        InternLm2Config language = config.language();
        InternLm2Config.Rope rope = language.rope();
        double base = rope.scaling().base(rope.theta(), longest, rope.longest(), language.headSize());
        return new double[] {
            language.heads(),
            language.groups(),
            language.headSize(),
            language.layers(),
            language.normEpsilon(),
            base,
            rope.scaling().divisor(),
            options.dropout(),
            weight,
            options.margin(),
            options.centre(),
            padding,
            shared,
            options.computing().checkpointing() ? 1 : 0
        };
    }

    private static NDArray named(String name, NDArray array) {
        array.setName(name);
        return array;
    }

    /** Tokens of all pictures of an input that are not cut away, (P, C). */
    private NDArray features(NDManager scratch, TrainingRow row) throws ScoringException {
        int width = config.language().hidden();
        int rows = row.pictures().stream().mapToInt(Picture::tokens).sum();
        ByteBuffer all =
                ByteBuffer.allocate(Math.max(1, rows) * width * Float.BYTES).order(ByteOrder.nativeOrder());
        for (Picture picture : row.pictures()) {
            all.put(tower.values(features.of(picture)));
        }
        all.rewind();
        long[] kinds = row.kinds(config.vision().cells());
        int left = 0;
        for (long kind : kinds) {
            left += kind == 0 ? 0 : 1;
        }
        all.limit(Math.max(1, left) * width * Float.BYTES);
        return scratch.create(all, new Shape(Math.max(1, left), width), DataType.FLOAT32);
    }

    @Override
    public TorchLearner learner() {
        return learner;
    }

    @Override
    public List<TensorInfo> tensors() throws ScoringException {
        List<TensorInfo> tensors = new ArrayList<>();
        DecoderNames.Visitor add = (name, shape) -> tensors.add(weights.get(name, shape));
        new DecoderNames(config.language()).forEach(add);
        new VisionNames(config).forEach(add);
        return tensors;
    }

    /** LoRA is merged. */
    @Override
    public float[] values(TensorInfo tensor) throws ScoringException {
        String name = tensor.name();
        String product = name.endsWith(WEIGHT) ? name.substring(0, name.length() - WEIGHT.length()) : name;
        if (learner.has(product + ".lora_A")) {
            return learner.result("merged", product);
        }
        return learner.has(name) ? learner.values(name) : learner.read(tensor);
    }

    @Override
    public void close() {
        while (!closers.isEmpty()) {
            closers.pop().run();
        }
    }
}
