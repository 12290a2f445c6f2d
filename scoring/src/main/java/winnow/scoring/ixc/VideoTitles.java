package winnow.scoring.ixc;

import java.awt.image.Raster;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/**
 * The titles {@code <IMAGE 0>} to {@code <IMAGE 31>}, written once by Pillow in DejaVu Sans at 40 pixels and kept as a
 * picture, one below the other: so they come out the same on every machine, fonts or none, and equal to the published
 * cases to the last bit.
 */
final class VideoTitles {

    /** Height of a title and of the strip it stands in, in pixels. */
    static final int HEIGHT = 40;

    private static final String FILE = "titles.png";
    private static final int CHANNELS = 3;

    private final Raster ink; // 0 none, 255 full

    private VideoTitles(Raster ink) {
        this.ink = ink;
    }

    /** Those that come with the program. */
    static VideoTitles load() {
        try (InputStream in = VideoTitles.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing in the program");
            }
            return new VideoTitles(ImageIO.read(in).getRaster());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Draws the title of a frame in black over what is there, as PIL blends.
     *
     * @param rgb of a picture
     * @param width of that picture in pixels
     * @param left edge of the title in it
     * @param top edge of the title in it
     * @param frame its number, from 0
     */
    void draw(byte[] rgb, int width, int left, int top, int frame) {
        int right = Math.min(ink.getWidth(), width - left);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < right; x++) {
                int clear = 255 - ink.getSample(x, frame * HEIGHT + y, 0);
                int at = ((top + y) * width + left + x) * CHANNELS;
                for (int c = 0; c < CHANNELS && clear < 255; c++) {
                    int sum = (rgb[at + c] & 0xFF) * clear + 128;
                    rgb[at + c] = (byte) (((sum >> 8) + sum) >> 8);
                }
            }
        }
    }
}
