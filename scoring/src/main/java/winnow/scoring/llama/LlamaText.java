package winnow.scoring.llama;

import java.util.Optional;
import winnow.scoring.ScoringException;
import winnow.scoring.language.LanguageConfig;
import winnow.scoring.language.Positions;
import winnow.scoring.language.TextFamily;
import winnow.scoring.language.TextInputs;
import winnow.scoring.language.TextSnapshot;
import winnow.scoring.text.ChatTemplate;
import winnow.scoring.text.ChatTemplates;
import winnow.scoring.text.JsonTokenizer;
import winnow.scoring.weights.SnapshotConfig;

/** Text models of the Llama family (SPEC 14). */
public final class LlamaText implements TextFamily {

    private static final int MAX_SIZE = 1 << 20;

    @Override
    public LanguageConfig config(TextSnapshot snapshot) throws ScoringException {
        SnapshotConfig config = snapshot.file();
        String activation = config.text("hidden_act", "silu");
        if (!activation.equals("silu")) {
            throw new ScoringException("config.json: hidden_act is " + activation + ", only silu is known.");
        }
        return new LanguageConfig(
                LanguageConfig.Layout.LLAMA,
                sizes(config),
                new LanguageConfig.Biases(config.flag("attention_bias", false), config.flag("mlp_bias", false)),
                config.number("rms_norm_eps", 1e-6),
                Positions.from(config));
    }

    private static LanguageConfig.Sizes sizes(SnapshotConfig config) throws ScoringException {
        int hidden = config.size("hidden_size", MAX_SIZE);
        int heads = config.size("num_attention_heads", MAX_SIZE);
        int groups = config.size("num_key_value_heads", heads, MAX_SIZE);
        int headSize = config.size("head_dim", Math.max(1, hidden / heads), MAX_SIZE);
        boolean whole = config.has("head_dim") || hidden % heads == 0;
        if (!whole || headSize < 4 || headSize % 2 != 0 || heads % groups != 0) {
            throw new ScoringException("config.json: hidden_size " + hidden + ", num_attention_heads " + heads
                    + ", num_key_value_heads " + groups + " and a head of " + headSize + " do not fit each other.");
        }
        return new LanguageConfig.Sizes(
                config.size("vocab_size", 1 << 24),
                hidden,
                config.size("intermediate_size", MAX_SIZE),
                config.size("num_hidden_layers", 1000),
                heads,
                groups,
                headSize);
    }

    @Override
    public TextInputs inputs(TextSnapshot snapshot, TextInputs.Marks marks) throws ScoringException {
        ChatTemplate template = ChatTemplates.of(snapshot.folder(), Optional.empty());
        return new TextInputs(JsonTokenizer.load(snapshot.folder()), template, marks);
    }
}
