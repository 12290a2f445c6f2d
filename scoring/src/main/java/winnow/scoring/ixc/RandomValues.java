package winnow.scoring.ixc;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import winnow.scoring.weights.SafetensorsWriter;

/**
 * Random weights: values around a mean with a spread that keeps activations near 1 and attention selective. Confined to
 * one thread.
 *
 * <p>A value is made of four numbers of 16 bits, from one draw, whose sum is nearly normal. As there are only so many
 * sums, the bfloat16 of each is looked up, which makes billions of weights a matter of seconds.
 */
final class RandomValues {

    private static final long SEED_STEP = 0x9E3779B97F4A7C15L;
    private static final int MAX_PART = 0xffff;
    private static final int SUMS = 4 * MAX_PART + 1;

    /** What decides on the distribution of a tensor. */
    private record Shape(double mean, double spread) {}

    private final long seed;
    private final Map<Shape, short[]> tables = new HashMap<>();

    RandomValues(long seed) {
        this.seed = seed;
    }

    /** The values of a tensor; the same name, shape and seed always give the same ones. */
    SafetensorsWriter.Values of(SafetensorsWriter.Entry tensor) {
        String name = tensor.name();
        double mean = name.contains("norm") && name.endsWith(".weight") ? 1 : 0;
        short[] table = tables.computeIfAbsent(new Shape(mean, spread(name, tensor.shape())), RandomValues::table);
        SplittableRandom random = new SplittableRandom(seed + SEED_STEP * name.hashCode());
        return room -> {
            short[] values = new short[room.remaining()];
            for (int i = 0; i < values.length; i++) {
                values[i] = table[sum(random.nextLong())];
            }
            room.put(values);
        };
    }

    private static int sum(long bits) {
        return (int) ((bits & MAX_PART) + ((bits >>> 16) & MAX_PART) + ((bits >>> 32) & MAX_PART) + (bits >>> 48));
    }

    /** Nearly normal values, for every sum that {@link #sum} gives. */
    private static short[] table(Shape shape) {
        short[] table = new short[SUMS];
        for (int sum = 0; sum < SUMS; sum++) {
            double normal = (sum / (double) MAX_PART - 2) * Math.sqrt(3); // mean 0 and deviation 1
            table[sum] = SafetensorsWriter.bfloat16((float) (shape.mean + shape.spread * normal));
        }
        return table;
    }

    private static double spread(String name, List<Long> shape) {
        if (shape.size() == 1) { // norms, biases and the class token
            return name.endsWith("class_embedding") ? 0.5 : 0.1;
        } else if (name.contains("_GN") || name.contains("tok_embeddings")) {
            return 0.5;
        } else if (name.contains("position_embedding")) {
            return 0.3;
        }
        double inputs = shape.subList(1, shape.size()).stream()
                .reduce(1L, (a, b) -> a * b)
                .doubleValue();
        double gain = 1;
        if (name.startsWith("score")) {
            gain = 4;
        } else if (name.contains("wqkv.weight") || name.contains("wo.weight")) {
            gain = 2;
        } else if (name.contains("Plora_B")) {
            gain = 0.5;
        }
        return gain / Math.sqrt(inputs);
    }
}
