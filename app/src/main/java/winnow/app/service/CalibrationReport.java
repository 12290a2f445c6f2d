package winnow.app.service;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import winnow.scoring.rank.CalibrationFit;
import winnow.scoring.rank.Forecasts;
import winnow.store.data.KeptCalibration;
import winnow.store.data.ScoringRun;

/**
 * What votes say of how probable it is that the answer with the higher reward is better.
 *
 * @param run whose rewards
 * @param counted which votes there are
 * @param fit empty where there are too few
 * @param kept the calibration that counts for the run now
 */
public record CalibrationReport(
        ScoringRun run, Counted counted, Optional<CalibrationFit> fit, Optional<KeptCalibration> kept) {

    /** Parts of a reliability plot. */
    public static final int BINS = 10;

    /**
     * Votes that stand and judge the answers.
     *
     * @param votes those that count: blind ones, for an answer or for a tie, on two rewards
     * @param ties of them, those that found both answers as good; they count as half
     * @param pairs on how many pairs they are
     * @param usable on how many pairs with two different rewards
     * @param leftOut the others, by the reason why they do not count
     */
    public record Counted(long votes, long ties, long pairs, long usable, Map<LeftOut, Long> leftOut) {

        public Counted {
            leftOut = Map.copyOf(leftOut);
        }

        /** How many votes do not count for this reason. */
        public long leftOut(LeftOut reason) {
            return leftOut.getOrDefault(reason, 0L);
        }
    }

    /** Why a vote does not count. */
    public enum LeftOut {
        /** Both answers are bad: that says nothing of which is better. */
        BOTH_BAD,
        /** Names and rewards had been shown before. */
        SEEN,
        /** A reward is missing. */
        UNSCORED
    }

    /**
     * What probabilities are worth.
     *
     * @param logLoss mean, natural; lower is better, 0.693 is a coin's
     * @param brier mean squared error
     * @param expectedError mean distance of what is said from what is so, 0 to 1
     * @param bins the reliability plot
     */
    public record Worth(double logLoss, double brier, double expectedError, List<Forecasts.Bin> bins) {

        public Worth {
            bins = List.copyOf(bins);
        }

        /** Of some forecasts. */
        public static Worth of(Forecasts said) {
            return new Worth(said.logLoss(), said.brier(), said.expectedError(BINS), said.reliability(BINS));
        }
    }
}
