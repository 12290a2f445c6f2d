package winnow.store.media;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * One frame of a video.
 *
 * @param index in the video, from 0
 * @param time at which it is shown, from the first frame on
 * @param pixels as they are shown
 */
public record VideoFrame(long index, Duration time, Pixels pixels) {

    public VideoFrame {
        requireNonNull(time, "time");
        requireNonNull(pixels, "pixels");
    }
}
