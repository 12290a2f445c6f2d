package winnow.scoring.ixc;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import winnow.scoring.ScoringException;
import winnow.scoring.internlm2.InternLm2Config;
import winnow.scoring.weights.SnapshotConfig;

/**
 * What config.json says of an IXC-2.5-Reward snapshot (SPEC 2).
 *
 * @param language the decoder
 * @param vision the tower
 */
public record IxcConfig(InternLm2Config language, VisionConfig vision) {

    private static final String MODEL_TYPE = "internlm2";
    private static final String ARCHITECTURE = "InternLMXComposer2ForCausalLM";

    /**
     * Reads all sizes.
     *
     * @throws ScoringException if one is missing or impossible
     */
    public static IxcConfig from(SnapshotConfig config) throws ScoringException {
        return new IxcConfig(InternLm2Config.from(config), VisionConfig.from(config));
    }

    /** Whether the configuration is one of this family. */
    static boolean matches(SnapshotConfig config) {
        for (JsonNode architecture : config.json().path("architectures")) {
            if (architecture.asText().equals(ARCHITECTURE)) {
                return config.text("model_type", "").equals(MODEL_TYPE);
            }
        }
        return false;
    }

    /** The name a snapshot gives itself, or else that of its folder. */
    static String name(SnapshotConfig config, Path folder) {
        Path last = folder.toAbsolutePath().normalize().getFileName();
        return config.object("winnow").text("name", last == null ? folder.toString() : last.toString());
    }

    /** False when a snapshot says that its weights are random. */
    static boolean trained(SnapshotConfig config) {
        return config.object("winnow").flag("trained", true);
    }
}
