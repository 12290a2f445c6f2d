package winnow.store.media;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What decoding one video may cost.
 *
 * @param time from the question to the last frame; then the decoder is stopped
 * @param framePixels of one frame; larger ones are refused before anything is decoded
 * @param memoryBytes of the decoder's process; checked while it decodes
 * @param idle after which the decoder's process ends by itself
 */
public record VideoLimits(Duration time, long framePixels, long memoryBytes, Duration idle) {

    /** Two minutes, frames of 8K (7680 x 4320), 3 GB, one minute. */
    public static final VideoLimits DEFAULT =
            new VideoLimits(Duration.ofMinutes(2), 7680L * 4320, 3_000_000_000L, Duration.ofMinutes(1));

    public VideoLimits {
        requireNonNull(time, "time");
        requireNonNull(idle, "idle");
        if (framePixels < 1 || memoryBytes < 1) {
            throw new IllegalArgumentException("Limits of " + framePixels + " pixels and " + memoryBytes + " bytes");
        }
    }
}
