package winnow.store.media;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.imageio.IIOException;

/**
 * Where the first frame of a GIF stands on its canvas, as the reference places it: the canvas grows to hold the frame,
 * and what the frame leaves free has the transparent colour, or the first of the palette.
 *
 * @param width of the canvas, pixels
 * @param height of the canvas, pixels
 * @param left edge of the frame on the canvas, pixels
 * @param top edge of the frame on the canvas, pixels
 */
record GifCanvas(int width, int height, int left, int top) {

    /** Reads the blocks before the first frame (GIF89a, sections 18 to 26). */
    static GifCanvas read(InputStream stream) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        in.skipNBytes(6);
        int width = unsigned(in);
        int height = unsigned(in);
        int flags = in.readUnsignedByte();
        in.skipNBytes(2 + ((flags & 0x80) == 0 ? 0 : 3L << ((flags & 7) + 1)));
        for (int block = in.readUnsignedByte(); block != ','; block = in.readUnsignedByte()) {
            if (block == ';') {
                throw new IIOException("no frame before the end");
            }
            if (block == '!') {
                in.skipNBytes(1);
                for (int size = in.readUnsignedByte(); size > 0; size = in.readUnsignedByte()) {
                    in.skipNBytes(size);
                }
            }
        }
        int left = unsigned(in);
        int top = unsigned(in);
        int right = left + unsigned(in);
        int bottom = top + unsigned(in);
        return new GifCanvas(Math.max(width, right), Math.max(height, bottom), left, top);
    }

    /** Puts the decoded frame on the canvas. */
    Pixels place(BufferedImage frame) {
        Pixels inner = Rasters.rgb(frame, false);
        if (inner.width() == width && inner.height() == height) {
            return inner;
        }
        byte[] rgb = new byte[Math.multiplyExact(Math.multiplyExact(width, height), 3)];
        int free = free(frame);
        if (free != 0) {
            byte[] colour = {(byte) (free >> 16), (byte) (free >> 8), (byte) free};
            for (int i = 0; i < rgb.length; i++) {
                rgb[i] = colour[i % 3];
            }
        }
        for (int y = 0; y < inner.height(); y++) {
            int to = ((top + y) * width + left) * 3;
            System.arraycopy(inner.rgb(), y * inner.width() * 3, rgb, to, inner.width() * 3);
        }
        return new Pixels(width, height, rgb);
    }

    private static int free(BufferedImage frame) {
        if (frame.getColorModel() instanceof IndexColorModel palette) {
            return palette.getRGB(Math.max(0, palette.getTransparentPixel())) & 0xFFFFFF;
        }
        return 0;
    }

    private static int unsigned(DataInputStream in) throws IOException {
        return Short.toUnsignedInt(Short.reverseBytes(in.readShort()));
    }
}
