package winnow.viewer.media;

import java.nio.IntBuffer;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import winnow.store.media.Pixels;

/** Turns decoded pictures into images that JavaFX can show. */
public final class Pictures {

    private static final int OPAQUE = 0xff000000;

    private Pictures() {}

    /** The same picture, pixel for pixel; four bytes a pixel. Any thread. */
    public static Image of(Pixels pixels) {
        byte[] rgb = pixels.rgb();
        int[] argb = new int[pixels.width() * pixels.height()];
        for (int i = 0, from = 0; i < argb.length; i++, from += 3) {
            argb[i] = OPAQUE | (rgb[from] & 0xff) << 16 | (rgb[from + 1] & 0xff) << 8 | (rgb[from + 2] & 0xff);
        }
        return new WritableImage(new PixelBuffer<>(
                pixels.width(), pixels.height(), IntBuffer.wrap(argb), PixelFormat.getIntArgbPreInstance()));
    }
}
