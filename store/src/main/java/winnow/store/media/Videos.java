package winnow.store.media;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import winnow.store.job.CancelToken;

/**
 * Decodes videos: MP4, MOV, MKV, WebM, AVI, WMV, FLV, MPEG, Ogg and GIF, told by their content.
 *
 * <p>A process of its own decodes them, so that a hostile or damaged file can take down no more than that. It is
 * started with the first video, serves many, is started again when it has died or was too slow, and ends by itself when
 * nobody asks for a minute, and when the program is gone. Any thread may use this; one video is decoded at a time.
 */
public final class Videos implements AutoCloseable {

    /** Those of the official code, which are mp4, avi, mkv, mov and wmv, and a few more. */
    private static final Pattern EXTENSION =
            Pattern.compile("(?i)\\.(mp4|avi|mkv|mov|wmv|webm|m4v|flv|mpg|mpeg|ogv|3gp)$");

    private final VideoLimits limits;
    private final ReentrantLock turn = new ReentrantLock(true);
    private volatile @Nullable VideoProcess process;
    private volatile boolean closed;

    /** With the usual limits. */
    public Videos() {
        this(VideoLimits.DEFAULT);
    }

    /** With other limits. */
    public Videos(VideoLimits limits) {
        this.limits = requireNonNull(limits, "limits");
    }

    /** Whether a file is meant to be a video, by its extension; it is decoded by its content. */
    public static boolean isVideo(Path file) {
        return isVideo(file.toString());
    }

    /** Whether a path, as it stands in a record, is meant to be a video. */
    public static boolean isVideo(String path) {
        return EXTENSION.matcher(path).find();
    }

    /**
     * Decodes the frames that the model sees, all at once (SPEC 7): frame 0 and about one a second after it, at most
     * 32. All are in memory together; {@link #sampled(Path, ObjLongConsumer)} hands them over one by one.
     *
     * @throws IOException if it is not a video, damaged, too large, or takes too long; one sentence that names the file
     */
    public VideoFrames sampled(Path file) throws IOException {
        List<Pixels> frames = new ArrayList<>();
        List<Long> indices = new ArrayList<>();
        VideoInfo info = sampled(file, (frame, index) -> {
            frames.add(frame);
            indices.add(index);
        });
        return new VideoFrames(info, indices, frames);
    }

    /**
     * Decodes the frames that the model sees (SPEC 7).
     *
     * @param each gets every frame with its index in the video, rising; on the calling thread
     * @throws IOException as {@link #sampled(Path)}; some frames may have been handed over before
     */
    public VideoInfo sampled(Path file, ObjLongConsumer<Pixels> each) throws IOException {
        return frames(
                file,
                FrameChoice.seen(Integer.MAX_VALUE),
                new CancelToken(),
                frame -> each.accept(frame.pixels(), frame.index()));
    }

    /**
     * Decodes some frames, for showing them. A stretch that follows the one before goes on where that ended.
     *
     * @param each gets every frame, in order; on the calling thread
     * @throws IOException as {@link #sampled(Path)}; some frames may have been handed over before
     * @throws java.util.concurrent.CancellationException when asked to stop
     */
    public VideoInfo frames(Path file, FrameChoice choice, CancelToken cancel, Consumer<VideoFrame> each)
            throws IOException {
        cancel.check();
        checkThere(file);
        turn.lock();
        try {
            cancel.check();
            boolean fresh = false;
            while (true) {
                VideoProcess running = process;
                if (running == null || !running.isAlive()) {
                    fresh = true;
                    running = start();
                }
                try {
                    return running.frames(file.toAbsolutePath(), choice, limits, cancel, each);
                } catch (VideoProcess.Gone e) {
                    running.close();
                    if (closed) {
                        throw new IOException(file.getFileName() + " was not decoded: decoding was stopped.", e);
                    }
                    if (fresh || e.answered()) {
                        throw new IOException(file.getFileName() + " " + e.getMessage(), e);
                    } // it ended by itself just when it was asked: a new one is asked once more
                } catch (VideoRefused e) {
                    cancel.check();
                    throw new IOException(file.getFileName() + " " + e.getMessage(), e);
                }
            }
        } finally {
            turn.unlock();
        }
    }

    private static void checkThere(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException(file + " does not exist.");
        }
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new IOException(file + " cannot be read.");
        }
        if (Files.size(file) == 0) {
            throw new IOException(file.getFileName() + " is empty.");
        }
    }

    private VideoProcess start() throws IOException {
        VideoProcess old = process;
        if (old != null) {
            old.close();
        }
        VideoProcess started = VideoProcess.start(limits);
        process = started;
        if (closed) {
            started.close();
            throw new IOException("The video decoder was closed.");
        }
        return started;
    }

    /** Stops decoding at once, also what other threads wait for. */
    @Override
    public void close() {
        closed = true;
        VideoProcess running = process;
        if (running != null) {
            running.close();
        }
    }
}
