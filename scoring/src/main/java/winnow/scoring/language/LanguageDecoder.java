package winnow.scoring.language;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import winnow.scoring.ScoringException;
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

    private LanguageDecoder(LanguageConfig config, Head head, TorchProgram program) {
        this.config = config;
        this.head = head;
        this.program = program;
    }

    /**
     * Binds the weights of a decoder, mapped from their files.
     *
     * @param now whether to convert matrices to the type of the decoder now; else that is done at every use
     * @param numerics where and in which types it computes
     * @throws ScoringException if a tensor is missing or of another shape or type than the configuration needs
     */
    public static LanguageDecoder load(
            LanguageConfig config, Weights weights, Head head, boolean now, Numerics numerics) throws ScoringException {
        config.check(weights, head);
        TorchProgram program = TorchProgram.load(LanguageDecoder.class, "decoder.torchscript", numerics);
        try {
            String embeddings = config.layout().embeddings();
            config.forEach((name, shape) -> program.bind(weights.get(name, shape), now && !name.equals(embeddings)));
            if (!head.name().equals(embeddings)) {
                program.bind(
                        weights.get(head.name(), head.rows(), config.sizes().hidden()), now);
            }
            return new LanguageDecoder(config, head, program);
        } catch (ScoringException e) {
            program.close();
            throw e;
        }
    }

    /**
     * What a head of one row says at a stretch of positions, in one pass.
     *
     * @param owner lends memory for the time of the call
     * @param ids of the input; those behind the stretch change nothing and are not computed
     * @param first position asked for
     * @param end one past the last position asked for
     */
    public float[] rewards(NDManager owner, int[] ids, int first, int end) throws ScoringException {
        try (NDManager scratch = owner.newSubManager()) {
            NDArray x = hidden(scratch, Arrays.copyOf(ids, end));
            return program.call(scratch, "scores", head.name(), x, first, end, config.normEpsilon())
                    .toFloatArray();
        }
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
        float[] found = new float[end - first];
        try (NDManager scratch = owner.newSubManager()) {
            NDArray x = hidden(scratch, Arrays.copyOf(ids, end - 1));
            for (int at = first; at < end; at += ROWS) {
                int count = Math.min(ROWS, end - at);
                try (NDManager rows = scratch.newSubManager()) {
                    NDArray wanted = indices(rows, Arrays.copyOfRange(ids, at, at + count));
                    float[] part = program.call(rows, "likely", head.name(), x, at - 1, wanted, config.normEpsilon())
                            .toFloatArray();
                    System.arraycopy(part, 0, found, at - first, count);
                }
            }
        }
        return found;
    }

    /** The residual stream behind the last layer, (T, C). */
    private NDArray hidden(NDManager scratch, int[] ids) throws ScoringException {
        LanguageConfig.Sizes sizes = config.sizes();
        Positions positions = config.positions();
        boolean packed = config.layout() == LanguageConfig.Layout.INTERNLM2;
        long[] heads = {sizes.heads(), sizes.groups(), sizes.headSize()};
        NDArray rope = program.call(
                scratch,
                "rope",
                ids.length,
                sizes.headSize(),
                positions.base(ids.length, sizes.headSize()),
                positions.divisor(),
                positions.llamaFactor(),
                positions.low(),
                positions.high(),
                (double) positions.original());
        NDArray x = program.call(scratch, "embed", config.layout().embeddings(), indices(scratch, ids));
        for (int i = 0; i < sizes.layers(); i++) {
            NDArray y = program.call(
                    scratch, "layer", LanguageConfig.layer(i), x, rope, heads, config.normEpsilon(), packed);
            x.close();
            x = y;
        }
        return x;
    }

    private static NDArray indices(NDManager owner, int[] ids) {
        return owner.create(IntStream.of(ids).asLongStream().toArray(), new Shape(ids.length));
    }

    /** The first weight that holds something else than finite numbers. Reads all of them. */
    public Optional<TensorInfo> damaged(NDManager owner) throws ScoringException {
        return program.damaged(owner);
    }

    /** Names of the weights that hold nothing but zeros. Reads all of them. */
    public List<String> zeroWeights(NDManager owner) throws ScoringException {
        return program.zeroWeights(owner);
    }

    /** Frees the weights. */
    @Override
    public void close() {
        program.close();
    }
}
