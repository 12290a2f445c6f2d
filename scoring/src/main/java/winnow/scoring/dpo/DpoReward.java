package winnow.scoring.dpo;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import winnow.scoring.Conversation;
import winnow.scoring.InputOptions;
import winnow.scoring.ModelOptions;
import winnow.scoring.Prepared;
import winnow.scoring.RewardModel;
import winnow.scoring.ScoringException;
import winnow.scoring.language.TextInputs;
import winnow.scoring.language.TextPrepared;
import winnow.scoring.language.TextSnapshot;
import winnow.scoring.torch.TorchEngine;
import winnow.scoring.torch.TorchProgram;
import winnow.scoring.weights.TensorInfo;
import winnow.store.data.Sample;
import winnow.store.job.CancelToken;
import winnow.store.media.MediaRoots;

/**
 * The implicit reward of DPO (SPEC 14): {@code beta * (log p_policy(answer) - log p_reference(answer))}, or
 * {@code beta * log p_policy(answer)} without a reference. The answer is that of the last assistant turn with the mark
 * that ends it. Compares only between answers to one question. What
 * conversations have in common is computed once (SPEC 17), unless the options ask for plain computing.
 */
public final class DpoReward implements RewardModel {

    private volatile boolean closed;
    private final ModelOptions options;
    private final Deque<Runnable> closers = new ArrayDeque<>();
    private final NDManager manager;
    private final double beta;
    private final CausalModel policy;
    private final Optional<CausalModel> reference;

    /** Loads both models. */
    DpoReward(DpoFolder folder, ModelOptions options) throws ScoringException {
        this.options = options;
        this.beta = folder.beta();
        boolean loaded = false;
        try {
            manager = opened(TorchEngine.start(options), NDManager::close);
            TextSnapshot trained = TextSnapshot.open(folder.policy(), options.configOverrides());
            boolean room = trained.roomy() && folder.reference().isEmpty();
            policy = opened(CausalModel.load(trained, options, manager, room), CausalModel::close);
            if (folder.reference().isPresent()) {
                TextSnapshot before = TextSnapshot.open(folder.reference().get(), options.configOverrides());
                reference = Optional.of(opened(CausalModel.load(before, options, manager, false), CausalModel::close));
            } else {
                reference = Optional.empty();
            }
            loaded = true;
        } finally {
            if (!loaded) {
                close();
            }
        }
    }

    private <T> T opened(T part, Consumer<T> closer) {
        closers.push(() -> closer.accept(part));
        return part;
    }

    /** Makes an input of one model; the two may have different words. */
    @FunctionalInterface
    private interface Maker {
        TextPrepared make(TextInputs inputs) throws ScoringException;
    }

    @Override
    public Prepared prepare(Sample sample, MediaRoots media) throws ScoringException {
        return prepare(inputs -> inputs.prepare(sample, inputOptions()));
    }

    @Override
    public Prepared prepare(Conversation conversation, InputOptions options) throws ScoringException {
        return prepare(inputs -> inputs.prepare(conversation, options));
    }

    private Prepared prepare(Maker maker) throws ScoringException {
        checkOpen();
        TextPrepared trained = answered(maker.make(policy.inputs()));
        Optional<TextPrepared> before = reference.isPresent()
                ? Optional.of(answered(maker.make(reference.get().inputs())))
                : Optional.empty();
        return new DpoPrepared(this, trained, before);
    }

    private static TextPrepared answered(TextPrepared input) throws ScoringException {
        TextPrepared.Answer answer = input.answer();
        if (answer.first() < 1 || answer.first() >= answer.end()) {
            throw new ScoringException(
                    input.truncated()
                            ? "Nothing is left of the answer, as the text is longer than " + input.tokens()
                                    + " tokens. Raise the maximal length."
                            : "The text has no answer of an assistant, so that there is nothing to judge.");
        }
        return input;
    }

    @Override
    public InputOptions inputOptions() {
        return InputOptions.of(options);
    }

    @Override
    public List<Double> score(List<Prepared> batch) throws ScoringException {
        return score(batch, new CancelToken());
    }

    @Override
    public List<Double> score(List<Prepared> batch, CancelToken cancel) throws ScoringException {
        checkOpen();
        List<DpoPrepared> mine = batch.stream().map(this::mine).toList();
        try {
            return options.computing().plain() ? plain(mine, cancel) : shared(mine, cancel);
        } catch (EngineException e) {
            throw TorchProgram.failure(e);
        }
    }

    private List<Double> shared(List<DpoPrepared> inputs, CancelToken cancel) throws ScoringException {
        double[] rewards =
                policy.logProbabilities(inputs.stream().map(DpoPrepared::policy).toList(), cancel);
        if (reference.isPresent()) {
            List<TextPrepared> before = inputs.stream()
                    .map(input -> input.reference().orElseThrow())
                    .toList();
            double[] likely = reference.get().logProbabilities(before, cancel);
            Arrays.setAll(rewards, i -> rewards[i] - likely[i]);
        }
        List<Double> scores = new ArrayList<>();
        for (double reward : rewards) {
            scores.add(scored(reward));
        }
        return scores;
    }

    /** One input after the other, each from its first token on. */
    private List<Double> plain(List<DpoPrepared> inputs, CancelToken cancel) throws ScoringException {
        List<Double> scores = new ArrayList<>();
        for (DpoPrepared input : inputs) {
            cancel.check();
            try (NDManager scratch = manager.newSubManager()) {
                double reward = policy.logProbability(scratch, input.policy());
                if (reference.isPresent()) {
                    reward -= reference
                            .get()
                            .logProbability(scratch, input.reference().orElseThrow());
                }
                scores.add(scored(reward));
            }
        }
        return scores;
    }

    private double scored(double reward) throws ScoringException {
        if (!Double.isFinite(reward)) {
            try (NDManager scratch = manager.newSubManager()) {
                throw noScore(scratch, reward);
            }
        }
        return beta * reward;
    }

    /** {@inheritDoc} Not counted where computing is plain. */
    @Override
    public long operations() {
        return policy.operations() + reference.map(CausalModel::operations).orElse(0L);
    }

    private ScoringException noScore(NDManager scratch, double reward) throws ScoringException {
        Optional<TensorInfo> damaged = policy.damaged(scratch);
        if (damaged.isEmpty() && reference.isPresent()) {
            damaged = reference.get().damaged(scratch);
        }
        return new ScoringException("The models give " + reward + " instead of a score. "
                + damaged.map(t -> t.file() + ": tensor " + t.name() + " holds values that are no finite numbers."
                                + " Download the file again.")
                        .orElse("Their numbers grow too large to compute with; check their config.json."));
    }

    @Override
    public List<String> zeroWeights() throws ScoringException {
        checkOpen();
        try (NDManager scratch = manager.newSubManager()) {
            List<String> names = new ArrayList<>(policy.zeroWeights(scratch));
            if (reference.isPresent()) {
                reference.get().zeroWeights(scratch).stream()
                        .map(name -> "reference: " + name)
                        .forEach(names::add);
            }
            return names;
        } catch (EngineException e) {
            throw TorchProgram.failure(e);
        }
    }

    private DpoPrepared mine(Prepared prepared) {
        if (prepared instanceof DpoPrepared input && input.maker() == this) {
            return input;
        }
        throw new IllegalArgumentException("Prepared by another model: " + prepared.getClass());
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("This model was closed");
        }
    }

    /** The owner of the model's native memory, for tests that count it. */
    NDManager manager() {
        return manager;
    }

    @Override
    public void close() {
        closed = true;
        while (!closers.isEmpty()) {
            closers.pop().run();
        }
    }
}
