package winnow.store.data;

import static java.util.Objects.requireNonNull;

/** What scoring one sample came to: a {@link Score}, or the reason why there is none. */
public sealed interface Outcome {

    /** Number of the sample in the workspace. */
    long sampleId();

    /**
     * A reward.
     *
     * @param sampleId number of the sample in the workspace
     * @param reward raw output of the score head; no unit, higher is better, comparable only within one run
     * @param tokens length of the model's input, picture tokens included
     * @param truncated whether the input was cut at the model's maximal length, so that the end was not read
     */
    record Score(long sampleId, double reward, int tokens, boolean truncated) implements Outcome {
        public Score {
            if (!Double.isFinite(reward)) {
                throw new IllegalArgumentException("The reward of sample " + sampleId + " is " + reward);
            }
        }
    }

    /**
     * Why there is no reward.
     *
     * @param sampleId number of the sample in the workspace
     * @param reason one sentence in the user's words
     */
    record Failure(long sampleId, String reason) implements Outcome {
        public Failure {
            requireNonNull(reason, "reason");
        }
    }
}
