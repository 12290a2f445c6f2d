package winnow.store.media;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import javax.imageio.IIOException;

/**
 * A JPEG file without what changes colours: no profiles, no EXIF, no thumbnails, and with one mark that says plainly
 * how its colours are stored.
 *
 * <p>That mark is what libjpeg, with which the reference decodes, would have guessed: where it is missing, other
 * decoders guess differently (ITU-T T.81 leaves it open; libjpeg's {@code default_decompress_parms} is followed).
 *
 * @param width pixels
 * @param height pixels
 * @param components 1 grey, 3 colour, 4 print colours
 * @param transform Adobe's number for how colours are stored: 0 as they are, 1 YCbCr, 2 YCCK
 * @param bytes the file, to its end mark
 */
@SuppressWarnings("ArrayRecordComponent") // handed on to a decoder, not compared
record JpegFile(int width, int height, int components, int transform, byte[] bytes) {

    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int APP0 = 0xE0;
    private static final int APP14 = 0xEE;
    private static final int APP15 = 0xEF;
    private static final int COMMENT = 0xFE;

    /** What is learned on the way to the first scan. */
    private static final class Head {
        private int width;
        private int height;
        private byte[] componentIds = new byte[0];
        private boolean jfif;
        private int adobe = -1;

        private int transform() {
            if (componentIds.length == 4) {
                return adobe == 0 || adobe == -1 ? 0 : 2;
            }
            if (jfif) {
                return 1;
            }
            boolean saysRgb = new String(componentIds, StandardCharsets.ISO_8859_1).equals("RGB");
            return adobe == 0 || (adobe == -1 && saysRgb) ? 0 : 1;
        }
    }

    /** Reads width and height. */
    static Stills.Size size(InputStream in) throws IOException {
        Head head = head(new DataInputStream(in), OutputStream.nullOutputStream());
        return new Stills.Size(head.width, head.height);
    }

    /**
     * Reads a file.
     *
     * @throws EOFException if its end is missing
     */
    static JpegFile read(InputStream in) throws IOException {
        ByteArrayOutputStream tables = new ByteArrayOutputStream();
        Head head = head(new DataInputStream(in), tables);
        byte[] scans = in.readAllBytes();
        int end = end(scans);
        ByteArrayOutputStream out = new ByteArrayOutputStream(tables.size() + end + 20);
        out.write(0xFF);
        out.write(SOI);
        if (head.componentIds.length > 1) {
            out.write(new byte[] {(byte) 0xFF, (byte) APP14, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0});
            out.write(head.transform());
        }
        tables.writeTo(out);
        out.write(scans, 0, end);
        return new JpegFile(head.width, head.height, head.componentIds.length, head.transform(), out.toByteArray());
    }

    /** Reads to the head of the first scan, which is included, and copies what decoding needs. */
    private static Head head(DataInputStream in, OutputStream kept) throws IOException {
        Head head = new Head();
        in.skipNBytes(2);
        int marker = nextMarker(in);
        for (; marker != SOS; marker = nextMarker(in)) {
            if (marker == EOI) {
                throw new IIOException("no picture before the end mark");
            }
            if (marker == 0x01 || (marker >= 0xD0 && marker <= SOI)) {
                continue; // these have no content
            }
            byte[] content = content(in);
            if (marker >= APP0 && marker <= APP15) {
                noteColours(head, marker, content);
            } else if (marker != COMMENT) {
                if (isFrame(marker)) {
                    noteFrame(head, content);
                }
                copy(marker, content, kept);
            }
        }
        if (head.componentIds.length == 0) {
            throw new IIOException("no frame before the first scan");
        }
        copy(marker, content(in), kept);
        return head;
    }

    private static int nextMarker(DataInputStream in) throws IOException {
        int value = in.readUnsignedByte();
        while (value != 0xFF) {
            value = in.readUnsignedByte();
        }
        while (value == 0xFF) {
            value = in.readUnsignedByte();
        }
        return value == 0 ? nextMarker(in) : value;
    }

    private static byte[] content(DataInputStream in) throws IOException {
        int length = in.readUnsignedShort() - 2;
        byte[] content = new byte[Math.max(0, length)];
        in.readFully(content);
        return content;
    }

    private static void copy(int marker, byte[] content, OutputStream kept) throws IOException {
        int length = content.length + 2;
        kept.write(new byte[] {(byte) 0xFF, (byte) marker, (byte) (length >> 8), (byte) length});
        kept.write(content);
    }

    /** Whether a marker starts a frame: C0 to CF but for the tables DHT, JPG and DAC. */
    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private static void noteFrame(Head head, byte[] content) throws IOException {
        int count = content.length > 5 ? content[5] & 0xFF : 0;
        if (count == 0 || content.length < 6 + 3 * count) {
            throw new IIOException("the head of the frame is too short");
        }
        head.height = ((content[1] & 0xFF) << 8) | (content[2] & 0xFF);
        head.width = ((content[3] & 0xFF) << 8) | (content[4] & 0xFF);
        head.componentIds = new byte[count];
        for (int i = 0; i < count; i++) {
            head.componentIds[i] = content[6 + 3 * i];
        }
    }

    private static void noteColours(Head head, int marker, byte[] content) {
        String text = new String(content, 0, Math.min(content.length, 12), StandardCharsets.ISO_8859_1);
        if (marker == APP0 && text.startsWith("JFIF\0") && content.length >= 12) {
            head.jfif = true;
        } else if (marker == APP14 && text.startsWith("Adobe") && content.length >= 12) {
            head.adobe = content[11] & 0xFF;
        }
    }

    /** Finds the end mark, passing over the scans and what stands between them; returns the position after it. */
    private static int end(byte[] scans) throws EOFException {
        for (int i = 0; i + 1 < scans.length; i++) {
            int marker = scans[i] == (byte) 0xFF ? scans[i + 1] & 0xFF : 0;
            if (marker == EOI) {
                return i + 2;
            }
            if (marker >= 0xC0 && marker < 0xFF && !(marker >= 0xD0 && marker <= SOI) && i + 3 < scans.length) {
                i += 1 + (((scans[i + 2] & 0xFF) << 8) | (scans[i + 3] & 0xFF));
            }
        }
        throw new EOFException();
    }
}
