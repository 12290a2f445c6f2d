package winnow.scoring.train;

import static java.util.Objects.requireNonNull;

import java.util.function.ToDoubleFunction;
import winnow.scoring.ScoringException;
import winnow.scoring.torch.TorchLearner;

/**
 * How gradients change weights (SPEC 12).
 *
 * @param kind the rule
 * @param beta1 of AdamW's running mean of gradients
 * @param beta2 of AdamW's running mean of their squares
 * @param epsilon of AdamW
 * @param decay weight decay of AdamW; biases do not decay
 * @param maxNorm longest gradient of a step, what is longer is scaled down; 0 for no limit
 */
public record Optimizer(Kind kind, double beta1, double beta2, double epsilon, double decay, double maxNorm) {

    private static final double BESIDE_NORM = 1e-6; // as torch.nn.utils.clip_grad_norm_

    /** The rules. */
    public enum Kind {
        ADAMW,
        SGD
    }

    public Optimizer {
        requireNonNull(kind, "kind");
    }

    /**
     * Changes all weights the losses depended on by the gradients gathered, and forgets these.
     *
     * @param rate learning rate
     * @return length of the gradient before scaling
     */
    double step(TorchLearner learner, double rate) throws ScoringException {
        return step(learner, name -> rate);
    }

    /** The same with a rate for every weight. */
    double step(TorchLearner learner, ToDoubleFunction<String> rate) throws ScoringException {
        double norm = learner.slope();
        double factor = maxNorm > 0 ? Math.min(1, maxNorm / (norm + BESIDE_NORM)) : 1;
        for (String name : learner.trained()) {
            if (learner.slope(name) >= 0) {
                change(learner, name, rate.applyAsDouble(name), factor);
            }
        }
        learner.forget();
        return norm;
    }

    private void change(TorchLearner learner, String name, double rate, double factor) throws ScoringException {
        if (kind == Kind.SGD) {
            learner.descend(name, rate, factor);
        } else {
            double weightDecay = name.endsWith(".bias") ? 0 : decay;
            learner.update(name, new TorchLearner.AdamW(rate, beta1, beta2, epsilon, weightDecay), factor);
        }
    }
}
