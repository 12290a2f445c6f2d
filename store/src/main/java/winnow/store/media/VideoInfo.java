package winnow.store.media;

import java.time.Duration;

/**
 * What is known of a video once frames were taken from it.
 *
 * @param framesPerSecond on average, as its container says; 0 if that does not say
 * @param frames it has, counted; at least those that were decoded
 * @param duration as its container says; zero if that does not say
 * @param width of its frames in pixels, as they are shown
 * @param height of its frames in pixels, as they are shown
 * @param sound whether it has a sound track
 */
public record VideoInfo(double framesPerSecond, long frames, Duration duration, int width, int height, boolean sound) {}
