package winnow.scoring.dpo;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import winnow.scoring.language.TextGolden;
import winnow.scoring.weights.SafetensorsWriter;

/** Makes small chat models of the small reward models: the same decoders with another head. */
public final class CausalFolder {

    private static final JsonMapper JSON = new JsonMapper();

    private CausalFolder() {}

    /**
     * Makes one.
     *
     * @param name of the reward model
     * @param seed whole number that makes heads differ; 0 for tied embeddings, which need no head
     */
    public static Path make(Path folder, String name, int seed) throws IOException {
        boolean llama = name.startsWith("llama");
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(TextGolden.FOLDER.resolve(name))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        ObjectNode config =
                (ObjectNode) JSON.readTree(folder.resolve("config.json").toFile());
        config.putArray("architectures").add(llama ? "LlamaForCausalLM" : "InternLM2ForCausalLM");
        config.put("tie_word_embeddings", seed == 0);
        JSON.writeValue(folder.resolve("config.json").toFile(), config);
        if (seed != 0) {
            String head = llama ? "lm_head.weight" : "output.weight";
            List<Long> shape = List.of(
                    config.path("vocab_size").longValue(),
                    config.path("hidden_size").longValue());
            long[] at = new long[1];
            Path other = Files.createDirectory(folder.resolve("head"));
            new SafetensorsWriter(
                            entry -> room -> {
                                while (room.hasRemaining()) {
                                    float value = ((at[0]++ * seed) % 101 - 50) / 256f;
                                    room.put((short) (Float.floatToIntBits(value) >>> 16)); // exact in bfloat16
                                }
                            },
                            bytes -> {})
                    .write(other, List.of(new SafetensorsWriter.Entry(head, shape)), Long.MAX_VALUE);
            Files.move(other.resolve("model.safetensors"), folder.resolve("head.safetensors"));
            Path index = folder.resolve("model.safetensors.index.json");
            ObjectNode json = (ObjectNode) JSON.readTree(index.toFile());
            json.withObject("/weight_map").put(head, "head.safetensors");
            JSON.writeValue(index.toFile(), json);
        }
        return folder;
    }

    /** Writes dpo.json into a new folder. */
    public static Path dpo(Path folder, String json) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("dpo.json"), json);
        return folder;
    }
}
