package winnow.scoring.rank;

/**
 * A calibration that is never surer than its votes allow: after n votes without exception the next one is an exception
 * with a probability of 1 / (n + 2) (the rule of succession, Laplace 1774).
 *
 * @param fit what was fitted
 * @param votes on how many
 */
public record Cautious(Calibration fit, int votes) implements Calibration {

    public Cautious {
        if (votes < 1) {
            throw new IllegalArgumentException("A calibration was fitted on one vote or more, was " + votes);
        }
    }

    @Override
    public double probability(double margin) {
        double least = 1.0 / (votes + 2);
        return Math.max(least, Math.min(1 - least, fit.probability(margin)));
    }
}
