package winnow.scoring.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import winnow.scoring.ScoringException;
import winnow.scoring.torch.TorchLearner;
import winnow.scoring.weights.DType;
import winnow.scoring.weights.Safetensors;
import winnow.scoring.weights.SafetensorsWriter;
import winnow.scoring.weights.TensorInfo;

/** What a training needs to go on exactly: the weights that learn in float32, and the running means of AdamW. */
final class TrainingState {

    private static final String FILE = "training_state.safetensors";
    private static final List<String> KEPT = List.of("weight.", "exp_avg.", "exp_avg_sq.");

    private TrainingState() {}

    /**
     * Writes the file; gives how often each weight was changed.
     *
     * @param means whether the running means too
     */
    static ObjectNode write(Path folder, TorchLearner learner, boolean means) throws IOException, ScoringException {
        Map<String, float[]> values = new LinkedHashMap<>();
        List<SafetensorsWriter.Entry> entries = new ArrayList<>();
        ObjectNode changes = new JsonMapper().createObjectNode();
        for (String name : learner.trained()) {
            changes.put(name, learner.steps(name));
            List<float[]> kept = new ArrayList<>();
            kept.add(learner.values(name));
            if (means) {
                kept.addAll(learner.means(name));
            }
            for (int i = 0; i < kept.size(); i++) {
                values.put(KEPT.get(i) + name, kept.get(i));
                entries.add(new SafetensorsWriter.Entry(KEPT.get(i) + name, learner.shape(name), DType.F32));
            }
        }
        new SafetensorsWriter(
                        entry ->
                                SafetensorsWriter.Values.of(values.getOrDefault(entry.name(), new float[0]), DType.F32),
                        done -> {})
                .writeFile(folder.resolve(FILE), entries);
        return changes;
    }

    /** Takes all weights up. */
    static void read(Path folder, JsonNode changes, TorchLearner learner) throws ScoringException {
        Map<String, TensorInfo> tensors = Safetensors.read(folder.resolve(FILE));
        for (String name : learner.trained()) {
            List<float[]> means = new ArrayList<>();
            for (String mean : KEPT.subList(1, KEPT.size())) {
                if (tensors.containsKey(mean + name)) {
                    means.add(values(tensors, mean + name, folder, learner));
                }
            }
            int made = changes.path(name).asInt();
            learner.resume(name, values(tensors, KEPT.get(0) + name, folder, learner), means, made);
        }
    }

    private static float[] values(Map<String, TensorInfo> tensors, String name, Path folder, TorchLearner learner)
            throws ScoringException {
        TensorInfo tensor = tensors.get(name);
        if (tensor == null) {
            throw new ScoringException(folder.resolve(FILE) + " lacks " + name
                    + ", so the training cannot go on. Delete its folder and start again.");
        }
        return learner.read(tensor);
    }
}
