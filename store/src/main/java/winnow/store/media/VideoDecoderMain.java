package winnow.store.media;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The program that decodes videos, apart from Winnow itself so that a hostile file can bring down no more than this. It
 * is asked on standard input and answers on standard output, as {@link VideoWire} says; it ends when nobody asks for a
 * while, when the one who started it is gone, and when its input ends.
 */
public final class VideoDecoderMain {

    private static final long LOOK_EVERY_NANOS = 5_000_000;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int LOOKS_PER_PARENT_CHECK = 200;

    private VideoDecoderMain() {}

    /**
     * Decodes until there is nothing to do.
     *
     * @param arguments the asker's process id; pixels and bytes as in {@link VideoLimits}; idle milliseconds
     */
    public static void main(String[] arguments) throws IOException {
        long asker = Long.parseLong(arguments[0]);
        VideoBudget limits = new VideoBudget(
                Long.parseLong(arguments[1]), Long.parseLong(arguments[2]), 0, VideoDecoderMain::stopped);
        Duration idle = Duration.ofMillis(Long.parseLong(arguments[3]));
        DataInputStream in = new DataInputStream(System.in);
        try (FileOutputStream stream = new FileOutputStream(FileDescriptor.out);
                DataOutputStream out = new DataOutputStream(stream);
                FileChannel pixels = stream.getChannel();
                VideoFile videos = new VideoFile()) {
            while (asked(System.in, asker, idle)) {
                if (in.readUnsignedByte() == VideoWire.QUESTION) { // else it was to be stopped, and is through already
                    answer(videos, VideoWire.Question.read(in), limits, out, pixels);
                    out.flush();
                }
            }
        } catch (EOFException e) {
            return; // nobody will ask any more
        }
    }

    /** Whether the answer under way is not wanted any more: nothing else is written before its end. */
    private static boolean stopped() {
        try {
            return System.in.available() > 0 && System.in.read() == VideoWire.STOP;
        } catch (IOException e) {
            return true; // there is nobody left who could want it
        }
    }

    /** Waits for a question; false when it is time to end. */
    private static boolean asked(InputStream in, long asker, Duration idle) throws IOException {
        long end = System.nanoTime() + idle.toNanos();
        for (int looks = 0; in.available() == 0; looks++) {
            boolean alone = looks % LOOKS_PER_PARENT_CHECK == 0
                    && !ProcessHandle.of(asker).map(ProcessHandle::isAlive).orElse(false);
            if (alone || System.nanoTime() - end > 0) {
                return false;
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        return true;
    }

    private static void answer(
            VideoFile videos, VideoWire.Question question, VideoBudget limits, DataOutputStream out, FileChannel pixels)
            throws IOException {
        VideoBudget budget = limits.until(System.nanoTime() + question.millis() * NANOS_PER_MILLI);
        try {
            VideoFile.Sink sink = (index, time, width, height, rgb) -> {
                new VideoWire.FrameHead(index, time.toMillis(), width, height).write(out);
                while (rgb.hasRemaining()) {
                    pixels.write(rgb);
                }
            };
            VideoWire.writeEnd(out, videos.take(Path.of(question.path()), question.choice(), budget, sink));
        } catch (VideoRefused e) {
            VideoWire.writeRefusal(out, String.valueOf(e.getMessage()));
        } catch (LinkageError e) {
            VideoWire.writeRefusal(
                    out, "cannot be decoded: the video decoder does not run on this system (" + e.getMessage() + ").");
        }
    }
}
