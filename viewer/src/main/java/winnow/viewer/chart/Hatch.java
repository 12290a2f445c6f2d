package winnow.viewer.chart;

import javafx.scene.image.PixelWriter;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.paint.ImagePattern;
import javafx.scene.paint.Paint;

/** Stripes at 45 degrees, so that pruned bars are told apart without colour. */
final class Hatch {

    private static final int SIZE = 6;
    private static final int FINE = 4;

    private Hatch() {}

    /** Stripes in a plain colour, transparent between; anything but a plain colour is returned as it is. */
    static Paint of(Paint paint) {
        if (!(paint instanceof Color color)) {
            return paint;
        }
        WritableImage tile = new WritableImage(SIZE, SIZE);
        PixelWriter writer = tile.getPixelWriter();
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                writer.setColor(x, y, color.deriveColor(0, 1, 1, coverage(x, y)));
            }
        }
        return new ImagePattern(tile, 0, 0, SIZE, SIZE, false);
    }

    /** The share of a pixel that a stripe covers, 0 to 1. */
    private static double coverage(int x, int y) {
        int covered = 0;
        for (int i = 0; i < FINE; i++) {
            for (int j = 0; j < FINE; j++) {
                double across = (x + y + (i + j + 1.0) / FINE) % SIZE;
                covered += across < SIZE / 2.0 ? 1 : 0;
            }
        }
        return (double) covered / (FINE * FINE);
    }
}
