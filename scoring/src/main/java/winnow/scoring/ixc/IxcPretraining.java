package winnow.scoring.ixc;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import winnow.scoring.ModelOptions;
import winnow.scoring.ScoringException;
import winnow.scoring.internlm2.DecoderNames;
import winnow.scoring.internlm2.InternLm2Config;
import winnow.scoring.text.InternLm2Tokenizer;
import winnow.scoring.text.Token;
import winnow.scoring.torch.TorchEngine;
import winnow.scoring.torch.TorchLearner;
import winnow.scoring.weights.SnapshotConfig;
import winnow.scoring.weights.TensorInfo;
import winnow.scoring.weights.Weights;
import winnow.store.media.Pixels;

/**
 * A small IXC-2.5-Reward model that is trained from nothing, tower and all: first on what the cells of pictures show,
 * then on reading it, then on rewards. Cells are taught in the words of the decoder: what a cell shows is told by the
 * embeddings of words, so nothing but the decoder's own table says what a feature means. Two small heads, for the next
 * word and for whether an answer is wrong already, are left out of the snapshot. Float32 on the processor; confined to
 * one thread; frees everything when closed.
 */
public final class IxcPretraining implements Trainee, AutoCloseable {

    private static final float SCALE = 2; // of words told apart, at first
    private static final int CHANNELS = 3;
    private static final int JUDGED = 6; // figures in front of the rewards

    private final Deque<Runnable> closers = new ArrayDeque<>();
    private final Weights weights;
    private final IxcConfig config;
    private final NDManager manager;
    private final IxcPrompt prompt;
    private final int begin;
    private final TorchLearner learner;
    private final VideoTitles titles = VideoTitles.load();
    private final Map<String, List<String>> groups = new LinkedHashMap<>();
    private final Map<String, long[]> words = new LinkedHashMap<>();
    private final Map<Integer, Integer> known = new LinkedHashMap<>();

    /**
     * How much each aim weighs; 0 leaves it out.
     *
     * @param pairs Bradley-Terry over the answers to a question (SPEC 12)
     * @param points logistic loss of every answer by itself, good above 0
     * @param tokens whether an answer is wrong already, word by word
     * @param reading the next word of good answers
     */
    public record Aims(double pairs, double points, double tokens, double reading) {

        /** Reading alone. */
        public static final Aims READING = new Aims(0, 0, 0, 1);
    }

    /**
     * What came of looking.
     *
     * @param loss summed over the groups of words
     * @param right share of right words of every group that was asked for, 0 to 1
     */
    public record Looked(double loss, Map<String, Double> right) {

        public Looked {
            right = Map.copyOf(right);
        }
    }

    /**
     * What came of answers.
     *
     * @param loss of all aims
     * @param pairs Bradley-Terry loss
     * @param points logistic loss
     * @param tokens loss of the word by word verdicts
     * @param reading loss of reading
     * @param read share of words read right, 0 to 1
     * @param accuracy share of pairs whose better answer has the higher reward, 0 to 1; none without pairs
     */
    public record Judged(
            double loss,
            double pairs,
            double points,
            double tokens,
            double reading,
            double read,
            OptionalDouble accuracy) {}

    private IxcPretraining(Path folder, Words given, int threads, long seed) throws ScoringException {
        SnapshotConfig file = SnapshotConfig.read(folder);
        weights = Weights.open(folder);
        config = IxcConfig.from(file, weights);
        boolean loaded = false;
        try {
            manager = opened(TorchEngine.start(new ModelOptions("cpu", threads, 1, 1)), NDManager::close);
            InternLm2Tokenizer tokenizer = opened(InternLm2Tokenizer.load(folder), InternLm2Tokenizer::close);
            prompt = new IxcPrompt(tokenizer, config.language().vocabulary());
            begin = tokenizer.id("<s>");
            for (Map.Entry<String, List<String>> group : given.groups().entrySet()) {
                long[] ids = new long[group.getValue().size()];
                for (int i = 0; i < ids.length; i++) {
                    ids[i] = tokenizer.id(group.getValue().get(i));
                }
                groups.put(group.getKey(), group.getValue());
                words.put(group.getKey(), ids);
            }
            known(given.texts(), tokenizer);
            learner = opened(
                    TorchLearner.load(manager, IxcPretraining.class, "pretraining.torchscript"), TorchLearner::close);
            begin(seed);
            loaded = true;
        } finally {
            if (!loaded) {
                close();
            }
        }
    }

