package winnow.store.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Takes frames from a video, in the decoder's process only. They are counted, chosen, turned and converted as decord
 * does it, with which the official code reads videos (SPEC 7).
 */
final class VideoFile {

    private static final int ALLOCATION_PER_PIXEL = 8; // 16 bits in each of 4 channels
    private static final int CHECK_EVERY = 16;

    /** Takes frames; the bytes are valid during the call only. */
    @FunctionalInterface
    interface Sink {
        void frame(long index, int width, int height, ByteBuffer rgb) throws IOException;
    }

    private final Path path;
    private final VideoBudget budget;

    VideoFile(Path path, VideoBudget budget) {
        this.path = path;
        this.budget = budget;
    }

    /**
     * Decodes the frames that the model sees.
     *
     * @throws VideoRefused if it cannot be decoded, or costs too much
     * @throws IOException if the sink does
     */
    VideoInfo sampled(Sink sink) throws IOException {
        avutil.av_log_set_level(avutil.AV_LOG_QUIET);
        avutil.av_max_alloc(budget.framePixels() * ALLOCATION_PER_PIXEL);
        VideoIndex index;
        try (VideoContainer container = VideoContainer.open(path, budget)) {
            index = VideoIndex.of(container, budget);
        }
        try (VideoContainer container = VideoContainer.open(path, budget);
                VideoFrameDecoder decoder = VideoFrameDecoder.of(container.parameters(), budget);
                RgbConverter rgb = RgbConverter.of(container)) {
            List<Long> picks = FramePicks.of(index.frames(), container.framesPerSecond());
            Deque<Long> wanted = new ArrayDeque<>(picks);
            Taker taker = (number, frame) -> sink.frame(number, rgb.width(), rgb.height(), rgb.convert(frame));
            decode(container, decoder, index, wanted, taker);
            if (wanted.size() == picks.size()) {
                throw new VideoRefused("holds no frame that can be decoded: it is damaged, encrypted or cut off.");
            }
            double rate = container.framesPerSecond();
            return new VideoInfo(
                    Double.isFinite(rate) ? rate : 0,
                    index.frames(),
                    container.duration(),
                    rgb.width(),
                    rgb.height(),
                    container.hasSound());
        }
    }

    /** Takes decoded frames. */
    @FunctionalInterface
    private interface Taker {
        void take(long index, AVFrame frame) throws IOException;
    }

    /**
     * Decodes until all that is wanted was taken, or the file ends. Where frames have times, stretches without a wanted
     * one are not decoded, and for a frame that is lost the next one stands in. Damaged packets are passed over.
     */
    private void decode(
            VideoContainer container, VideoFrameDecoder decoder, VideoIndex index, Deque<Long> wanted, Taker taker)
            throws IOException {
        long[] shown = index.shown();
        boolean timed = shown.length > 0;
        int start = 0;
        int fed = 0; // frames among the packets that were read
        long decoded = 0;
        for (int steps = 0; !wanted.isEmpty() && !decoder.ended(); steps++) {
            if (steps % CHECK_EVERY == 0) {
                budget.check();
            }
            AVFrame frame = decoder.next();
            if (frame != null) {
                int next = Math.toIntExact(wanted.element());
                if (timed ? frame.best_effort_timestamp() >= shown[next] : decoded == next) {
                    taker.take(wanted.remove(), frame);
                    start = timed && !wanted.isEmpty() ? index.start(shown[Math.toIntExact(wanted.element())]) : start;
                }
                decoded++;
            } else if (!decoder.ended()) {
                if (start > fed) {
                    decoder.forget();
                }
                AVPacket packet = container.next();
                while (packet != null && start > fed) {
                    fed += VideoIndex.isFrame(packet) ? 1 : 0;
                    packet = container.next();
                }
                fed += packet != null && VideoIndex.isFrame(packet) ? 1 : 0;
                decoder.feed(packet);
            }
        }
    }
}
