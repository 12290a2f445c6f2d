package winnow.store.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Takes frames from videos, in the decoder's process only. What was played last stays open, so that the next stretch of
 * it goes on from there. One thread; native memory until closed.
 */
final class VideoFile implements AutoCloseable {

    private static final String NOTHING = "holds no frame that can be decoded: it is damaged, encrypted or cut off.";
    private static final int NEAR = 64; // frames: less is decoded and dropped, for more it is opened anew

    /** Takes frames; the bytes are valid during the call only. */
    @FunctionalInterface
    interface Sink {
        void frame(long index, Duration time, int width, int height, ByteBuffer rgb) throws IOException;
    }

    /** A video as it was when it was opened. */
    private record State(Path path, int longest, FileTime changed, long bytes) {}

    private @Nullable State open;
    private @Nullable FrameStream stream;
    private long next;

    /**
     * Decodes frames.
     *
     * @throws VideoRefused if it cannot be decoded, or costs too much
     * @throws IOException if the sink does
     */
    VideoInfo take(Path path, FrameChoice choice, VideoBudget budget, Sink sink) throws IOException {
        return choice.ofModel() ? seen(path, choice.longest(), budget, sink) : clip(path, choice, budget, sink);
    }

    /** Those that the model sees. */
    private VideoInfo seen(Path path, int longest, VideoBudget budget, Sink sink) throws IOException {
        close();
        try (FrameStream frames = FrameStream.open(path, longest, budget)) {
            boolean any = false;
            for (long pick : FramePicks.of(frames.frames(), frames.framesPerSecond())) {
                if (!frames.take(pick, budget, sink)) {
                    break;
                }
                any = true;
            }
            if (!any) {
                throw new VideoRefused(NOTHING);
            }
            return frames.info();
        }
    }

    private VideoInfo clip(Path path, FrameChoice choice, VideoBudget budget, Sink sink) throws IOException {
        State wanted = new State(path, choice.longest(), Files.getLastModifiedTime(path), Files.size(path));
        FrameStream frames = stream;
        if (frames == null || !wanted.equals(open) || choice.from() < next || choice.from() > next + NEAR) {
            close();
            frames = FrameStream.open(path, choice.longest(), budget);
            stream = frames;
            open = wanted;
        }
        long end = Math.min(choice.from() + choice.count(), frames.frames());
        boolean whole = false;
        try {
            boolean any = choice.from() >= frames.frames();
            for (long number = choice.from(); number < end && frames.take(number, budget, sink); number++) {
                next = number + 1;
                any = true;
            }
            if (!any) {
                throw new VideoRefused(NOTHING);
            }
            whole = true;
            return frames.info();
        } finally {
            if (!whole) {
                close(); // it stands somewhere in between
            }
        }
    }

    @Override
    public void close() {
        FrameStream frames = stream;
        if (frames != null) {
            frames.close();
        }
        stream = null;
        open = null;
        next = 0;
    }
}
