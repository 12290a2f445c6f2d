package winnow.store.media;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;

/**
 * Takes the numbers of a decoded picture as they are: no colour space, profile or gamma is applied, alpha is dropped.
 *
 * <p>Drawing one picture onto another, as AWT would do it, changes greys and applies profiles; PIL's
 * {@code convert('RGB')}, which the reference uses, does not.
 */
final class Rasters {

    /** The RGB bytes of a picture. {@code clips}: 16-bit grey is cut off at 255, as PIL does it, instead of divided. */
    static Pixels rgb(BufferedImage image, boolean clips) {
        Raster raster = image.getRaster();
        byte[] rgb = new byte[Math.multiplyExact(Math.multiplyExact(image.getWidth(), image.getHeight()), 3)];
        int[][] tables = tables(image, clips);
        int[] row = new int[image.getWidth() * raster.getNumBands()];
        for (int y = 0; y < image.getHeight(); y++) {
            readRow(raster, y, row);
            int bands = raster.getNumBands();
            int to = y * image.getWidth() * 3;
            for (int x = 0; x < image.getWidth(); x++) {
                for (int c = 0; c < 3; c++) {
                    int sample = row[x * bands + (bands < 3 ? 0 : c)];
                    int[] table = tables[c];
                    rgb[to++] = (byte) (sample < table.length ? table[sample] : clips ? 255 : sample >> 8);
                }
            }
        }
        return new Pixels(image.getWidth(), image.getHeight(), rgb);
    }

    private Rasters() {}

    /** What the samples stand for in red, green and blue; 16-bit samples have no table. */
    private static int[][] tables(BufferedImage image, boolean clips) {
        int[][] tables = new int[3][];
        for (int c = 0; c < 3; c++) {
            int band = image.getRaster().getNumBands() < 3 ? 0 : c;
            int bits = image.getSampleModel().getSampleSize(band);
            if (image.getColorModel() instanceof IndexColorModel palette) {
                tables[c] = new int[1 << bits];
                for (int i = 0; i < Math.min(palette.getMapSize(), tables[c].length); i++) {
                    tables[c][i] = palette.getRGB(i) >> (16 - 8 * c) & 0xFF;
                }
            } else {
                tables[c] = new int[bits > 8 ? (clips ? 256 : 0) : 1 << bits];
                for (int i = 0; i < tables[c].length; i++) {
                    tables[c][i] = bits > 8 ? i : i * 255 / (tables[c].length - 1);
                }
            }
        }
        return tables;
    }

    /** {@code raster.getPixels}, many times faster for bytes side by side, as nearly all pictures have them. */
    private static void readRow(Raster raster, int y, int[] row) {
        boolean plain = raster.getSampleModel() instanceof PixelInterleavedSampleModel
                && raster.getDataBuffer() instanceof DataBufferByte
                && raster.getSampleModelTranslateX() == 0
                && raster.getSampleModelTranslateY() == 0;
        if (!plain) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, row);
            return;
        }
        PixelInterleavedSampleModel model = (PixelInterleavedSampleModel) raster.getSampleModel();
        DataBufferByte buffer = (DataBufferByte) raster.getDataBuffer();
        byte[] bytes = buffer.getData();
        int bands = model.getNumBands();
        for (int band = 0; band < bands; band++) {
            int from = buffer.getOffset() + model.getBandOffsets()[band] + y * model.getScanlineStride();
            for (int i = band; i < row.length; i += bands) {
                row[i] = bytes[from] & 0xFF;
                from += model.getPixelStride();
            }
        }
    }
}
