package winnow.scoring.language;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import winnow.scoring.Placement;
import winnow.scoring.ScoringException;
import winnow.scoring.batch.Packing;
import winnow.scoring.torch.LayerStream;
import winnow.scoring.torch.Numerics;
import winnow.scoring.torch.TorchProgram;
import winnow.scoring.weights.TensorInfo;
import winnow.scoring.weights.Weights;

/**
 * The decoder of a text model and its head. The pass itself is {@code decoder.torchscript}; this owns its
 * configuration, weights and memory.
 * Confined to one thread. Nothing of a call remains in the manager that lends its memory.
 */
public final class LanguageDecoder implements AutoCloseable {

    /** Rows whose probabilities of all tokens are in memory at once. */
    private static final int ROWS = 128;

    private final LanguageConfig config;
    private final Head head;
    private final TorchProgram program;
    private final Optional<LayerStream> stream;

    /**
     * A stretch of an input that the head is read at.
     *
     * @param ids of the input; those behind the stretch change nothing and are not computed
     * @param first position asked for
     * @param end one past the last position asked for
     */
    @SuppressWarnings("ArrayRecordComponent") // ids are written once and read by the tensor library
    public record Stretch(int[] ids, int first, int end) {

        public Stretch {
            requireNonNull(ids, "ids");
        }

        private int[] read() {
            return Arrays.copyOf(ids, end);
        }
    }

    private LanguageDecoder(LanguageConfig config, Head head, TorchProgram program, Optional<LayerStream> stream) {
        this.config = config;
        this.head = head;
        this.program = program;
        this.stream = stream;
    }

    /**
     * Binds the weights of a decoder, mapped from their files.
     *
     * @param placement where they are while it computes
     * @param roomy whether memory is large enough to convert all of them to the type of the decoder now; else what
     *     stays mapped is converted at every use
     * @param numerics where and in which types it computes
     * @throws ScoringException if a tensor is missing or of another shape or type than the configuration needs
     */
    public static LanguageDecoder load(
            LanguageConfig config, Weights weights, Head head, Placement placement, boolean roomy, Numerics numerics)
            throws ScoringException {
        config.check(weights, head);
        boolean streamed = LayerStream.wanted(placement, roomy, numerics, weights.elements());
        TorchProgram program = TorchProgram.load(LanguageDecoder.class, "decoder.torchscript", numerics);
        try {
            String embeddings = config.layout().embeddings();
            List<List<TensorInfo>> layers = new ArrayList<>();
            config.layers().forEach(name -> layers.add(new ArrayList<>()));
            config.forEach((name, shape) -> {
                int layer = streamed ? config.layerOf(name) : -1;
                if (layer >= 0) {
                    layers.get(layer).add(weights.get(name, shape));
                } else {
                    program.bind(weights.get(name, shape), roomy && !name.equals(embeddings));
                }
            });
            if (!head.name().equals(embeddings)) {
                program.bind(
                        weights.get(head.name(), head.rows(), config.sizes().hidden()), roomy);
            }
            Optional<LayerStream> stream =
                    streamed ? Optional.of(LayerStream.open(program, layers, config.layers())) : Optional.empty();
            return new LanguageDecoder(config, head, program, stream);
        } catch (ScoringException e) {
            program.close();
            throw e;
        }
    }

    /** Whether layers come to the device one at a time, so that many inputs should be computed in one call. */
    public boolean streamed() {
        return stream.isPresent();
    }

    /**
     * What a head of one row says at a stretch of every input, all inputs layer by layer.
     *
     * @param owner lends memory for the time of the call
     */
    public List<float[]> rewards(NDManager owner, List<Stretch> inputs) throws ScoringException {
        List<float[]> rewards = new ArrayList<>();
        try (NDManager scratch = owner.newSubManager()) {
            List<NDArray> hidden =
                    hidden(scratch, inputs.stream().map(Stretch::read).toList());
            for (int i = 0; i < inputs.size(); i++) {
                Stretch input = inputs.get(i);
                NDArray x = hidden.get(i);
                rewards.add(
                        program.call(scratch, "scores", head.name(), x, input.first, input.end, config.normEpsilon())
                                .toFloatArray());
            }
        }
        return rewards;
    }

