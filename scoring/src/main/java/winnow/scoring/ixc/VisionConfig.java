package winnow.scoring.ixc;

import winnow.scoring.ScoringException;
import winnow.scoring.weights.SnapshotConfig;

/**
 * Sizes of the vision tower (SPEC 2, 5.3).
 *
 * @param width W, of a patch inside the tower
 * @param intermediate width inside its MLP
 * @param layers number of layers
 * @param heads attention heads
 * @param side S, pixels of a tile's side; a multiple of 28
 * @param normEpsilon of its layer norms
 */
public record VisionConfig(int width, int intermediate, int layers, int heads, int side, double normEpsilon) {

    /** Side of a patch in pixels. */
    public static final int PATCH = 14;

    /** CLIP ViT-L/14 at 560 pixels, the tower of the official snapshot, whose config.json does not describe it. */
    public static final VisionConfig OFFICIAL = new VisionConfig(1024, 4096, 24, 16, 560, 1e-5);

    private static final String KEY = "vision_config";
    private static final int MAX_SIZE = 1 << 20;

    /**
     * Reads {@code vision_config} of config.json, or takes the official tower where there is none.
     *
     * @throws ScoringException if a size is impossible or does not fit another one
     */
    public static VisionConfig from(SnapshotConfig config) throws ScoringException {
        if (!config.has(KEY)) {
            return OFFICIAL;
        }
        SnapshotConfig given = config.object(KEY);
        VisionConfig vision = new VisionConfig(
                given.size("hidden_size", OFFICIAL.width, MAX_SIZE),
                given.size("intermediate_size", OFFICIAL.intermediate, MAX_SIZE),
                given.size("num_hidden_layers", OFFICIAL.layers, 1000),
                given.size("num_attention_heads", OFFICIAL.heads, MAX_SIZE),
                given.size("image_size", OFFICIAL.side, 1 << 14),
                given.number("layer_norm_eps", OFFICIAL.normEpsilon));
        int patch = given.size("patch_size", PATCH, 1 << 14);
        if (patch != PATCH || vision.side % (2 * PATCH) != 0) {
            throw new ScoringException("vision_config of config.json: patch_size must be 14 and image_size a multiple"
                    + " of 28, were " + patch + " and " + vision.side + ".");
        }
        if (vision.width % vision.heads != 0) {
            throw new ScoringException("vision_config of config.json: hidden_size " + vision.width
                    + " cannot be split among " + vision.heads + " heads.");
        }
        String activation = given.text("hidden_act", "quick_gelu");
        if (!activation.equals("quick_gelu")) {
            throw new ScoringException(
                    "vision_config of config.json: hidden_act is " + activation + ", only quick_gelu is known.");
        }
        return vision;
    }

    /** g, cells of 2 x 2 patches a side of a tile has. */
    public int cells() {
        return side / (2 * PATCH);
    }

    /** Patches of a view, and the class token. */
    public int positions() {
        return (side / PATCH) * (side / PATCH) + 1;
    }
}
