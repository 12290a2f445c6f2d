package winnow.scoring.internlm2;

/**
 * A run of picture tokens in an input.
 *
 * @param first row, from 0
 * @param end one past the last row
 */
public record PictureRows(int first, int end) {

    public PictureRows {
        if (first < 0 || end <= first) {
            throw new IllegalArgumentException("Picture rows " + first + " to " + end);
        }
    }
}
