package winnow.scoring.batch;

/**
 * A run of symbols that is computed once for all inputs that have it after the same beginning.
 *
 * @param parent the stretch before it, by number; -1 where it begins an input
 * @param input an input that has it, by number
 * @param first its first position in the input, from 0
 * @param end one past its last position; more than {@code first}
 */
public record Stretch(int parent, int input, int first, int end) {

    public Stretch {
        if (parent < -1 || first < 0 || end <= first) {
            throw new IllegalArgumentException("Stretch " + first + " to " + end + " after " + parent);
        }
    }

    /** Its length in symbols. */
    public int length() {
        return end - first;
    }
}
