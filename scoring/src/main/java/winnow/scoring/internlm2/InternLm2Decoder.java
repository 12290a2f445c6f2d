package winnow.scoring.internlm2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import winnow.scoring.Placement;
import winnow.scoring.ScoringException;
import winnow.scoring.batch.Packing;
import winnow.scoring.torch.LayerStream;
import winnow.scoring.torch.Numerics;
import winnow.scoring.torch.TorchProgram;
import winnow.scoring.weights.DType;
import winnow.scoring.weights.TensorInfo;
import winnow.scoring.weights.Weights;

/**
 * The InternLM2 decoder with PLoRA on picture tokens and a scalar head (SPEC 3, 9, 10). The pass itself is
 * {@code decoder.torchscript}; this owns its configuration, weights and memory. Confined to one thread.
 *
 * <p>Shape letters: T tokens, C width, H query heads, G key and value heads, D width of a head. Rows are tokens. Every
 * tensor given back belongs to the manager named in the call; those that are no scores lie on the device and in the
 * type of the decoder, so that only the decoder may compute with them.
 */
public final class InternLm2Decoder implements AutoCloseable {

    private static final String PLORA = ".Plora_A.weight";

    private final InternLm2Config config;
    private final TorchProgram program;
    private final SharedPass shared;
    private final Optional<LayerStream> stream;

    private InternLm2Decoder(InternLm2Config config, TorchProgram program, Optional<LayerStream> stream) {
        this.config = config;
        this.program = program;
        this.shared = new SharedPass(config, program, this::name);
        this.stream = stream;
    }

    /** Binds the weights of a decoder that computes in float32 on the processor. */
    public static InternLm2Decoder load(InternLm2Config config, Weights weights, boolean now) throws ScoringException {
        return load(config, weights, now, Numerics.REFERENCE);
    }

    /**
     * Binds the weights of a decoder, mapped from their files.
     *
     * @param now whether matrices are converted to the type of the decoder now; otherwise whenever they are used
     * @param numerics where and in which types it computes
     * @throws ScoringException if a tensor is missing or of another shape or type than the configuration needs
     */
    public static InternLm2Decoder load(InternLm2Config config, Weights weights, boolean now, Numerics numerics)
            throws ScoringException {
        return load(config, weights, Placement.RESIDENT, now, numerics);
    }

    /**
     * The same, with layers that come to the device one at a time where the placement says so.
     *
     * @param roomy whether memory is large enough to convert all matrices to the type of the decoder now
     */
    public static InternLm2Decoder load(
            InternLm2Config config, Weights weights, Placement placement, boolean roomy, Numerics numerics)
            throws ScoringException {
        check(config, weights);
        TorchProgram program = TorchProgram.load(InternLm2Decoder.class, "decoder.torchscript", numerics);
        try {
            boolean streamed = LayerStream.wanted(placement, roomy, numerics, weights.elements());
            return new InternLm2Decoder(config, program, bind(config, program, weights, roomy, streamed));
        } catch (ScoringException e) {
            program.close();
            throw e;
        }
    }

    /**
     * Checks that every tensor of the decoder is there, in shape and type, without loading one.
     *
     * @throws ScoringException naming file, tensor, and what was wanted and found
     */
    public static void check(InternLm2Config config, Weights weights) throws ScoringException {
        long[] rank = new long[1];
        new DecoderNames(config).forEach((name, shape) -> {
            if (name.endsWith(".Plora_B.weight")) {
                weights.get(name, shape[0], rank[0]);
            } else {
                rank[0] = weights.get(name, shape).shape().get(0); // of Plora_A, which stands before its Plora_B
            }
        });
    }

    /** Binds what stays and opens the stream of what does not. */
    private static Optional<LayerStream> bind(
            InternLm2Config config, TorchProgram program, Weights weights, boolean roomy, boolean streamed)
            throws ScoringException {
        List<String> prefixes = IntStream.range(0, config.layers())
                .mapToObj(DecoderNames::layer)
                .toList();
        List<List<TensorInfo>> layers = new ArrayList<>();
        prefixes.forEach(prefix -> layers.add(new ArrayList<>()));
        new DecoderNames(config).forEach((name, shape) -> {
            int layer = streamed ? DecoderNames.layerOf(name) : -1;
            if (layer >= 0) {
                layers.get(layer).add(weights.get(name, shape));
            } else {
                program.bind(weights.get(name, shape), roomy && !name.equals(DecoderNames.EMBEDDINGS));
            }
        });
        return streamed ? Optional.of(LayerStream.open(program, layers, prefixes)) : Optional.empty();
    }

    /** Whether layers come to the device one at a time, so that many inputs should be computed in one call. */
    public boolean streamed() {
        return stream.isPresent();
    }

    private String name(int layer) throws ScoringException {
        return stream.isPresent() ? stream.get().layer(layer) : DecoderNames.layer(layer);
    }

    /**
     * Computes the merged matrices of picture rows, W + BA, once. They take the room of the decoder again.
     *
     * @throws ScoringException if memory is short
     */
    public void merge() throws ScoringException {
        if (program.numerics().type() == DType.F32) { // a sum rounded to half precision is not the sum of two products
            List<String> names = new ArrayList<>();
            new DecoderNames(config).forEach((name, shape) -> {
                if (name.endsWith(PLORA)) {
                    names.add(name.substring(0, name.length() - PLORA.length()));
                }
            });
            for (String name : names) {
                program.set("merge", name);
            }
        }
    }

    /**
     * What the head says at the last row of every input of a tree, in one pass that computes nothing twice (SPEC 17).
     *
     * @param owner lends memory for the time of the call
     * @param x rows as they are packed, (R, C); changed
     * @param base of the angles, as {@link #base} gives it for each of the inputs
     */
    public double[] rewards(NDManager owner, NDArray x, Packing packing, double base) throws ScoringException {
        return shared.rewards(owner, x, packing, base);
    }

