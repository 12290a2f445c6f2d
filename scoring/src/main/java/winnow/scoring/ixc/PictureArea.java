package winnow.scoring.ixc;

/**
 * A rectangle in a picture, in pixels.
 *
 * @param left edge
 * @param top edge
 * @param width of it
 * @param height of it
 */
public record PictureArea(int left, int top, int width, int height) {

    /** Whether a pixel is in it. */
    public boolean contains(int x, int y) {
        return x >= left && x < left + width && y >= top && y < top + height;
    }
}
