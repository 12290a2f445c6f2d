package winnow.scoring.internlm2;

import winnow.scoring.ScoringException;
import winnow.scoring.weights.SnapshotConfig;

/**
 * Sizes and constants of an InternLM2 decoder (SPEC 2).
 *
 * @param vocabulary rows of the embedding table
 * @param hidden C, width of the residual stream
 * @param intermediate F, width inside the MLP
 * @param layers number of layers
 * @param heads H, query heads
 * @param groups G, key and value heads; divides the query heads
 * @param bias whether wqkv and wo have biases
 * @param normEpsilon of RMSNorm
 * @param rope positions
 */
public record InternLm2Config(
        int vocabulary,
        int hidden,
        int intermediate,
        int layers,
        int heads,
        int groups,
        boolean bias,
        double normEpsilon,
        Rope rope) {

    private static final int MAX_SIZE = 1 << 20;

    /**
     * Rotary positions.
     *
     * @param theta base of the angles
     * @param longest length up to which dynamic scaling changes nothing, in tokens
     * @param scaling for longer inputs
     */
    public record Rope(double theta, int longest, RopeScaling scaling) {}

    /**
     * Reads config.json; missing keys get the defaults of the official classes.
     *
     * @throws ScoringException if a size is missing, impossible or does not fit another one
     */
    public static InternLm2Config from(SnapshotConfig config) throws ScoringException {
        int hidden = config.size("hidden_size", MAX_SIZE);
        int heads = config.size("num_attention_heads", MAX_SIZE);
        int groups = config.size("num_key_value_heads", heads, MAX_SIZE);
        if (hidden % heads != 0 || hidden / heads % 2 != 0 || hidden / heads < 4 || heads % groups != 0) {
            throw new ScoringException("config.json: hidden_size " + hidden + ", num_attention_heads " + heads
                    + " and num_key_value_heads " + groups + " do not fit each other.");
        }
        String activation = config.text("hidden_act", "silu");
        if (!activation.equals("silu")) {
            throw new ScoringException("config.json: hidden_act is " + activation + ", only silu is known.");
        }
        return new InternLm2Config(
                config.size("vocab_size", 1 << 24),
                hidden,
                config.size("intermediate_size", MAX_SIZE),
                config.size("num_hidden_layers", 1000),
                heads,
                groups,
                config.flag("bias", true),
                config.number("rms_norm_eps", 1e-6),
                rope(config));
    }

    private static Rope rope(SnapshotConfig config) throws ScoringException {
        RopeScaling scaling = RopeScaling.NONE;
        SnapshotConfig given = config.object("rope_scaling");
        if (!given.json().isEmpty()) {
            double factor = given.number("factor", 1);
            String type = given.text("type", given.text("rope_type", ""));
            scaling = switch (type) {
                case "default" -> RopeScaling.NONE;
                case "linear" -> new RopeScaling(RopeScaling.Kind.LINEAR, factor);
                case "dynamic" -> new RopeScaling(RopeScaling.Kind.DYNAMIC, factor);
                default ->
                    throw new ScoringException(
                            "config.json: rope_scaling type \"" + type + "\" is not known, only linear and dynamic.");
            };
        }
        int longest = config.size("max_position_embeddings", 2048, Integer.MAX_VALUE);
        return new Rope(config.number("rope_theta", 10000), longest, scaling);
    }

    /** The same without biases. */
    public InternLm2Config withoutBias() {
        return new InternLm2Config(vocabulary, hidden, intermediate, layers, heads, groups, false, normEpsilon, rope);
    }

    /** The same with other angles of positions. */
    public InternLm2Config withRope(Rope other) {
        return new InternLm2Config(vocabulary, hidden, intermediate, layers, heads, groups, bias, normEpsilon, other);
    }

    /** D, width of a head. */
    public int headSize() {
        return hidden / heads;
    }

    /** Rows of wqkv: for each group its query heads, its key and its value (SPEC 3.1). */
    public int qkvRows() {
        return groups * (heads / groups + 2) * headSize();
    }
}
