package winnow.scoring.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import winnow.scoring.ScoringException;
import winnow.scoring.ixc.Trainee;
import winnow.scoring.weights.DType;
import winnow.scoring.weights.JsonFile;
import winnow.scoring.weights.SafetensorsWriter;
import winnow.scoring.weights.TensorInfo;

/**
 * A model under training as a snapshot in the official layout: the files of the snapshot it came from, with its own
 * weights. A tensor keeps its type; one that was float16 becomes float32.
 *
 * @param source folder of the snapshot it came from
 * @param training gives the weights
 * @param name what its config.json calls it
 * @param kept the check its weights were kept for, if they were
 */
record TrainedSnapshot(Path source, Trainee training, String name, Optional<Trainer.Checked> kept) {

    private static final String CONFIG = "config.json";
    private static final long SHARD_BYTES = 5_000_000_000L;
    private static final List<String> BESIDE = List.of(
            "tokenizer.model",
            "tokenizer.json",
            "added_tokens.json",
            "tokenizer_config.json",
            "special_tokens_map.json",
            "generation_config.json");

    /** Writes it, its config.json last: until then the folder is no model. */
    void write(Path folder) throws IOException, ScoringException {
        for (String name : BESIDE) {
            if (Files.isRegularFile(source.resolve(name))) {
                Files.copy(source.resolve(name), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Map<SafetensorsWriter.Entry, TensorInfo> tensors = new LinkedHashMap<>();
        for (TensorInfo tensor : training.tensors()) {
            DType type = tensor.type() == DType.BF16 ? DType.BF16 : DType.F32;
            tensors.put(new SafetensorsWriter.Entry(tensor.name(), tensor.shape(), type), tensor);
        }
        try {
            new SafetensorsWriter(entry -> values(entry, tensors), done -> {})
                    .write(folder, List.copyOf(tensors.keySet()), SHARD_BYTES);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        ObjectNode config = JsonFile.read(source.resolve(CONFIG));
        ObjectNode about = config.putObject("winnow").put("trained", true).put("name", name);
        kept.ifPresent(check -> about.put("step", check.step())
                .put("eval_pairs", check.pairs())
                .put("eval_accuracy", check.accuracy())
                .put("eval_loss", check.loss()));
        Files.writeString(folder.resolve(CONFIG), config.toPrettyString());
    }

    private SafetensorsWriter.Values values(
            SafetensorsWriter.Entry entry, Map<SafetensorsWriter.Entry, TensorInfo> tensors) {
        TensorInfo tensor = tensors.get(entry);
        if (tensor == null) {
            throw new IllegalArgumentException("The snapshot has no tensor " + entry.name());
        }
        try {
            return SafetensorsWriter.Values.of(training.values(tensor), entry.type());
        } catch (ScoringException e) {
            throw new UncheckedIOException(new IOException(e.getMessage(), e));
        }
    }
}
