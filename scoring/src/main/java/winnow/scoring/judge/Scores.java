package winnow.scoring.judge;

import java.util.List;

/**
 * What a judge thinks of an answer.
 *
 * @param scores from 1 to 100, one of each reply that had one
 * @param unreadable replies without a score; they count for nothing
 */
public record Scores(List<Double> scores, int unreadable) {

    public Scores {
        scores = List.copyOf(scores);
    }

    /** Their mean; no number where there is none. */
    public double mean() {
        return scores.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }
}
