package winnow.scoring.llama;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.auto.service.AutoService;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import winnow.scoring.ModelInfo;
import winnow.scoring.ModelOptions;
import winnow.scoring.RewardModel;
import winnow.scoring.RewardModelProvider;
import winnow.scoring.ScoringException;
import winnow.scoring.language.Head;
import winnow.scoring.language.LanguageConfig;
import winnow.scoring.language.TextInputs;
import winnow.scoring.language.TextReward;
import winnow.scoring.language.TextSnapshot;
import winnow.scoring.weights.SnapshotConfig;

/** Loads Llama models with a head of one row for sequence classification, such as Skywork-Reward (SPEC 14). */
@AutoService(RewardModelProvider.class)
public final class LlamaRewardProvider implements RewardModelProvider {

    private static final String ARCHITECTURE = "LlamaForSequenceClassification";
    private static final String HEAD = "score.weight";

    private final LlamaText family = new LlamaText();

    @Override
    public String id() {
        return "llama-reward";
    }

    @Override
    public boolean accepts(Path folder) {
        return TextSnapshot.names(folder, ARCHITECTURE);
    }

    @Override
    public ModelInfo inspect(Path folder) throws ScoringException {
        TextSnapshot snapshot = open(folder, Map.of());
        LanguageConfig config = family.config(snapshot);
        config.check(snapshot.weights(), new Head(HEAD, 1));
        family.inputs(snapshot, marks(snapshot.file())).close();
        return snapshot.info(id());
    }

    private static TextSnapshot open(Path folder, Map<String, Object> overrides) throws ScoringException {
        SnapshotConfig file = SnapshotConfig.read(folder);
        if (!TextSnapshot.names(file, ARCHITECTURE)) {
            throw new ScoringException(
                    folder + " is no Llama reward model: its config.json names another architecture.");
        }
        if (file.json().path("auto_map").size() > 0) {
            throw new ScoringException(folder + " computes its score with program code of its own (auto_map in its"
                    + " config.json), as URM does. Winnow runs no code of models; choose one without auto_map.");
        }
        int labels = Math.max(
                file.size("num_labels", 1, 1 << 20),
                file.json().path("id2label").size());
        if (labels != 1) {
            throw new ScoringException(folder + " has a head of " + labels + " labels in its config.json, but a reward"
                    + " is one number. Choose a model with one label.");
        }
        return TextSnapshot.open(folder, overrides);
    }

    private static TextInputs.Marks marks(SnapshotConfig file) throws ScoringException {
        JsonNode padding = file.json().path("pad_token_id");
        return new TextInputs.Marks(
                file.size("vocab_size", 1 << 24),
                OptionalInt.empty(),
                padding.isInt() ? OptionalInt.of(padding.intValue()) : OptionalInt.empty());
    }

    @Override
    public RewardModel load(Path folder, ModelOptions options) throws ScoringException {
        TextSnapshot snapshot = open(folder, options.configOverrides());
        return new TextReward(snapshot, family, HEAD, marks(snapshot.file()), options);
    }
}
