package winnow.scoring.ixc;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import winnow.scoring.ScoringException;
import winnow.scoring.internlm2.DecoderNames;
import winnow.scoring.internlm2.InternLm2Config;
import winnow.scoring.internlm2.RopeScaling;
import winnow.scoring.weights.SafetensorsWriter;

/**
 * A snapshot in the official layout whose weights are random: its scores differ between samples but mean nothing. For
 * tests and demonstrations; its config.json says so.
 *
 * @param name what its config.json calls it
 * @param config sizes
 * @param rank of PLoRA
 * @param seed same seed and sizes, same bytes
 */
public record RandomSnapshot(String name, IxcConfig config, int rank, long seed) {

    /** The model that comes with Winnow: small enough for any machine, with tiles of 224 pixels. */
    public static final RandomSnapshot DEMO = new RandomSnapshot(
            "Winnow random",
            new IxcConfig(
                    new InternLm2Config(
                            3051,
                            96,
                            256,
                            3,
                            6,
                            2,
                            false,
                            1e-5,
                            new InternLm2Config.Rope(1e6, 24576, new RopeScaling(RopeScaling.Kind.DYNAMIC, 2))),
                    new VisionConfig(64, 128, 2, 2, 224, 1e-5)),
            8,
            2026);

    private static final String[] TOKENIZER = {
        "tokenizer.model", "added_tokens.json", "tokenizer_config.json", "special_tokens_map.json"
    };
    private static final long SEED_STEP = 0x9E3779B97F4A7C15L;

    /**
     * Writes the snapshot, value by value.
     *
     * @param folder made if it is not there; must be empty
     * @param tokenizer folder of the tokeniser files to copy, of as many pieces as the vocabulary has
     * @param shardBytes largest size of one weight file
     * @throws IOException if the folder is not empty, or a file cannot be read or written
     */
    public void write(Path folder, Path tokenizer, long shardBytes) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> entries = Files.list(folder)) {
            if (entries.findAny().isPresent()) {
                throw new IOException(folder + " is not empty. Choose another folder for the random model.");
            }
        }
        for (String file : TOKENIZER) {
            if (Files.isRegularFile(tokenizer.resolve(file))) {
                Files.copy(tokenizer.resolve(file), folder.resolve(file));
            }
        }
        new JsonMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValue(folder.resolve("config.json").toFile(), json());
        new SafetensorsWriter(this::values).write(folder, tensors(), shardBytes);
    }

    private List<SafetensorsWriter.Entry> tensors() {
        List<SafetensorsWriter.Entry> tensors = new ArrayList<>();
        DecoderNames.Visitor add = (name, shape) -> tensors.add(
                new SafetensorsWriter.Entry(name, LongStream.of(shape).boxed().toList()));
        try {
            new DecoderNames(config.language()).forEach(rank, add);
            new VisionNames(config).forEach(add);
        } catch (ScoringException e) {
            throw new IllegalStateException("Listing names reads nothing that could be wrong", e);
        }
        return tensors;
    }

    /** Values around a mean with a spread that keeps activations near 1 and attention selective. */
    private DoubleSupplier values(SafetensorsWriter.Entry tensor) {
        String name = tensor.name();
        double mean = name.contains("norm") && name.endsWith(".weight") ? 1 : 0;
        double spread = spread(name, tensor.shape());
        SplittableRandom random = new SplittableRandom(seed + SEED_STEP * name.hashCode());
        return () -> mean + spread * normal(random);
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

    /** Nearly normal, mean 0 and deviation 1: a scaled sum of four uniform values, from one draw. */
    private static double normal(SplittableRandom random) {
        long bits = random.nextLong();
        long sum = (bits & 0xffff) + ((bits >>> 16) & 0xffff) + ((bits >>> 32) & 0xffff) + (bits >>> 48);
        return (sum / 65535.0 - 2) * Math.sqrt(3);
    }

    private ObjectNode json() {
        InternLm2Config language = config.language();
        ObjectNode json = new JsonMapper().createObjectNode();
        json.putArray("architectures").add("InternLMXComposer2ForCausalLM");
        json.put("bias", language.bias())
                .put("bos_token_id", 1)
                .put("eos_token_id", 2)
                .put("hidden_act", "silu")
                .put("hidden_size", language.hidden())
                .put("intermediate_size", language.intermediate())
                .put("max_length", 16384)
                .put("max_position_embeddings", language.rope().longest())
                .put("model_type", "internlm2")
                .put("num_attention_heads", language.heads())
                .put("num_hidden_layers", language.layers())
                .put("num_key_value_heads", language.groups())
                .put("pad_token_id", 2)
                .put("rms_norm_eps", language.normEpsilon())
                .put("rope_theta", language.rope().theta())
                .put("torch_dtype", "bfloat16")
                .put("vocab_size", language.vocabulary());
        RopeScaling scaling = language.rope().scaling();
        if (scaling.kind() == RopeScaling.Kind.NONE) {
            json.putNull("rope_scaling");
        } else {
            json.putObject("rope_scaling")
                    .put("type", scaling.kind() == RopeScaling.Kind.LINEAR ? "linear" : "dynamic")
                    .put("factor", scaling.factor());
        }
        vision(json.putObject("vision_config"));
        json.putObject("winnow").put("trained", false).put("name", name);
        return json;
    }

    private void vision(ObjectNode json) {
        VisionConfig vision = config.vision();
        json.put("hidden_size", vision.width())
                .put("intermediate_size", vision.intermediate())
                .put("num_hidden_layers", vision.layers())
                .put("num_attention_heads", vision.heads())
                .put("num_channels", 3)
                .put("image_size", vision.side())
                .put("patch_size", VisionConfig.PATCH)
                .put("hidden_act", "quick_gelu")
                .put("layer_norm_eps", vision.normEpsilon());
    }
}