    /**
     * The natural logarithms of the probabilities of a stretch of tokens, each given all before it.
     *
     * @param owner lends memory for the time of the call
     * @param ids of the input; those behind the stretch change nothing and are not computed
     * @param first position asked for, 1 or more
     * @param end one past the last position asked for
     */
    public float[] logProbabilities(NDManager owner, int[] ids, int first, int end) throws ScoringException {
        try (NDManager scratch = owner.newSubManager()) {
            NDArray x = hidden(scratch, List.of(Arrays.copyOf(ids, end - 1))).get(0);
            return likely(scratch, x, first - 1, ids, first, end);
        }
    }

    /** Logarithms for tokens first..end of ids, of which row {@code from} of x knows the first. */
    private float[] likely(NDManager scratch, NDArray x, int from, int[] ids, int first, int end)
            throws ScoringException {
        float[] found = new float[end - first];
        for (int at = first; at < end; at += ROWS) {
            int count = Math.min(ROWS, end - at);
            try (NDManager rows = scratch.newSubManager()) {
                NDArray wanted = indices(rows, Arrays.copyOfRange(ids, at, at + count));
                float[] part = program.call(
                                rows, "likely", head.name(), x, from + at - first, wanted, config.normEpsilon())
                        .toFloatArray();
                System.arraycopy(part, 0, found, at - first, count);
            }
        }
        return found;
    }

    /** The base of the angles of an input of so many tokens; inputs of other bases share nothing. */
    double base(int length) {
        return config.positions().base(length, config.sizes().headSize());
    }

    /**
     * What a head of one row says at the last row of every input of a tree; what inputs have in common is computed
     * once, the last layer for those rows only (SPEC 17).
     *
     * @param owner lends memory for the time of the call
     * @param base of the angles of all inputs
     */
    double[] rewards(NDManager owner, Packing packing, double base) throws ScoringException {
        try (NDManager scratch = owner.newSubManager()) {
            int last = config.sizes().layers() - 1;
            Packed behind = hidden(scratch, packing, base, last);
            NDArray found = program.call(
                    scratch,
                    "score_many",
                    name(last),
                    head.name(),
                    behind.x,
                    behind.rope,
                    heads(),
                    config.normEpsilon(),
                    isPacked(),
                    program.call(scratch, "numbers", row(scratch, packing.lastRows())),
                    rows(scratch, packing.lastPaths()));
            return packing.toInputs(found.toFloatArray());
        }
    }

    /**
     * The sums of the natural logarithms of the probabilities of a stretch of tokens of every input of a tree, each
     * given all before it.
     *
     * @param owner lends memory for the time of the call
     * @param base of the angles of all inputs
     * @param asked the stretches, in the order of the inputs of the tree, which end before the last token asked for
     */
    double[] logProbabilities(NDManager owner, Packing packing, double base, List<Stretch> asked)
            throws ScoringException {
        double[] found = new double[asked.size()];
        try (NDManager scratch = owner.newSubManager()) {
            NDArray x = hidden(scratch, packing, base, config.sizes().layers()).x;
            for (int i = 0; i < found.length; i++) {
                Stretch stretch = asked.get(i);
                long[] rows = Arrays.copyOfRange(packing.path(i), stretch.first - 1, stretch.end - 1);
                try (NDManager one = scratch.newSubManager()) {
                    NDArray said = program.call(one, "chosen", x, row(one, rows));
                    for (float part : likely(one, said, 0, stretch.ids, stretch.first, stretch.end)) {
                        found[i] += part;
                    }
                }
            }
        }
        return found;
    }

    /**
     * Rows of a tree behind some of the layers.
     *
     * @param x (R, C)
     * @param rope of the rows, (2, R, D)
     */
    private record Packed(NDArray x, NDArray rope) {
        Packed {
            requireNonNull(x, "x");
            requireNonNull(rope, "rope");
        }
    }

    private Packed hidden(NDManager scratch, Packing packing, double base, int layers) throws ScoringException {
        long[] positions = packing.positions();
        int length = Math.toIntExact(Arrays.stream(positions).max().orElse(0) + 1);
        NDArray x = program.call(scratch, "embed", config.layout().embeddings(), row(scratch, packing.symbols()));
        NDArray rope = program.call(scratch, "ropes", rope(scratch, length, base), row(scratch, positions));
        List<NDArray> own = rows(scratch, packing.own());
        List<NDArray> paths = rows(scratch, packing.paths());
        for (int i = 0; i < layers; i++) {
            NDArray same = program.call(
                    scratch, "layer_of_many", name(i), x, rope, heads(), config.normEpsilon(), isPacked(), own, paths);
            same.close(); // another handle of x
        }
        return new Packed(x, rope);
    }

