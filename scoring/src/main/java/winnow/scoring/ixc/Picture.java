package winnow.scoring.ixc;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import winnow.scoring.ScoringException;
import winnow.store.media.Pixels;

/**
 * A picture resized and padded to full tiles, ready for the tower (SPEC 5). Heap memory only.
 *
 * @param pixels width and height are multiples of the tile's side
 * @param rows of tiles
 * @param columns of tiles
 * @param tokens it becomes
 * @param key SHA-256 of its bytes and its size: equal pictures have equal keys and are encoded once
 */
record Picture(Pixels pixels, int rows, int columns, int tokens, String key) {

    private static final int CHANNELS = 3;

    /**
     * Makes a decoded picture ready.
     *
     * @param hdNum most tiles, 1 or more
     * @throws ScoringException if it is too thin; a half sentence that starts after the picture's name
     */
    static Picture of(Pixels decoded, int hdNum, VisionConfig vision) throws ScoringException {
        Tiling tiling = Tiling.of(decoded.width(), decoded.height(), hdNum, vision.side());
        return of(decoded, tiling, vision, 0);
    }

    /** The same as in training: other sizes, and the padding on both sides (SPEC 12). */
    static Picture forTraining(Pixels decoded, int hdNum, VisionConfig vision) throws ScoringException {
        Tiling tiling = Tiling.forTraining(decoded.width(), decoded.height(), hdNum, vision.side());
        int full = (tiling.height() + vision.side() - 1) / vision.side() * vision.side();
        return of(decoded, tiling, vision, (full - tiling.height()) / 2);
    }

    private static Picture of(Pixels decoded, Tiling tiling, VisionConfig vision, int top) {
        Pixels turned = tiling.upright() ? transpose(decoded) : decoded;
        Pixels resized = Resampler.resize(turned, tiling.width(), tiling.height());
        Pixels padded = pad(resized, vision.side(), top);
        Pixels ready = tiling.upright() ? transpose(padded) : padded;
        return of(ready, tiling, vision.cells());
    }

    /** A picture that was resized and padded already, as a tiling says. */
    static Picture of(Pixels ready, Tiling tiling, int cells) {
        return new Picture(ready, tiling.rows(), tiling.columns(), tiling.tokens(cells), key(ready));
    }

    /** Mirrors on the main diagonal, as PIL's {@code TRANSPOSE}. */
    static Pixels transpose(Pixels in) {
        byte[] from = in.rgb();
        byte[] to = new byte[from.length];
        int at = 0;
        for (int x = 0; x < in.width(); x++) {
            for (int y = 0; y < in.height(); y++) {
                int p = (y * in.width() + x) * CHANNELS;
                to[at] = from[p];
                to[at + 1] = from[p + 1];
                to[at + 2] = from[p + 2];
                at += CHANNELS;
            }
        }
        return new Pixels(in.height(), in.width(), to);
    }

    /** Fills up with white to full tiles. */
    static Pixels padBottom(Pixels in, int side) {
        return pad(in, side, 0);
    }

    /** Fills up with white to full tiles, {@code top} rows of it above. */
    private static Pixels pad(Pixels in, int side, int top) {
        int height = (in.height() + side - 1) / side * side;
        if (height == in.height()) {
            return in;
        }
        byte[] padded = new byte[Math.multiplyExact(in.width() * CHANNELS, height)];
        Arrays.fill(padded, (byte) 255);
        System.arraycopy(in.rgb(), 0, padded, top * in.width() * CHANNELS, in.rgb().length);
        return new Pixels(in.width(), height, padded);
    }

    private static String key(Pixels pixels) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(pixels.rgb());
            return pixels.width() + "x" + pixels.height() + " " + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
