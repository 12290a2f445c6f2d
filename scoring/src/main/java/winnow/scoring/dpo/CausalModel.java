package winnow.scoring.dpo;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import winnow.scoring.ModelOptions;
import winnow.scoring.Placement;
import winnow.scoring.ScoringException;
import winnow.scoring.internlm2.InternLm2Text;
import winnow.scoring.language.Head;
import winnow.scoring.language.LanguageConfig;
import winnow.scoring.language.LanguageDecoder;
import winnow.scoring.language.SharedTexts;
import winnow.scoring.language.TextFamily;
import winnow.scoring.language.TextInputs;
import winnow.scoring.language.TextPrepared;
import winnow.scoring.language.TextSnapshot;
import winnow.scoring.llama.LlamaText;
import winnow.scoring.torch.TorchEngine;
import winnow.scoring.weights.TensorInfo;
import winnow.store.job.CancelToken;

/** A chat model that tells how likely its tokens are. Confined to one thread, but for its inputs. */
final class CausalModel implements AutoCloseable {

    /**
     * A kind of chat models.
     *
     * @param architecture as config.json names it
     * @param head tensor that gives the logits, where it is not the embeddings
     * @param family how its snapshots are read
     */
    private record Kind(String architecture, String head, TextFamily family) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("InternLM2ForCausalLM", "output.weight", new InternLm2Text()),
            new Kind("LlamaForCausalLM", "lm_head.weight", new LlamaText()));

    private final TextInputs inputs;
    private final LanguageDecoder decoder;
    private final SharedTexts shared;

    private CausalModel(TextInputs inputs, LanguageDecoder decoder, SharedTexts shared) {
        this.inputs = inputs;
        this.decoder = decoder;
        this.shared = shared;
    }

    private static Kind kind(TextSnapshot snapshot) throws ScoringException {
        return KINDS.stream()
                .filter(k -> TextSnapshot.names(snapshot.file(), k.architecture))
                .findFirst()
                .orElseThrow(() -> new ScoringException(snapshot.folder() + " is no chat model that DPO rewards are"
                        + " computed from. Known are InternLM2ForCausalLM and LlamaForCausalLM."));
    }

    /** The matrix that gives the logits; the embeddings, where the two are tied. */
    private static Head head(Kind kind, TextSnapshot snapshot, LanguageConfig config) throws ScoringException {
        boolean tied = snapshot.file().flag("tie_word_embeddings", false)
                && !snapshot.weights().has(kind.head);
        return new Head(
                tied ? config.layout().embeddings() : kind.head, config.sizes().vocabulary());
    }

    private static TextInputs inputs(Kind kind, TextSnapshot snapshot, LanguageConfig config) throws ScoringException {
        return kind.family.inputs(snapshot, TextInputs.Marks.none(config.sizes().vocabulary()));
    }

    /** Looks at a folder and checks that all its tensors are there. */
    static TextSnapshot inspect(Path folder) throws ScoringException {
        TextSnapshot snapshot = TextSnapshot.open(folder, Map.of());
        Kind kind = kind(snapshot);
        LanguageConfig config = kind.family.config(snapshot);
        config.check(snapshot.weights(), head(kind, snapshot, config));
        inputs(kind, snapshot, config).close();
        return snapshot;
    }

    /**
     * Loads a folder. The library must be running.
     *
     * @param manager lends memory while it computes
     * @param room whether the machine has memory enough to convert its weights once
     */
    static CausalModel load(TextSnapshot snapshot, ModelOptions options, NDManager manager, boolean room)
            throws ScoringException {
        Kind kind = kind(snapshot);
        LanguageConfig config = kind.family.config(snapshot);
        Head head = head(kind, snapshot, config);
        TextInputs inputs = inputs(kind, snapshot, config);
        boolean stream = options.computing().placement() == Placement.STREAM; // pays for many inputs at once only
        boolean loaded = false;
        try {
            LanguageDecoder decoder = LanguageDecoder.load(
                    config,
                    snapshot.weights(),
                    head,
                    stream ? Placement.STREAM : Placement.RESIDENT,
                    room,
                    TorchEngine.numerics(options));
            loaded = true;
            boolean onProcessor = TorchEngine.numerics(options).onProcessor();
            return new CausalModel(inputs, decoder, new SharedTexts(decoder, manager, onProcessor));
        } finally {
            if (!loaded) {
                inputs.close();
            }
        }
    }

    TextInputs inputs() {
        return inputs;
    }

    /** The sum of the logarithms of the probabilities of the answer and the mark behind it, each given all before. */
    double logProbability(NDManager owner, TextPrepared input) throws ScoringException {
        TextPrepared.Answer answer = input.answer();
        double sum = 0;
        for (float part : decoder.logProbabilities(owner, input.ids(), answer.first(), answer.end())) {
            sum += part;
        }
        return sum;
    }

    /** The same of many inputs; what they have in common is computed once. */
    double[] logProbabilities(List<TextPrepared> some, CancelToken cancel) throws ScoringException {
        return shared.logProbabilities(
                some.stream()
                        .map(input -> new LanguageDecoder.Stretch(
                                input.ids(),
                                input.answer().first(),
                                input.answer().end()))
                        .toList(),
                cancel);
    }

    /** Floating-point operations of the products that were needed so far for what was computed together. */
    long operations() {
        return shared.operations();
    }

    Optional<TensorInfo> damaged(NDManager owner) throws ScoringException {
        return decoder.damaged(owner);
    }

    List<String> zeroWeights(NDManager owner) throws ScoringException {
        return decoder.zeroWeights(owner);
    }

    @Override
    public void close() {
        decoder.close();
        inputs.close();
    }
}
