package winnow.store.media;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.imageio.IIOException;

/**
 * The first frame of an animated WebP, made into a file of its own, because decoders of stills refuse animations (WebP
 * container specification, "Animation").
 *
 * @param width of the canvas, pixels
 * @param height of the canvas, pixels
 * @param left edge of the frame on the canvas, pixels
 * @param top edge of the frame on the canvas, pixels
 * @param file the frame as a WebP file
 */
@SuppressWarnings("ArrayRecordComponent") // handed on to a decoder, not compared
record WebpFrame(int width, int height, int left, int top, byte[] file) {

    private static final int ANIMATED = 0x02;
    private static final int WITH_ALPHA = 0x10;

    /** Finds the first frame; empty if the file is a still. */
    static Optional<WebpFrame> first(byte[] file) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (file.length < 30 || !name(in, 12).equals("VP8X") || (file[20] & ANIMATED) == 0) {
            return Optional.empty();
        }
        int width = 1 + unsigned24(in, 24);
        int height = 1 + unsigned24(in, 27);
        for (int at = 12; at + 8 <= file.length; at = next(in, at)) {
            if (name(in, at).equals("ANMF") && at + 24 <= file.length) {
                int end = Math.min(file.length, next(in, at));
                int left = 2 * unsigned24(in, at + 8);
                int top = 2 * unsigned24(in, at + 11);
                byte[] still = still(file, at, end);
                if (left + 1 + unsigned24(in, at + 14) > width || top + 1 + unsigned24(in, at + 17) > height) {
                    throw new IIOException("the first frame does not fit on the canvas");
                }
                return Optional.of(new WebpFrame(width, height, left, top, still));
            }
        }
        throw new EOFException();
    }

    /** Puts the decoded frame on a black canvas: transparent black, of which the reference drops the transparency. */
    Pixels place(Pixels frame) throws IOException {
        if (left + frame.width() > width || top + frame.height() > height) {
            throw new IIOException("the first frame does not fit on the canvas");
        }
        byte[] rgb = new byte[Math.multiplyExact(Math.multiplyExact(width, height), 3)];
        for (int y = 0; y < frame.height(); y++) {
            int to = ((top + y) * width + left) * 3;
            System.arraycopy(frame.rgb(), y * frame.width() * 3, rgb, to, frame.width() * 3);
        }
        return new Pixels(width, height, rgb);
    }

    private static byte[] still(byte[] file, int at, int end) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteBuffer head = ByteBuffer.allocate(30).order(ByteOrder.LITTLE_ENDIAN);
        head.put(ascii("RIFF"))
                .putInt(22 + end - at - 24)
                .put(ascii("WEBPVP8X"))
                .putInt(10);
        head.putInt(WITH_ALPHA).put(file, at + 14, 6);
        out.writeBytes(head.array());
        out.write(file, at + 24, end - at - 24);
        return out.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String name(ByteBuffer in, int at) {
        byte[] name = new byte[4];
        in.get(at, name);
        return new String(name, StandardCharsets.ISO_8859_1);
    }

    private static int next(ByteBuffer in, int at) throws EOFException {
        long size = Integer.toUnsignedLong(in.getInt(at + 4));
        long next = at + 8 + size + (size & 1);
        if (next > in.capacity() + 1L) {
            throw new EOFException();
        }
        return (int) next;
    }

    private static int unsigned24(ByteBuffer in, int at) {
        return (in.getShort(at) & 0xFFFF) | ((in.get(at + 2) & 0xFF) << 16);
    }
}
