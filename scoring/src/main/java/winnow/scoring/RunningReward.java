package winnow.scoring;

/**
 * What the head of a model says after a part of the answer was read; a heuristic, as the model was trained to be read
 * at the end only.
 *
 * @param from first character of the token in the answer, from 0
 * @param to one past its last character; tokens that share a character share the range
 * @param reward raw output of the head at that token
 */
public record RunningReward(int from, int to, double reward) {

    public RunningReward {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("Characters " + from + " to " + to);
        }
    }
}
