package winnow.scoring.train.world;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/** A small square picture that is drawn on pixel by pixel, without smoothing. */
final class Canvas {

    /** Pixels of a side. */
    static final int SIDE = 112;

    private final int[] pixels = new int[SIDE * SIDE];

    Canvas(int background) {
        Arrays.fill(pixels, background);
    }

    /** Fills a rectangle; what lies outside is left out. */
    void fill(int left, int top, int width, int height, int rgb) {
        for (int y = Math.max(0, top); y < Math.min(SIDE, top + height); y++) {
            for (int x = Math.max(0, left); x < Math.min(SIDE, left + width); x++) {
                pixels[y * SIDE + x] = rgb;
            }
        }
    }

    /** Draws a shape of a size around a point. */
    void draw(Shape shape, int centreX, int centreY, int size, int rgb) {
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                double across = (2.0 * x + 1) / size - 1; // -1 to 1
                double down = (2.0 * y + 1) / size - 1;
                if (shape.covers(across, down)) {
                    fill(centreX - size / 2 + x, centreY - size / 2 + y, 1, 1, rgb);
                }
            }
        }
    }

    /** Writes capital letters and digits; a dot of the letters is {@code scale} pixels wide. */
    void write(String text, int left, int top, int scale, int rgb) {
        for (int i = 0; i < text.length(); i++) {
            int x = left + i * Glyphs.ADVANCE * scale;
            for (int row = 0; row < Glyphs.HEIGHT; row++) {
                for (int column = 0; column < Glyphs.WIDTH; column++) {
                    if (Glyphs.dot(text.charAt(i), column, row)) {
                        fill(x + column * scale, top + row * scale, scale, scale, rgb);
                    }
                }
            }
        }
    }

    /** A pixel as 0xRRGGBB. */
    int pixel(int x, int y) {
        return pixels[y * SIDE + x];
    }

    /** The picture. */
    BufferedImage image() {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, SIDE, SIDE, pixels, 0, SIDE);
        return image;
    }
}
