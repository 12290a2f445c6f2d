package winnow.scoring.ixc;

import java.util.Arrays;
import java.util.Random;
import winnow.scoring.weights.TensorInfo;

/**
 * Weights to begin a training with: norms of one, biases of zero, matrices of normal values by the number of their
 * inputs, those that end a layer smaller so that layers begin as small changes (Radford et al. 2019, section 2.3), and
 * PLoRA without effect (Hu et al. 2021, section 4.1).
 */
final class FirstValues {

    private static final double EMBEDDING = 0.1;
    private static final double POSITION = 0.3;
    private static final double MARK = 0.5;

    private FirstValues() {}

    /** The values of a tensor, row by row; {@code layers} is how many its stack has. */
    static float[] of(TensorInfo tensor, int layers, long seed) {
        String name = tensor.name();
        long count = tensor.shape().stream().reduce(1L, (a, b) -> a * b);
        float[] values = new float[Math.toIntExact(count)];
        if (tensor.shape().size() == 1 && !name.endsWith("class_embedding")) {
            Arrays.fill(values, name.endsWith(".weight") ? 1 : 0);
            return values;
        }
        Random random = new Random(seed * 31 + name.hashCode());
        double spread = spread(name, count / tensor.shape().get(0), layers);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (spread * random.nextGaussian());
        }
        return values;
    }

    private static double spread(String name, long inputs, int layers) {
        if (name.contains("Plora_B")) {
            return 0;
        } else if (name.contains("tok_embeddings")) {
            return EMBEDDING;
        } else if (name.contains("position_embedding") || name.endsWith("class_embedding")) {
            return POSITION;
        } else if (name.contains("_GN")) {
            return MARK;
        }
        boolean last = name.contains("out_proj")
                || name.contains("mlp.fc2")
                || name.contains("attention.wo.weight")
                || name.contains("feed_forward.w2.weight");
        return (last ? 1 / Math.sqrt(2.0 * layers) : 1) / Math.sqrt((double) inputs);
    }
}
