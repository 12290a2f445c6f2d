package winnow.store.media;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.store.job.CancelToken;

/**
 * The process that decodes videos: {@link VideoDecoderMain} in a second Java, the only program Winnow starts. Used by
 * one thread at a time; any thread may close it.
 */
final class VideoProcess implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(VideoProcess.class);

    private static final long LOOK_EVERY_NANOS = 500_000;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final String HEAP = "-Xmx256m"; // the frames are outside of it

    /** The process ended before it had answered. */
    static final class Gone extends IOException {

        private static final long serialVersionUID = 1;
        private final boolean answered;

        Gone(String message, boolean answered) {
            super(message);
            this.answered = answered;
        }

        /** Whether it had begun to answer, or was stopped, so that asking again would end the same way. */
        boolean answered() {
            return answered;
        }
    }

    private final Process process;
    private final Path errors;
    private final DataOutputStream out;

    private VideoProcess(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    }

    /**
     * Starts it.
     *
     * @throws IOException if this Java cannot start another; one sentence for the user
     */
    static VideoProcess start(VideoLimits limits) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path errors = Files.createTempFile("winnow-video", ".log");
        try {
            ProcessBuilder builder = new ProcessBuilder(command(java, limits, errors)).redirectError(errors.toFile());
            return new VideoProcess(builder.start(), errors);
        } catch (IOException e) {
            Files.deleteIfExists(errors);
            throw new IOException(
                    "The video decoder cannot be started: " + java + " does not run (" + e.getMessage() + ").", e);
        }
    }

    private static List<String> command(Path java, VideoLimits limits, Path errors) {
        List<String> command = new ArrayList<>(List.of(
                java.toString(),
                HEAP,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "-XX:ErrorFile=" + errors,
                "-Xshare:auto",
                "-Djava.awt.headless=true",
                "-Dfile.encoding=UTF-8",
                "-Dorg.bytedeco.javacpp.maxBytes=0",
                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0", // the decoder looks after its memory itself
                "-Dorg.bytedeco.javacpp.nopointergc=true"));
        String cache = System.getProperty("org.bytedeco.javacpp.cachedir");
        if (cache != null) {
            command.add("-Dorg.bytedeco.javacpp.cachedir=" + cache);
        }
        if (Runtime.version().feature() >= 22) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                VideoDecoderMain.class.getName(),
                Long.toString(ProcessHandle.current().pid()),
                Long.toString(limits.framePixels()),
                Long.toString(limits.memoryBytes()),
                Long.toString(limits.idle().toMillis())));
        return command;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Asks for frames of a video.
     *
     * @param file absolute
     * @throws VideoRefused if the video cannot be decoded, or is not wanted any more
     * @throws Gone if the process ended, or was stopped as its time was over
     */
    VideoInfo frames(Path file, FrameChoice choice, VideoLimits limits, CancelToken cancel, Consumer<VideoFrame> each)
            throws IOException {
        Answer answer = new Answer(limits, cancel);
        try {
            new VideoWire.Question(file.toString(), choice, limits.time().toMillis()).write(out);
        } catch (IOException e) {
            throw new Gone(gone(), false);
        }
        DataInputStream in = new DataInputStream(new BufferedInputStream(answer, BUFFER_BYTES));
        try {
            while (true) {
                int what = in.readUnsignedByte();
                if (what == VideoWire.END) {
                    return VideoWire.readEnd(in);
                } else if (what == VideoWire.REFUSAL) {
                    throw new VideoRefused(VideoWire.readText(in));
                } else if (what != VideoWire.FRAME) {
                    throw new Gone("was given up: the video decoder answered nonsense.", true);
                }
                VideoWire.FrameHead head = VideoWire.FrameHead.read(in);
                Pixels pixels = pixels(in, head, limits);
                if (!cancel.isCancelled()) {
                    each.accept(new VideoFrame(head.index(), Duration.ofMillis(head.millis()), pixels));
                }
            }
        } catch (EOFException e) {
            throw new Gone(gone(), answer.begun);
        }
    }

    private static Pixels pixels(DataInputStream in, VideoWire.FrameHead head, VideoLimits limits) throws IOException {
        long pixels = (long) head.width() * head.height();
        if (head.width() < 1 || head.height() < 1 || pixels > limits.framePixels()) {
            throw new Gone("was given up: the video decoder answered nonsense.", true);
        }
        byte[] rgb = new byte[Math.toIntExact(pixels * 3)];
        in.readFully(rgb);
        return new Pixels(head.width(), head.height(), rgb);
    }

    private String gone() {
        String why = "for a reason unknown";
        try {
            why = process.waitFor(1, TimeUnit.SECONDS) ? "with code " + process.exitValue() : why;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            log.warn(
                    "The video decoder ended {}: {}",
                    why,
                    Files.readString(errors).strip());
        } catch (IOException e) {
            log.warn("The video decoder ended {}, and what it said cannot be read", why, e);
        }
        return "made the video decoder end " + why + "; it is damaged or hostile.";
    }

    /** What the process writes; gives up when the time is over, and passes on that it is not wanted any more. */
    private final class Answer extends InputStream {

        private final InputStream in = process.getInputStream();
        private final VideoLimits limits;
        private final CancelToken cancel;
        private final long end;
        private boolean begun;
        private boolean told;

        Answer(VideoLimits limits, CancelToken cancel) {
            this.limits = limits;
            this.cancel = cancel;
            this.end = System.nanoTime() + limits.time().toNanos();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            for (int there = in.available(); there == 0; there = in.available()) {
                if (!process.isAlive() && in.available() == 0) {
                    return -1;
                }
                if (cancel.isCancelled() && !told) {
                    told = true;
                    VideoWire.writeStop(out);
                }
                if (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted()) {
                    close();
                    throw new Gone(
                            "took longer than " + limits.time().toSeconds() + " seconds to decode and was given up.",
                            true);
                }
                LockSupport.parkNanos(LOOK_EVERY_NANOS);
            }
            begun = true;
            return in.read(bytes, offset, Math.min(length, in.available()));
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            Files.deleteIfExists(errors);
        } catch (IOException e) {
            log.debug("{} is left behind", errors, e);
        }
    }
}
