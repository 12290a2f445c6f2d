package winnow.scoring.ixc;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import winnow.scoring.ScoringException;
import winnow.scoring.internlm2.InternLm2Config;
import winnow.scoring.internlm2.InternLm2Decoder;
import winnow.scoring.internlm2.RopeScaling;
import winnow.scoring.weights.SnapshotConfig;
import winnow.scoring.weights.Weights;

/**
 * What config.json says of an IXC-2.5-Reward snapshot (SPEC 2).
 *
 * @param language the decoder
 * @param vision the tower
 */
public record IxcConfig(InternLm2Config language, VisionConfig vision) {

    private static final InternLm2Config.Rope NEAR = new InternLm2Config.Rope(1e4, 24576, RopeScaling.NONE);
    private static final String MODEL_TYPE = "internlm2";
    private static final String HEAD = "score.weight";
    private static final String FIRST_BIAS = "model.layers.0.attention.wqkv.bias";
    private static final String ARCHITECTURE = "InternLMXComposer2ForCausalLM";

    /**
     * Reads all sizes.
     *
     * @throws ScoringException if one is missing or impossible
     */
    public static IxcConfig from(SnapshotConfig config) throws ScoringException {
        return new IxcConfig(InternLm2Config.from(config), VisionConfig.from(config));
    }

    /**
     * The same, checked against the tensors there are: every one that is needed must be there, in shape and type.
     *
     * @throws ScoringException naming file, tensor, and what was wanted and found
     */
    static IxcConfig from(SnapshotConfig file, Weights weights) throws ScoringException {
        IxcConfig config = from(file);
        if (!weights.has(HEAD)) {
            throw new ScoringException(weights.source() + " has no tensor " + HEAD
                    + ": it is the chat model of the same family, not the reward model.");
        }
        if (!file.has("bias") && !weights.has(FIRST_BIAS)) { // biases are the default, but absent ones are zero
            config = new IxcConfig(config.language.withoutBias(), config.vision);
        }
        InternLm2Decoder.check(config.language, weights);
        VisionTower.check(config, weights);
        return config;
    }

    /** The same with positions told apart over thousands of tokens, not over tens of thousands, and never scaled. */
    IxcConfig near() {
        return new IxcConfig(language.withRope(NEAR), vision);
    }

    /** Whether the configuration is one of this family; one that does not name its architecture may be. */
    static boolean matches(SnapshotConfig config) {
        JsonNode architectures = config.json().path("architectures");
        for (JsonNode architecture : architectures) {
            if (architecture.asText().equals(ARCHITECTURE)) {
                return true;
            }
        }
        return !config.has("architectures")
                && config.json().path("model_type").asText().equals(MODEL_TYPE);
    }

    /** The name a snapshot gives itself, or else that of its folder. */
    static String name(SnapshotConfig config, Path folder) throws ScoringException {
        Path last = folder.toAbsolutePath().normalize().getFileName();
        return config.object("winnow").text("name", last == null ? folder.toString() : last.toString());
    }

    /** False when a snapshot says that its weights are random. */
    static boolean trained(SnapshotConfig config) throws ScoringException {
        return config.object("winnow").flag("trained", true);
    }
}
