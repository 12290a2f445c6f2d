package winnow.scoring;

import static java.util.Objects.requireNonNull;

import winnow.store.media.Pixels;

/**
 * A picture or video as a model gets it: resized, filled up with white, cut into tiles. The frames of a video are on
 * one picture.
 *
 * @param picture the very pixels
 * @param rows of tiles, 1 or more
 * @param columns of tiles, 1 or more
 */
public record ModelView(Pixels picture, int rows, int columns) {

    public ModelView {
        requireNonNull(picture, "picture");
        if (rows < 1 || columns < 1) {
            throw new IllegalArgumentException("A picture of " + rows + " x " + columns + " tiles");
        }
    }
}
