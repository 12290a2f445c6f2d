package winnow.scoring.internlm2;

import java.util.Optional;
import winnow.scoring.ScoringException;
import winnow.scoring.language.LanguageConfig;
import winnow.scoring.language.Positions;
import winnow.scoring.language.TextFamily;
import winnow.scoring.language.TextInputs;
import winnow.scoring.language.TextSnapshot;
import winnow.scoring.text.ChatMl;
import winnow.scoring.text.ChatTemplate;
import winnow.scoring.text.ChatTemplates;
import winnow.scoring.text.InternLm2Tokenizer;
import winnow.scoring.text.TextTokenizer;

/** Text models of the InternLM2 family: the decoder without PLoRA (SPEC 14). */
public final class InternLm2Text implements TextFamily {

    private static final String FIRST_BIAS = "model.layers.0.attention.wqkv.bias";

    @Override
    public LanguageConfig config(TextSnapshot snapshot) throws ScoringException {
        InternLm2Config config = InternLm2Config.from(snapshot.file());
        boolean bias =
                snapshot.file().has("bias") ? config.bias() : snapshot.weights().has(FIRST_BIAS);
        LanguageConfig.Sizes sizes = new LanguageConfig.Sizes(
                config.vocabulary(),
                config.hidden(),
                config.intermediate(),
                config.layers(),
                config.heads(),
                config.groups(),
                config.headSize());
        return new LanguageConfig(
                LanguageConfig.Layout.INTERNLM2,
                sizes,
                new LanguageConfig.Biases(bias, false),
                config.normEpsilon(),
                Positions.from(snapshot.file()));
    }

    @Override
    public TextInputs inputs(TextSnapshot snapshot, TextInputs.Marks marks) throws ScoringException {
        ChatTemplate template = ChatTemplates.of(snapshot.folder(), Optional.of(new ChatMl("<s>")));
        return new TextInputs(TextTokenizer.of(InternLm2Tokenizer.load(snapshot.folder())), template, marks);
    }
}
