package winnow.scoring.ixc;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import winnow.scoring.ScoringException;
import winnow.scoring.internlm2.DecoderNames;
import winnow.scoring.internlm2.InternLm2Config;
import winnow.scoring.internlm2.RopeScaling;
import winnow.scoring.weights.DType;
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

    private static final int TRIMMED_PIECES = 3051;
    private static final int WORLD_PIECES = 3290;

    /** The model that comes with Winnow: small enough for any machine, with tiles of 224 pixels. */
    public static final RandomSnapshot DEMO = new RandomSnapshot(
            "Winnow random",
            config(TRIMMED_PIECES, 96, 256, 3, 6, 2, new VisionConfig(64, 128, 2, 2, 224, 1e-5)),
            8,
            2026);

    /** Sizes to choose from. */
    public enum Size {
        /** 0.9 million weights, with the vocabulary of {@link #DEMO}. */
        TINY("tiny"),
        /** 2.5 million weights: the sizes and tiles of the model that is trained on the demo world. */
        NANO("nano"),
        /** 235 million weights, with the official vocabulary. */
        MID("mid"),
        /** 8.3 billion weights: the official sizes (SPEC 2, 3). */
        FULL("7b");

        private final String label;

        Size(String label) {
            this.label = label;
        }

        /** What users call it. */
        public String label() {
            return label;
        }

        /** A snapshot of this size. */
        public RandomSnapshot snapshot(long seed) {
            String name = "Winnow random " + label;
            return switch (this) {
                case TINY ->
                    new RandomSnapshot(
                            name,
                            config(TRIMMED_PIECES, 64, 160, 2, 4, 2, new VisionConfig(128, 256, 2, 2, 560, 1e-5)),
                            8,
                            seed);
                case NANO ->
                    new RandomSnapshot(
                            name,
                            config(WORLD_PIECES, 128, 352, 4, 4, 2, new VisionConfig(128, 512, 4, 4, 112, 1e-5))
                                    .near(),
                            16,
                            seed);
                case MID ->
                    new RandomSnapshot(
                            name,
                            config(92544, 1024, 2816, 8, 16, 4, new VisionConfig(512, 2048, 12, 8, 560, 1e-5)),
                            64,
                            seed);
                case FULL ->
                    new RandomSnapshot(
                            name,
                            config(92544, 4096, 14336, 32, 32, 8, new VisionConfig(1024, 4096, 24, 16, 560, 1e-5)),
                            256,
                            seed);
            };
        }
    }

    private static final List<String> TOKENIZER =
            List.of("tokenizer.model", "added_tokens.json", "tokenizer_config.json", "special_tokens_map.json");
    private static final long SMALL_FILES_BYTES = 16L << 20; // ample for everything but the weights

    /** Where the files of a tokenizer come from. */
    @FunctionalInterface
    public interface TokenizerFiles {

        /** Opens the file of that name; null where there is none. */
        @Nullable
        InputStream open(String name) throws IOException;

        /** Those in a folder. */
        static TokenizerFiles in(Path folder) {
            return name ->
                    Files.isRegularFile(folder.resolve(name)) ? Files.newInputStream(folder.resolve(name)) : null;
        }
    }

    private static IxcConfig config(
            int vocabulary, int hidden, int intermediate, int layers, int heads, int groups, VisionConfig vision) {
        RopeScaling scaling = new RopeScaling(RopeScaling.Kind.DYNAMIC, 2);
        InternLm2Config.Rope rope = new InternLm2Config.Rope(1e6, 24576, scaling);
        return new IxcConfig(
                new InternLm2Config(vocabulary, hidden, intermediate, layers, heads, groups, false, 1e-5, rope),
                vision);
    }

    /** Whose pieces a snapshot knows. */
    public enum Vocabulary {
        /** Those of {@link #DEMO}, 3051 of the official ones. */
        TRIMMED,
        /** The same, and all words of the demo world. */
        WORLD,
        /** The official ones. */
        OFFICIAL
    }

    /** Its vocabulary. */
    public Vocabulary vocabulary() {
        return switch (config.language().vocabulary()) {
            case TRIMMED_PIECES -> Vocabulary.TRIMMED;
            case WORLD_PIECES -> Vocabulary.WORLD;
            default -> Vocabulary.OFFICIAL;
        };
    }

    /** Number of weights. */
    public long parameters() {
        return bytes() / DType.BF16.bytes();
    }

    /** Size of the weights in bytes. */
    public long bytes() {
        return tensors().stream().mapToLong(SafetensorsWriter.Entry::bytes).sum();
    }

    /**
     * Writes the snapshot, a piece at a time, its config.json last: until then the folder is no model. What was written
     * is taken away again when that fails or is stopped.
     *
     * @param folder made if it is not there; must be empty
     * @param tokenizer files of as many pieces as the vocabulary has
     * @param shardBytes largest size of one weight file
     * @param bytesDone told how many bytes of weights were written; may throw to stop
     * @throws IOException if the folder is not empty, there is not enough room, or a file cannot be read or written
     */
    public void write(Path folder, TokenizerFiles tokenizer, long shardBytes, LongConsumer bytesDone)
            throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> entries = Files.list(folder)) {
            if (entries.findAny().isPresent()) {
                throw new IOException(folder + " is not empty. Choose another folder for the random model.");
            }
        }
        long needed = bytes() + SMALL_FILES_BYTES;
        long room = Files.getFileStore(folder).getUsableSpace();
        if (room < needed) {
            throw new IOException("A random model of this size needs " + needed / 1_000_000 + " MB, but there are only "
                    + room / 1_000_000 + " MB of room in " + folder + ". Make room or choose another folder.");
        }
        boolean written = false;
        try {
            writeFiles(folder, tokenizer, shardBytes, bytesDone);
            written = true;
        } finally {
            if (!written) {
                empty(folder);
            }
        }
    }

    private void writeFiles(Path folder, TokenizerFiles tokenizer, long shardBytes, LongConsumer bytesDone)
            throws IOException {
        for (String file : TOKENIZER) {
            try (InputStream in = tokenizer.open(file)) {
                if (in != null) {
                    Files.copy(in, folder.resolve(file));
                }
            }
        }
        RandomValues values = new RandomValues(seed);
        new SafetensorsWriter(values::of, bytesDone).write(folder, tensors(), shardBytes);
        new JsonMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValue(folder.resolve("config.json").toFile(), json());
    }

    private static void empty(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.toList()) {
                Files.delete(entry);
            }
        }
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
