package winnow.viewer.media;

import static java.util.Objects.requireNonNull;

import javafx.scene.image.Image;

/**
 * One frame of a video, ready to be shown.
 *
 * @param index in the video, from 0
 * @param seconds at which it is shown, from the first frame on
 * @param image the frame
 */
public record Frame(long index, double seconds, Image image) {

    public Frame {
        requireNonNull(image, "image");
    }
}
