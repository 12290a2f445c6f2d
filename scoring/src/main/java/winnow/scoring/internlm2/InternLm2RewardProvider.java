package winnow.scoring.internlm2;

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

/** Loads snapshots of InternLM2-Reward: text models with a head read at a token of its own (SPEC 14). */
@AutoService(RewardModelProvider.class)
public final class InternLm2RewardProvider implements RewardModelProvider {

    private static final String ARCHITECTURE = "InternLM2ForRewardModel";
    private static final String HEAD = "v_head.weight";
    private static final int MAX_TOKENS = 1 << 24;

    private final InternLm2Text family = new InternLm2Text();

    @Override
    public String id() {
        return "internlm2-reward";
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
        if (!TextSnapshot.names(SnapshotConfig.read(folder), ARCHITECTURE)) {
            throw new ScoringException(
                    folder + " is no InternLM2-Reward snapshot: its config.json names another architecture.");
        }
        return TextSnapshot.open(folder, overrides);
    }

    private static TextInputs.Marks marks(SnapshotConfig file) throws ScoringException {
        int vocabulary = file.size("vocab_size", MAX_TOKENS);
        return new TextInputs.Marks(
                vocabulary, OptionalInt.of(file.size("reward_token_id", MAX_TOKENS)), OptionalInt.empty());
    }

    @Override
    public RewardModel load(Path folder, ModelOptions options) throws ScoringException {
        TextSnapshot snapshot = open(folder, options.configOverrides());
        return new TextReward(snapshot, family, HEAD, marks(snapshot.file()), options);
    }
}
