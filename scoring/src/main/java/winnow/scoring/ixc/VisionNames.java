package winnow.scoring.ixc;

import winnow.scoring.ScoringException;
import winnow.scoring.internlm2.DecoderNames;

/** Names and shapes of all tensors the vision tower, the merging and the projector need (SPEC 3). */
record VisionNames(IxcConfig config) {

    private static final String TOWER = "vit.vision_tower.vision_model.";

    /** Names every tensor. */
    void forEach(DecoderNames.Visitor visitor) throws ScoringException {
        VisionConfig vision = config.vision();
        int width = vision.width();
        int cell = 4 * width;
        int hidden = config.language().hidden();
        visitor.accept("plora_glb_GN", 1, 1, cell);
        visitor.accept("plora_sub_GN", 1, 1, 1, cell);
        linear("vision_proj.0", hidden, cell, visitor);
        linear("vision_proj.2", hidden, hidden, visitor);
        visitor.accept(TOWER + "embeddings.class_embedding", width);
        visitor.accept(TOWER + "embeddings.patch_embedding.weight", width, 3, VisionConfig.PATCH, VisionConfig.PATCH);
        visitor.accept(TOWER + "embeddings.position_embedding.weight", vision.positions(), width);
        norm(TOWER + "pre_layrnorm", width, visitor);
        for (int j = 0; j < vision.layers(); j++) {
            String layer = layer(j);
            norm(layer + ".layer_norm1", width, visitor);
            norm(layer + ".layer_norm2", width, visitor);
            for (String part : new String[] {"q", "k", "v", "out"}) {
                linear(layer + ".self_attn." + part + "_proj", width, width, visitor);
            }
            linear(layer + ".mlp.fc1", vision.intermediate(), width, visitor);
            linear(layer + ".mlp.fc2", width, vision.intermediate(), visitor);
        }
    }

    static String layer(int layer) {
        return TOWER + "encoder.layers." + layer;
    }

    private static void norm(String name, int width, DecoderNames.Visitor visitor) throws ScoringException {
        visitor.accept(name + ".weight", width);
        visitor.accept(name + ".bias", width);
    }

    private static void linear(String name, int out, int in, DecoderNames.Visitor visitor) throws ScoringException {
        visitor.accept(name + ".weight", out, in);
        visitor.accept(name + ".bias", out);
    }
}
