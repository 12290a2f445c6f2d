package winnow.store.media;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * The frames of a video by their numbers, which only grow from one call to the next; in the decoder's process only.
 * They are counted and converted as decord does it, with which the official code reads videos (SPEC 7). One thread;
 * native memory until closed.
 */
final class FrameStream implements AutoCloseable {

    private static final int ALLOCATION_PER_PIXEL = 8; // 16 bits in each of 4 channels
    private static final int CHECK_EVERY = 16;
    private static final long MILLIS_PER_SECOND = 1000;

    private final VideoIndex index;
    private final long[] shown;
    private final VideoContainer container;
    private final VideoFrameDecoder decoder;
    private final RgbConverter rgb;
    private int fed; // frames among the packets that were read
    private long decoded;
    private int steps;

    private FrameStream(VideoIndex index, VideoContainer container, VideoFrameDecoder decoder, RgbConverter rgb) {
        this.index = index;
        this.shown = index.shown();
        this.container = container;
        this.decoder = decoder;
        this.rgb = rgb;
    }

    /**
     * Opens a video and counts its frames.
     *
     * @param longest most pixels of a frame's longer side
     * @throws VideoRefused if it is none, or costs too much
     */
    static FrameStream open(Path path, int longest, VideoBudget budget) throws VideoRefused {
        avutil.av_log_set_level(avutil.AV_LOG_QUIET);
        avutil.av_max_alloc(budget.framePixels() * ALLOCATION_PER_PIXEL);
        VideoIndex index;
        try (VideoContainer counted = VideoContainer.open(path, budget)) {
            index = VideoIndex.of(counted, budget);
        }
        VideoContainer container = VideoContainer.open(path, budget);
        try {
            VideoFrameDecoder decoder = VideoFrameDecoder.of(container.parameters(), budget);
            return new FrameStream(index, container, decoder, RgbConverter.of(container, longest));
        } catch (VideoRefused e) {
            container.close();
            throw e;
        }
    }

    /** How many frames the video has. */
    long frames() {
        return index.frames();
    }

    /** Frames a second, on average; not a number if it does not say. */
    double framesPerSecond() {
        return container.framesPerSecond();
    }

    /** What is known of the video. */
    VideoInfo info() {
        double rate = container.framesPerSecond();
        return new VideoInfo(
                Double.isFinite(rate) ? rate : 0,
                index.frames(),
                container.duration(),
                rgb.fullWidth(),
                rgb.fullHeight(),
                container.hasSound());
    }

    /** When a frame is shown, from the first one on; by the rate where the frames have no times. */
    Duration time(long number) {
        if (shown.length > 0) {
            double ticks = shown[Math.toIntExact(number)] - shown[0];
            return Duration.ofMillis(Math.round(ticks * container.secondsPerTick() * MILLIS_PER_SECOND));
        }
        double rate = container.framesPerSecond();
        return rate > 0 && Double.isFinite(rate)
                ? Duration.ofMillis(Math.round(number * MILLIS_PER_SECOND / rate))
                : Duration.ZERO;
    }

    /**
     * Decodes up to a frame and hands it over. Where frames have times, stretches without a wanted one are not decoded,
     * and for a frame that is lost the next one stands in. Damaged packets are passed over.
     *
     * @param number greater than that of the call before
     * @return whether there was one; false at the end of the video
     */
    boolean take(long number, VideoBudget budget, VideoFile.Sink sink) throws IOException {
        boolean timed = shown.length > 0;
        int start = timed && number > 0 ? index.start(shown[Math.toIntExact(number)]) : 0;
        while (!decoder.ended()) {
            if (steps++ % CHECK_EVERY == 0) {
                budget.check();
            }
            AVFrame frame = decoder.next();
            if (frame != null) {
                boolean wanted =
                        timed ? frame.best_effort_timestamp() >= shown[Math.toIntExact(number)] : decoded == number;
                decoded++;
                if (wanted) {
                    sink.frame(number, time(number), rgb.width(), rgb.height(), rgb.convert(frame));
                    return true;
                }
            } else if (!decoder.ended()) {
                feed(start);
            }
        }
        return false;
    }

    /** Feeds the decoder with the next packet, or with that at which decoding is to start if that is further on. */
    private void feed(int start) {
        if (start > fed) {
            decoder.forget();
        }
        @Nullable AVPacket packet = container.next();
        while (packet != null && start > fed) {
            fed += VideoIndex.isFrame(packet) ? 1 : 0;
            packet = container.next();
        }
        fed += packet != null && VideoIndex.isFrame(packet) ? 1 : 0;
        decoder.feed(packet);
    }

    @Override
    public void close() {
        rgb.close();
        decoder.close();
        container.close();
    }
}
