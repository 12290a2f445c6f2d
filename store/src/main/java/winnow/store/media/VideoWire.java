package winnow.store.media;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * How Winnow and its video decoder talk. Winnow writes a question. The decoder answers with any number of frames and
 * then with the end or a refusal; each begins with one byte that says which it is. Meanwhile Winnow may write that it
 * wants no more, upon which the decoder refuses soon; when it comes too late for that it means nothing.
 */
final class VideoWire {

    static final int QUESTION = 'Q';
    static final int STOP = 'S';
    static final int FRAME = 'F';
    static final int END = 'E';
    static final int REFUSAL = 'R';

    private static final int MOST_TEXT_BYTES = 16_000;

    private VideoWire() {}

    /**
     * A question for the frames of a video.
     *
     * @param path absolute
     * @param choice which frames
     * @param millis that may pass
     */
    record Question(String path, FrameChoice choice, long millis) {

        /** Reads what follows the byte that says it is one. */
        static Question read(DataInputStream in) throws IOException {
            String path = readText(in);
            FrameChoice choice = new FrameChoice(in.readLong(), in.readInt(), in.readInt());
            return new Question(path, choice, in.readLong());
        }

        void write(DataOutputStream out) throws IOException {
            out.writeByte(QUESTION);
            writeText(out, path);
            out.writeLong(choice.from());
            out.writeInt(choice.count());
            out.writeInt(choice.longest());
            out.writeLong(millis);
            out.flush();
        }
    }

    /**
     * The head of a frame; its bytes follow, three a pixel.
     *
     * @param index in the video
     * @param millis after the first frame
     */
    record FrameHead(long index, long millis, int width, int height) {

        static FrameHead read(DataInputStream in) throws IOException {
            return new FrameHead(in.readLong(), in.readLong(), in.readInt(), in.readInt());
        }

        void write(DataOutputStream out) throws IOException {
            out.writeByte(FRAME);
            out.writeLong(index);
            out.writeLong(millis);
            out.writeInt(width);
            out.writeInt(height);
            out.flush();
        }
    }

    static void writeStop(DataOutputStream out) throws IOException {
        out.writeByte(STOP);
        out.flush();
    }

    static void writeEnd(DataOutputStream out, VideoInfo info) throws IOException {
        out.writeByte(END);
        out.writeDouble(info.framesPerSecond());
        out.writeLong(info.frames());
        out.writeLong(info.duration().toMillis());
        out.writeInt(info.width());
        out.writeInt(info.height());
        out.writeBoolean(info.sound());
    }

    static VideoInfo readEnd(DataInputStream in) throws IOException {
        double rate = in.readDouble();
        long frames = in.readLong();
        Duration duration = Duration.ofMillis(in.readLong());
        return new VideoInfo(rate, frames, duration, in.readInt(), in.readInt(), in.readBoolean());
    }

    static void writeRefusal(DataOutputStream out, String reason) throws IOException {
        out.writeByte(REFUSAL);
        writeText(out, reason);
    }

    static String readText(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MOST_TEXT_BYTES) {
            throw new IOException("a text of " + length + " bytes");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(bytes.length, MOST_TEXT_BYTES);
        out.writeInt(length);
        out.write(bytes, 0, length);
    }
}
