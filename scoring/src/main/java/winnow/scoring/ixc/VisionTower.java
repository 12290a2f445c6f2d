package winnow.scoring.ixc;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import winnow.scoring.ScoringException;
import winnow.scoring.torch.Numerics;
import winnow.scoring.torch.TorchProgram;
import winnow.scoring.weights.DType;
import winnow.scoring.weights.TensorInfo;
import winnow.scoring.weights.Weights;
import winnow.store.media.Pixels;

/**
 * The CLIP tower, the merging of its cells and the projector (SPEC 6). The pass itself is
 * {@code vision.torchscript}. Confined to one thread; every tensor given back belongs to the manager named in the call
 * and lies on the device of the tower, in its type.
 */
final class VisionTower implements AutoCloseable {

    /** Views that go through the tower at once, so that memory does not grow with the picture. */
    private static final int VIEWS_AT_ONCE = 4;

    private static final long CHANNELS = 3;

    private final VisionConfig config;
    private final int hidden;
    private final TorchProgram program;
    private boolean packed;

    private VisionTower(IxcConfig config, TorchProgram program) {
        this.config = config.vision();
        this.hidden = config.language().hidden();
        this.program = program;
    }

    /** Binds the weights; {@code now} as {@link TorchProgram#bind} says. */
    static VisionTower load(IxcConfig config, Weights weights, boolean now, Numerics numerics) throws ScoringException {
        check(config, weights);
        TorchProgram program = TorchProgram.load(VisionTower.class, "vision.torchscript", numerics);
        try {
            new VisionNames(config).forEach((name, shape) -> program.bind(weights.get(name, shape), now));
            return new VisionTower(config, program);
        } catch (ScoringException e) {
            program.close();
            throw e;
        }
    }

    /** Checks that every tensor is there, in shape and type, without loading one. */
    static void check(IxcConfig config, Weights weights) throws ScoringException {
        new VisionNames(config).forEach((name, shape) -> weights.get(name, shape));
    }

    /**
     * Makes ready for {@link #encode} with less work, where everything is float32.
     *
     * @throws ScoringException if memory is short
     */
    void pack() throws ScoringException {
        if (program.numerics().type() == DType.F32) {
            for (int i = 0; i < config.layers(); i++) {
                program.set("pack", VisionNames.layer(i));
            }
            packed = true;
        }
    }

    /** The tokens of a picture as the decoder takes them, (tokens, C); after {@link #pack} with less work. */
    NDArray encode(NDManager owner, Picture picture) throws ScoringException {
        return packed ? packed(owner, picture) : plain(owner, picture);
    }

    private NDArray packed(NDManager owner, Picture picture) throws ScoringException {
        try (NDManager scratch = owner.newSubManager()) {
            NDArray pixels = pixels(scratch, picture.pixels());
            List<NDArray> features = new ArrayList<>();
            for (int view = views(picture) - needed(picture); view < views(picture); view++) {
                try (NDArray one = program.call(scratch, "views", pixels, config.side(), view, 1)) {
                    features.add(program.call(
                            scratch, "packed_tower", one, config.layers(), config.heads(), config.normEpsilon()));
                }
            }
            return program.call(owner, "tokens", features, picture.rows(), config.cells());
        }
    }

    /** Whether the tokens of pictures are exact where they are kept as float32. */
    boolean keepable() {
        return program.numerics().type() == DType.F32;
    }

    /** Bytes of the tokens of a picture in float32. */
    long bytes(Picture picture) {
        return (long) picture.tokens() * hidden * Float.BYTES;
    }

    /** The tokens of a picture as float32. */
    ByteBuffer values(NDArray tokens) throws ScoringException {
        try (NDManager scratch = tokens.getManager().newSubManager();
                NDArray here = program.call(scratch, "given", tokens)) {
            return here.toByteBuffer();
        }
    }

    /** Tokens that were computed before, (tokens, C), from {@link #bytes} of float32. */
    NDArray known(NDManager owner, Picture picture, ByteBuffer values) throws ScoringException {
        try (NDArray before = owner.create(values, new Shape(picture.tokens(), hidden), DataType.FLOAT32)) {
            return program.call(owner, "known", before);
        }
    }

    /** The whole and its tiles. */
    private static int views(Picture picture) {
        return picture.rows() * picture.columns() + 1;
    }

    /** Views without the whole where that is its only tile. */
    private static int needed(Picture picture) {
        return views(picture) == 2 ? 1 : views(picture);
    }

    /**
     * Floating-point operations of the products that are needed to encode a picture, two for a multiplication with its
     * addition.
     */
    long operations(Picture picture) {
        long cells = (long) config.cells() * config.cells();
        long patches = 4 * cells;
        long width = config.width();
        long rows = patches + 1;
        long layer = rows * (4 * width * width + 2 * width * config.intermediate()) + 2 * width * rows * rows;
        long patch = patches * width * CHANNELS * VisionConfig.PATCH * VisionConfig.PATCH;
        long projector = cells * (4 * width * hidden + (long) hidden * hidden);
        return 2L * needed(picture) * (patch + config.layers() * layer + projector);
    }

    private NDArray plain(NDManager owner, Picture picture) throws ScoringException {
        try (NDManager scratch = owner.newSubManager()) {
            return program.call(owner, "project", merged(scratch, picture));
        }
    }

    /** The tokens of a picture before the projector, (tokens, 4W). */
    NDArray merged(NDManager owner, Picture picture) throws ScoringException {
        try (NDManager scratch = owner.newSubManager()) {
            NDArray pixels = pixels(scratch, picture.pixels());
            int views = views(picture);
            List<NDArray> features = new ArrayList<>();
            for (int first = 0; first < views; first += VIEWS_AT_ONCE) {
                int count = Math.min(VIEWS_AT_ONCE, views - first);
                try (NDArray batch = program.call(scratch, "views", pixels, config.side(), first, count)) {
                    features.add(tower(scratch, batch));
                }
            }
            return program.call(owner, "merge", features, picture.rows(), config.cells());
        }
    }

    /** Normalised channels, (1, 3, height, width). */
    NDArray pixels(NDManager owner, Pixels pixels) throws ScoringException {
        Shape shape = new Shape(pixels.height(), pixels.width(), 3);
        try (NDArray rgb = owner.create(ByteBuffer.wrap(pixels.rgb()), shape, DataType.UINT8)) {
            return program.call(owner, "pixels", rgb);
        }
    }

    /** The whole of normalised channels squeezed into one view, (1, 3, S, S). */
    NDArray whole(NDManager owner, NDArray pixels) throws ScoringException {
        return program.call(owner, "whole", pixels, config.side());
    }

    /** Embeddings of views after the first norm, (N, 1 + P, W). */
    NDArray embeddings(NDManager owner, NDArray views) throws ScoringException {
        return program.call(owner, "embeddings", views, config.normEpsilon());
    }

    /** What the last layer says of every patch, (N, P, W). */
    NDArray tower(NDManager owner, NDArray views) throws ScoringException {
        return program.call(owner, "tower", views, config.layers(), config.heads(), config.normEpsilon());
    }

    /** The first weight of tower or projector that holds something else than finite numbers. Reads all of them. */
    Optional<TensorInfo> damaged(NDManager owner) throws ScoringException {
        return program.damaged(owner);
    }

    /** Names of the weights that hold nothing but zeros. Reads all of them. */
    List<String> zeroWeights(NDManager owner) throws ScoringException {
        return program.zeroWeights(owner);
    }

    @Override
    public void close() {
        program.close();
    }
}
