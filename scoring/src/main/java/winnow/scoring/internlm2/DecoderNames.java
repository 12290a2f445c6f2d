package winnow.scoring.internlm2;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import winnow.scoring.ScoringException;

/** Names and shapes of all tensors a decoder needs (SPEC 3). */
public record DecoderNames(InternLm2Config config) {

    private static final Pattern LAYER = Pattern.compile("model\\.layers\\.(\\d+)\\.");

    static final String EMBEDDINGS = "model.tok_embeddings.weight";

    /** Receives a tensor's name and shape; a size of -1 is any. */
    @FunctionalInterface
    public interface Visitor {
        /** Takes one tensor. */
        void accept(String name, long... shape) throws ScoringException;
    }

    static String layer(int layer) {
        return "model.layers." + layer;
    }

    /** The layer a tensor is part of; -1 for none. */
    static int layerOf(String name) {
        Matcher matcher = LAYER.matcher(name);
        return matcher.lookingAt() ? Integer.parseInt(matcher.group(1)) : -1;
    }

    /** Names every tensor, the rank of PLoRA being any. */
    public void forEach(Visitor visitor) throws ScoringException {
        forEach(-1, visitor);
    }

    /** Names every tensor; {@code rank} is the rank of PLoRA. */
    public void forEach(int rank, Visitor visitor) throws ScoringException {
        int hidden = config.hidden();
        visitor.accept(EMBEDDINGS, config.vocabulary(), hidden);
        for (int i = 0; i < config.layers(); i++) {
            String attention = layer(i) + ".attention";
            visitor.accept(attention + "_norm.weight", hidden);
            visitor.accept(layer(i) + ".ffn_norm.weight", hidden);
            linear(attention + ".wqkv", config.qkvRows(), hidden, rank, visitor);
            linear(attention + ".wo", hidden, hidden, rank, visitor);
            if (config.bias()) {
                visitor.accept(attention + ".wqkv.bias", config.qkvRows());
                visitor.accept(attention + ".wo.bias", hidden);
            }
            String mlp = layer(i) + ".feed_forward";
            linear(mlp + ".w1", config.intermediate(), hidden, rank, visitor);
            linear(mlp + ".w3", config.intermediate(), hidden, rank, visitor);
            linear(mlp + ".w2", hidden, config.intermediate(), rank, visitor);
        }
        visitor.accept("model.norm.weight", hidden);
        visitor.accept("score.weight", 1, hidden);
    }

    private static void linear(String name, int out, int in, int rank, Visitor visitor) throws ScoringException {
        visitor.accept(name + ".weight", out, in);
        visitor.accept(name + ".Plora_A.weight", rank, in);
        visitor.accept(name + ".Plora_B.weight", out, rank);
    }
}
