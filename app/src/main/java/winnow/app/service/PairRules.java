package winnow.app.service;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How preference pairs are made of groups of answers.
 *
 * @param basis what says which answer is better
 * @param margin how much better at least: of rewards, of mean votes (1 better, 2
 *     much better), or of the share of a judge's votes (from 0 to 1); empty for any
 * @param maxPerPrompt how many pairs of one prompt at most, the widest margin first
 * @param length how the lengths of answers are kept from deciding
 * @param minProbability how probable the calibration of the run has to make it that the chosen answer is better, 0 to
 *     1; empty for any
 */
public record PairRules(
        Basis basis, OptionalDouble margin, int maxPerPrompt, LengthRule length, OptionalDouble minProbability) {

    /** What says which answer is better. */
    public enum Basis {
        REWARD,
        /** Annotators. */
        VOTES,
        /** The right answer that the record names. */
        VERIFIER,
        /** A chat model that compares two answers, in both orders. */
        JUDGE
    }

    /**
     * How the lengths of answers are kept from deciding. In characters.
     *
     * @param maxRatio the chosen answer is so many times as long as the rejected one at most
     * @param maxDifference the chosen answer is so many characters longer at most
     * @param rebalance drop pairs with a longer chosen answer, the most unequal first, until they are half of all
     */
    public record LengthRule(OptionalDouble maxRatio, OptionalInt maxDifference, boolean rebalance) {

        /** No rule. */
        public static final LengthRule NONE = new LengthRule(OptionalDouble.empty(), OptionalInt.empty(), false);

        public LengthRule {
            if (maxRatio.isPresent() && !(maxRatio.getAsDouble() > 0)) {
                throw new IllegalArgumentException(
                        "The length ratio must be more than 0, was " + maxRatio.getAsDouble());
            }
        }

        /** Whether a chosen answer is too much longer than the rejected one. */
        boolean refuses(int chosen, int rejected) {
            boolean stretched = maxRatio.isPresent() && chosen > maxRatio.getAsDouble() * Math.max(1, rejected);
            boolean longer = maxDifference.isPresent() && chosen - rejected > maxDifference.getAsInt();
            return stretched || longer;
        }
    }

    /** Rules that ask for no probability. */
    public PairRules(Basis basis, OptionalDouble margin, int maxPerPrompt, LengthRule length) {
        this(basis, margin, maxPerPrompt, length, OptionalDouble.empty());
    }

    public PairRules {
        requireNonNull(basis, "basis");
        requireNonNull(length, "length");
        if (maxPerPrompt < 1) {
            throw new IllegalArgumentException("At least one pair of a prompt, was " + maxPerPrompt);
        }
    }
}
