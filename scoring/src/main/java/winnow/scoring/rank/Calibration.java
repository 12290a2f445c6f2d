package winnow.scoring.rank;

import java.util.List;

/**
 * Makes "how probable it is that the first answer is better" of the difference of two rewards. A margin and its
 * opposite
 * always give probabilities that add up to 1: which answer is called the first does not matter.
 */
public interface Calibration {

    /**
     * What was said of two answers.
     *
     * @param margin reward of the first less that of the second; finite
     * @param first 1 where the first was better, 0 where the second was, 0.5 for a tie
     */
    record Vote(double margin, double first) {

        public Vote {
            if (!Double.isFinite(margin) || !(first >= 0 && first <= 1)) {
                throw new IllegalArgumentException(
                        "A vote needs a finite margin and 0 to 1, was " + margin + " and " + first);
            }
        }
    }

    /** How probable it is that the first of two answers with this margin is better, 0 to 1. */
    double probability(double margin);

    /** What is said of each vote, from the side of the answer with the higher reward. */
    default Forecasts forecasts(List<Vote> votes) {
        return new Forecasts(votes.stream()
                .map(vote -> new Forecasts.Forecast(
                        probability(Math.abs(vote.margin())), vote.margin() < 0 ? 1 - vote.first() : vote.first()))
                .toList());
    }
}