    /**
     * A model at its beginning.
     *
     * @param folder a snapshot of the wanted sizes and vocabulary; its weights do not matter
     * @param words it is to know
     * @param threads of the tensor library
     * @param seed of the first weights
     * @throws ScoringException if the snapshot cannot be read or a word is no piece of its vocabulary
     */
    public static IxcPretraining begin(Path folder, Words words, int threads, long seed) throws ScoringException {
        return new IxcPretraining(folder, words, threads, seed);
    }

    private <T> T opened(T part, Consumer<T> closer) {
        closers.push(() -> closer.accept(part));
        return part;
    }

    private void known(List<String> texts, InternLm2Tokenizer tokenizer) throws ScoringException {
        Map<Integer, Integer> found = new TreeMap<>();
        found.put(tokenizer.id("[UNUSED_TOKEN_145]"), 0);
        for (String text : texts) {
            for (Token token : tokenizer.tokens("\n" + text)) {
                found.put(token.id(), 0);
            }
        }
        found.keySet().forEach(id -> known.put(id, known.size()));
    }

    private void begin(long seed) throws ScoringException {
        for (TensorInfo tensor : tensors()) {
            long[] shape = tensor.shape().stream().mapToLong(Long::longValue).toArray();
            put(tensor.name(), FirstValues.of(tensor, layers(tensor.name()), seed), shape);
        }
        int hidden = config.language().hidden();
        put("aux.scale", new float[] {SCALE}, 1);
        put("aux.wrong.weight", new float[hidden], 1, hidden);
        put("aux.wrong.bias", new float[1], 1);
        float[] same = new float[hidden * hidden];
        for (int i = 0; i < hidden; i++) {
            same[i * hidden + i] = 1 / (float) Math.sqrt(hidden);
        }
        put("aux.read.weight", same, hidden, hidden);
        put("aux.read.bias", new float[hidden], hidden);
    }

    private int layers(String name) {
        return name.startsWith("vit.")
                ? config.vision().layers()
                : config.language().layers();
    }

    private void put(String name, float[] values, long... shape) throws ScoringException {
        learner.put(name, values, shape);
        learner.train(name, shape);
    }

    /** Whether a weight is of tower, merging or projector, which may rest while the decoder learns. */
    public static boolean sees(String name) {
        return name.startsWith("vit.") || name.startsWith("vision_proj.") || name.startsWith("plora_");
    }

    /** Learns what the cells of pictures show; all of one size. */
    public Looked look(List<Lesson> lessons, double weight, boolean learning) throws ScoringException {
        try (NDManager scratch = manager.newSubManager()) {
            List<Picture> pictures = pictures(lessons);
            NDList all = new NDList(pixels(scratch, pictures));
            int cells = config.vision().cells() * config.vision().cells() * views(pictures.get(0));
            FactBatch facts = new FactBatch(lessons, groups, cells);
            facts.rows().forEach(each -> all.add(named("rows[]", scratch.create(each))));
            facts.words().forEach(each -> all.add(named("words[]", scratch.create(each))));
            words.values().forEach(ids -> all.add(named("groups[]", scratch.create(ids))));
            all.add(scratch.create(facts.weights()));
            all.add(scratch.create(numbers(Aims.READING, weight, learning)));
            float[] found = learner.call(scratch, "look", all);
            Map<String, Double> right = new LinkedHashMap<>();
            int at = 1;
            for (String group : groups.keySet()) {
                if (found[at] >= 0) {
                    right.put(group, (double) found[at]);
                }
                at++;
            }
            return new Looked(finite(found[0]), right);
        }
    }

    /** Learns from answers; all pictures of one size. */
    public Judged judge(List<Lesson> lessons, Aims aims) throws ScoringException {
        try (NDManager scratch = manager.newSubManager()) {
            List<Picture> pictures = pictures(lessons);
            LessonBatch batch = new LessonBatch(prompt, lessons, pictures, known);
            NDList all = said(scratch, batch, pictures);
            all.add(pairs(scratch.create(batch.pairs())));
            float[] good = batch.good();
            all.add(scratch.create(good, new Shape(2, good.length / 2)));
            all.add(pairs(scratch.create(batch.reading())));
            all.add(pairs(scratch.create(batch.wrong())));
            all.add(scratch.create(
                    known.keySet().stream().mapToLong(Integer::longValue).toArray()));
            all.add(scratch.create(numbers(aims, 1, true)));
            float[] found = learner.call(scratch, "judge", all);
            return new Judged(
                    finite(found[0]), found[1], found[2], found[3], found[4], found[5], accuracy(batch.pairs(), found));
        }
    }