    private boolean isPacked() {
        return config.layout() == LanguageConfig.Layout.INTERNLM2;
    }

    /** What the products of the head need beyond a pass, for so many tokens asked for. */
    long likelyOperations(long tokens) {
        LanguageConfig.Sizes sizes = config.sizes();
        return 2 * tokens * sizes.hidden() * sizes.vocabulary();
    }

    /** Floating-point operations of the products a pass needs, two for a multiplication with its addition. */
    long operations(Packing packing) {
        LanguageConfig.Sizes sizes = config.sizes();
        long hidden = sizes.hidden();
        long attention = (long) sizes.heads() * sizes.headSize();
        long keys = 2L * sizes.groups() * sizes.headSize() * hidden;
        long rest = 2 * attention * hidden + 3L * hidden * sizes.intermediate();
        long rows = packing.rows();
        long scored = packing.lastRows().length;
        long whole = rows * (keys + rest) + 2 * attention * packing.lookedAt();
        long last = rows * keys + scored * rest + 2 * attention * packing.lastLookedAt();
        return 2 * ((sizes.layers() - 1) * whole + last);
    }

    private List<NDArray> rows(NDManager owner, List<long[]> numbers) throws ScoringException {
        List<NDArray> rows = new ArrayList<>();
        for (long[] some : numbers) {
            try (NDArray asked = row(owner, some)) {
                rows.add(program.call(owner, "numbers", asked));
            }
        }
        return rows;
    }

    private static NDArray row(NDManager owner, long[] numbers) {
        return owner.create(numbers, new Shape(numbers.length));
    }

    private String name(int layer) throws ScoringException {
        return stream.isPresent() ? stream.get().layer(layer) : LanguageConfig.layer(layer);
    }

    private long[] heads() {
        LanguageConfig.Sizes sizes = config.sizes();
        return new long[] {sizes.heads(), sizes.groups(), sizes.headSize()};
    }

    /** The residual streams of inputs behind the last layer, each (T, C). */
    private List<NDArray> hidden(NDManager scratch, List<int[]> inputs) throws ScoringException {
        List<NDArray> ropes = new ArrayList<>();
        List<NDArray> hidden = new ArrayList<>();
        for (int[] ids : inputs) {
            ropes.add(rope(scratch, ids.length, base(ids.length)));
            hidden.add(program.call(scratch, "embed", config.layout().embeddings(), indices(scratch, ids)));
        }
        for (int i = 0; i < config.sizes().layers(); i++) {
            String name = name(i);
            for (int k = 0; k < inputs.size(); k++) {
                NDArray x = hidden.get(k);
                hidden.set(
                        k,
                        program.call(
                                scratch, "layer", name, x, ropes.get(k), heads(), config.normEpsilon(), isPacked()));
                x.close();
            }
        }
        return hidden;
    }

    private NDArray rope(NDManager scratch, int length, double base) throws ScoringException {
        int size = config.sizes().headSize();
        Positions positions = config.positions();
        return program.call(
                scratch,
                "rope",
                length,
                size,
                base,
                positions.divisor(),
                positions.llamaFactor(),
                positions.low(),
                positions.high(),
                (double) positions.original());
    }

    private static NDArray indices(NDManager owner, int[] ids) {
        return owner.create(IntStream.of(ids).asLongStream().toArray(), new Shape(ids.length));
    }

    /** The first weight that holds something else than finite numbers. Reads all of them. */
    public Optional<TensorInfo> damaged(NDManager owner) throws ScoringException {
        Optional<TensorInfo> damaged = program.damaged(owner);
        return damaged.isEmpty() && stream.isPresent() ? stream.get().damaged(owner) : damaged;
    }

    /** Names of the weights that hold nothing but zeros. Reads all of them. */
    public List<String> zeroWeights(NDManager owner) throws ScoringException {
        List<String> names = new ArrayList<>(program.zeroWeights(owner));
        if (stream.isPresent()) {
            names.addAll(stream.get().zeroWeights(owner));
        }
        return names;
    }

    /** Frees the weights. */
    @Override
    public void close() {
        stream.ifPresent(LayerStream::close);
        program.close();
    }
}
