package winnow.scoring.language;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import winnow.scoring.ScoringException;
import winnow.scoring.weights.Weights;

/**
 * Sizes and constants of a decoder.
 *
 * @param layout whose names and packing its tensors have
 * @param sizes of its tensors
 * @param biases which of its matrices have biases
 * @param normEpsilon of RMSNorm
 * @param positions rotary positions
 */
public record LanguageConfig(Layout layout, Sizes sizes, Biases biases, double normEpsilon, Positions positions) {

    private static final Pattern OF_LAYER = Pattern.compile("model\\.layers\\.(\\d+)\\.");

    /** Names and packing of tensors. */
    public enum Layout {
        /** Queries, keys and values in one matrix. */
        INTERNLM2("model.tok_embeddings.weight"),
        /** A matrix for each. */
        LLAMA("model.embed_tokens.weight");

        private final String embeddings;

        Layout(String embeddings) {
            this.embeddings = embeddings;
        }

        /** Name of the embedding table. */
        public String embeddings() {
            return embeddings;
        }
    }

    /**
     * Sizes.
     *
     * @param vocabulary rows of the embedding table
     * @param hidden C, width of the residual stream
     * @param intermediate F, width inside the MLP
     * @param layers number of layers
     * @param heads H, query heads
     * @param groups G, key and value heads; divides the query heads
     * @param headSize D, width of a head; even
     */
    public record Sizes(int vocabulary, int hidden, int intermediate, int layers, int heads, int groups, int headSize) {

        public Sizes {
            if (headSize < 4 || headSize % 2 != 0 || heads % groups != 0) {
                throw new IllegalArgumentException("Heads " + heads + ", groups " + groups + ", width " + headSize);
            }
        }
    }

    /**
     * Biases.
     *
     * @param attention of the matrices of attention
     * @param mlp of the matrices of the MLP
     */
    public record Biases(boolean attention, boolean mlp) {}

    /** Receives a tensor's name and shape. */
    @FunctionalInterface
    public interface Visitor {
        /** Takes one tensor. */
        void accept(String name, long... shape) throws ScoringException;
    }

    public LanguageConfig {
        requireNonNull(layout, "layout");
        requireNonNull(sizes, "sizes");
        requireNonNull(biases, "biases");
        requireNonNull(positions, "positions");
    }

    static String layer(int layer) {
        return "model.layers." + layer;
    }

    /** What the names of the tensors of every layer begin with. */
    List<String> layers() {
        return IntStream.range(0, sizes.layers).mapToObj(LanguageConfig::layer).toList();
    }

    /** The layer a tensor belongs to, or -1. */
    int layerOf(String tensor) {
        Matcher matcher = OF_LAYER.matcher(tensor);
        return matcher.lookingAt() ? Integer.parseInt(matcher.group(1)) : -1;
    }

    /** Names every tensor of the decoder but its head. */
    public void forEach(Visitor visitor) throws ScoringException {
        visitor.accept(layout.embeddings(), sizes.vocabulary, sizes.hidden);
        for (int i = 0; i < sizes.layers; i++) {
            if (layout == Layout.INTERNLM2) {
                internlm2(layer(i), visitor);
            } else {
                llama(layer(i), visitor);
            }
        }
        visitor.accept("model.norm.weight", sizes.hidden);
    }

    private void internlm2(String name, Visitor visitor) throws ScoringException {
        int attention = sizes.heads * sizes.headSize;
        int rows = attention + 2 * sizes.groups * sizes.headSize;
        visitor.accept(name + ".attention_norm.weight", sizes.hidden);
        visitor.accept(name + ".ffn_norm.weight", sizes.hidden);
        linear(name + ".attention.wqkv", rows, sizes.hidden, biases.attention, visitor);
        linear(name + ".attention.wo", sizes.hidden, attention, biases.attention, visitor);
        linear(name + ".feed_forward.w1", sizes.intermediate, sizes.hidden, biases.mlp, visitor);
        linear(name + ".feed_forward.w3", sizes.intermediate, sizes.hidden, biases.mlp, visitor);
        linear(name + ".feed_forward.w2", sizes.hidden, sizes.intermediate, biases.mlp, visitor);
    }

    private void llama(String name, Visitor visitor) throws ScoringException {
        int attention = sizes.heads * sizes.headSize;
        int rows = sizes.groups * sizes.headSize;
        visitor.accept(name + ".input_layernorm.weight", sizes.hidden);
        visitor.accept(name + ".post_attention_layernorm.weight", sizes.hidden);
        linear(name + ".self_attn.q_proj", attention, sizes.hidden, biases.attention, visitor);
        linear(name + ".self_attn.k_proj", rows, sizes.hidden, biases.attention, visitor);
        linear(name + ".self_attn.v_proj", rows, sizes.hidden, biases.attention, visitor);
        linear(name + ".self_attn.o_proj", sizes.hidden, attention, biases.attention, visitor);
        linear(name + ".mlp.gate_proj", sizes.intermediate, sizes.hidden, biases.mlp, visitor);
        linear(name + ".mlp.up_proj", sizes.intermediate, sizes.hidden, biases.mlp, visitor);
        linear(name + ".mlp.down_proj", sizes.hidden, sizes.intermediate, biases.mlp, visitor);
    }

    private static void linear(String name, int out, int in, boolean bias, Visitor visitor) throws ScoringException {
        visitor.accept(name + ".weight", out, in);
        if (bias) {
            visitor.accept(name + ".bias", out);
        }
    }

    /**
     * Checks that every tensor is there, in shape and type, without loading one.
     *
     * @throws ScoringException naming file, tensor, and what was wanted and found
     */
    public void check(Weights weights, Head head) throws ScoringException {
        forEach(weights::get);
        weights.get(head.name(), head.rows(), sizes.hidden);
    }
}
