package winnow.store.media;

import java.awt.image.Raster;

/** Turns the four components of a print JPEG into RGB with the very arithmetic of the reference. */
final class PrintColours {

    private PrintColours() {}

    /**
     * Converts as libjpeg and then PIL do: YCCK to CMYK in 16-bit fixed point (libjpeg {@code ycck_cmyk_convert}),
     * values taken as inverted whatever the file says (PIL's "Adobe conventions"), then CMYK to RGB (PIL
     * {@code cmyk2rgb}).
     *
     * @param raster four components, as they stand in the file
     * @param ycck whether the first three are luminance and colour differences
     */
    static Pixels rgb(Raster raster, boolean ycck) {
        int width = raster.getWidth();
        byte[] rgb = new byte[Math.multiplyExact(Math.multiplyExact(width, raster.getHeight()), 3)];
        int[] row = new int[4 * width];
        int to = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int i = 0; i < row.length; i += 4) {
                if (ycck) {
                    toCmy(row, i);
                }
                int black = row[i + 3]; // inverted: 255 is no ink
                for (int c = 0; c < 3; c++) {
                    int ink = 255 - row[i + c];
                    rgb[to++] = (byte) Math.max(0, black - divideBy255(ink * black));
                }
            }
        }
        return new Pixels(width, raster.getHeight(), rgb);
    }

    private static void toCmy(int[] row, int i) {
        int y = row[i];
        int blue = row[i + 1] - 128;
        int red = row[i + 2] - 128;
        row[i] = clip(255 - (y + ((91881 * red + 32768) >> 16)));
        row[i + 1] = clip(255 - (y + ((-22554 * blue - 46802 * red + 32768) >> 16)));
        row[i + 2] = clip(255 - (y + ((116130 * blue + 32768) >> 16)));
    }

    private static int divideBy255(int value) {
        int rounded = value + 128;
        return ((rounded >> 8) + rounded) >> 8;
    }

    private static int clip(int value) {
        return Math.max(0, Math.min(255, value));
    }
}