    /** Floating-point operations of the products that such a pass needs. */
    public long operations(Packing packing) {
        return shared.operations(packing);
    }

    /** The base of the angles of an input that is padded to a length, in tokens. */
    public double base(int padded) {
        InternLm2Config.Rope rope = config.rope();
        return rope.scaling().base(rope.theta(), padded, rope.longest(), config.headSize());
    }

    /** A run of rows of a matrix, not copied. */
    public NDArray part(NDManager owner, NDArray x, int first, int end) throws ScoringException {
        return program.call(owner, "part", x, first, end);
    }

    /** Embeddings of token ids, (T, C). */
    public NDArray embed(NDManager owner, int[] ids) throws ScoringException {
        long[] wide = IntStream.of(ids).asLongStream().toArray();
        try (NDArray indices = owner.create(wide, new Shape(wide.length))) {
            return program.call(owner, "embed", indices);
        }
    }

    /** Embeddings and features of pictures one after the other, cut at a length, (length, C). */
    public NDArray join(NDManager owner, List<NDArray> parts, int length) throws ScoringException {
        return program.call(owner, "join", parts, length);
    }

    /**
     * The reward of an input: what the head says at its last row (SPEC 10).
     *
     * @param owner lends memory for the time of the call; nothing remains in it
     * @param input embeddings, (T, C), T at least 1
     * @param pictures the rows PLoRA applies to, in order
     * @param padded T or more: the length that decides on dynamic scaling of positions
     */
    public double reward(NDManager owner, NDArray input, List<PictureRows> pictures, int padded)
            throws ScoringException {
        try (NDManager scratch = owner.newSubManager();
                NDArray last = finalHidden(scratch, input, pictures, padded)) {
            return program.call(scratch, "score", last).getFloat();
        }
    }

    /**
     * What the head says at every row of a stretch, in one pass.
     *
     * @param owner lends memory for the time of the call; nothing remains in it
     * @param input embeddings, (T, C), T at least 1
     * @param pictures the rows PLoRA applies to, in order
     * @param first row asked for
     * @param end one past the last row asked for
     */
    public float[] rewards(NDManager owner, NDArray input, List<PictureRows> pictures, int first, int end)
            throws ScoringException {
        try (NDManager scratch = owner.newSubManager()) {
            NDArray rope = rope(scratch, length(input));
            NDArray x = input;
            for (int i = 0; i < config.layers(); i++) {
                NDArray y = layer(scratch, i, x, rope, pictures);
                if (i > 0) {
                    x.close();
                }
                x = y;
            }
            return program.call(scratch, "scores", x, first, end, config.normEpsilon())
                    .toFloatArray();
        }
    }

    /** The same for an input that stands alone. */
    public double reward(NDManager owner, NDArray input, List<PictureRows> pictures) throws ScoringException {
        return reward(owner, input, pictures, length(input));
    }

    /** The residual stream at the last row after the last norm, (1, C): what the head sees. */
    public NDArray finalHidden(NDManager owner, NDArray input, List<PictureRows> pictures) throws ScoringException {
        return finalHidden(owner, input, pictures, length(input));
    }

    private NDArray finalHidden(NDManager owner, NDArray input, List<PictureRows> pictures, int padded)
            throws ScoringException {
        try (NDManager scratch = owner.newSubManager()) {
            NDArray rope = rope(scratch, length(input), padded);
            NDArray x = input;
            for (int i = 0; i < config.layers() - 1; i++) {
                NDArray y = layer(scratch, i, x, rope, pictures);
                if (i > 0) {
                    x.close();
                }
                x = y;
            }
            int end = length(input);
            boolean picture = pictures.stream().anyMatch(p -> p.end() == end);
            long[] last = picture ? new long[] {0, 1} : new long[0];
            String name = name(config.layers() - 1);
            double eps = config.normEpsilon();
            NDArray y = program.call(scratch, "last_layer", name, x, rope, heads(), eps, rows(pictures), last);
            return program.call(owner, "norm", "model.norm", y, eps);
        }
    }

    /** One layer on all rows, (T, C) to (T, C); {@code rope} is {@link #rope} of the same length. */
    public NDArray layer(NDManager owner, int layer, NDArray x, NDArray rope, List<PictureRows> pictures)
            throws ScoringException {
        return program.call(owner, "layer", name(layer), x, rope, heads(), config.normEpsilon(), rows(pictures));
    }

    /** The last norm on all rows, (T, C) to (T, C). */
    public NDArray norm(NDManager owner, NDArray x) throws ScoringException {
        return program.call(owner, "norm", "model.norm", x, config.normEpsilon());
    }

    /** Cosines and sines of the positions of an input of that length, (2, T, D). */
    public NDArray rope(NDManager owner, int length) throws ScoringException {
        return rope(owner, length, length);
    }

    private NDArray rope(NDManager owner, int length, int padded) throws ScoringException {
        double divisor = config.rope().scaling().divisor();
        return program.call(owner, "rope", length, config.headSize(), base(padded), divisor);
    }

    private static int length(NDArray input) {
        return Math.toIntExact(input.getShape().get(0));
    }

    private long[] heads() {
        return new long[] {config.heads(), config.groups(), config.headSize()};
    }

    private static long[] rows(List<PictureRows> pictures) {
        return pictures.stream()
                .flatMapToLong(p -> LongStream.of(p.first(), p.end()))
                .toArray();
    }

    /** The first weight of the decoder that holds something else than finite numbers. Reads all of them. */
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