    private static OptionalDouble accuracy(long[] pairs, float[] found) {
        int count = pairs.length / 2;
        return IntStream.range(0, count)
                .map(i -> found[JUDGED + (int) pairs[i]] > found[JUDGED + (int) pairs[count + i]] ? 1 : 0)
                .average();
    }

    /** Rewards of all answers, in the order of the lessons. */
    public List<Double> rewards(List<Lesson> lessons) throws ScoringException {
        try (NDManager scratch = manager.newSubManager()) {
            List<Picture> pictures = pictures(lessons);
            NDList all = said(scratch, new LessonBatch(prompt, lessons, pictures, known), pictures);
            all.add(scratch.create(numbers(Aims.READING, 1, false)));
            List<Double> rewards = new ArrayList<>();
            for (float reward : learner.call(scratch, "score", all)) {
                rewards.add((double) reward);
            }
            return rewards;
        }
    }

    /** All gradients that were gathered, one after the other; zeros where there are none. */
    public float[] gradients() throws ScoringException {
        try (NDManager scratch = manager.newSubManager()) {
            return learner.call(scratch, "gradients", new NDList());
        }
    }

    /** Takes gradients in the place of those that were gathered. */
    public void exchange(float[] gradients) throws ScoringException {
        try (NDManager scratch = manager.newSubManager()) {
            learner.call(scratch, "exchange", new NDList(scratch.create(gradients)));
        }
    }

    private NDList said(NDManager scratch, LessonBatch batch, List<Picture> pictures) {
        NDList all = new NDList(pixels(scratch, pictures));
        for (int g = 0; g < batch.groups(); g++) {
            all.add(named("ids[]", scratch.create(batch.ids(g), new Shape(batch.size(g), batch.length(g)))));
        }
        for (int g = 0; g < batch.groups(); g++) {
            all.add(named("pictures[]", scratch.create(batch.lessons(g))));
        }
        all.add(scratch.create(batch.last()));
        return all;
    }

    private static NDArray pairs(NDArray row) {
        return row.reshape(2, row.size() / 2);
    }

    private static double finite(float loss) throws ScoringException {
        if (!Float.isFinite(loss)) {
            throw new ScoringException(
                    "The loss is " + loss + " while the model is trained. Lower the learning rate (lr).");
        }
        return loss;
    }

    private List<Picture> pictures(List<Lesson> lessons) throws ScoringException {
        List<Picture> pictures = new ArrayList<>();
        for (Lesson lesson : lessons) {
            pictures.add(picture(lesson));
        }
        return pictures;
    }

    private Picture picture(Lesson lesson) throws ScoringException {
        if (lesson.frames().size() == 1) {
            return Picture.of(lesson.frames().get(0), 1, config.vision());
        }
        ContactSheet sheet = new ContactSheet(config.vision().side());
        lesson.frames().forEach(sheet::add);
        return sheet.picture(Optional.of(titles), config.vision().cells());
    }

    /** Views of a picture, the whole left out where it is the only tile. */
    private static int views(Picture picture) {
        int tiles = picture.rows() * picture.columns();
        return tiles == 1 ? 1 : tiles + 1;
    }

    private static NDArray pixels(NDManager scratch, List<Picture> pictures) {
        Pixels first = pictures.get(0).pixels();
        int size = first.width() * first.height() * CHANNELS;
        ByteBuffer all = ByteBuffer.allocateDirect(size * pictures.size());
        pictures.forEach(picture -> all.put(picture.pixels().rgb()));
        all.rewind();
        return scratch.create(all, new Shape(pictures.size(), first.height(), first.width(), CHANNELS), DataType.UINT8);
    }

    private double[] numbers(Aims aims, double looking, boolean learning) {
        InternLm2Config language = config.language();
        InternLm2Config.Rope rope = language.rope();
        VisionConfig vision = config.vision();
        return new double[] {
            language.heads(),
            language.groups(),
            language.headSize(),
            language.layers(),
            language.normEpsilon(),
            rope.theta(),
            rope.scaling().divisor(),
            vision.heads(),
            vision.layers(),
            vision.side(),
            vision.normEpsilon(),
            begin,
            aims.pairs(),
            aims.points(),
            aims.tokens(),
            aims.reading(),
            looking,
            learning ? 1 : 0
        };
    }

    private static NDArray named(String name, NDArray array) {
        array.setName(name);
        return array;
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

    @Override
    public float[] values(TensorInfo tensor) throws ScoringException {
        return learner.values(tensor.name());
    }

    @Override
    public void close() {
        while (!closers.isEmpty()) {
            closers.pop().run();
        }
    }
}
