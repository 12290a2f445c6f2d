package winnow.store.media;

/**
 * A decoded picture: 8-bit RGB, row by row from the top, three bytes a pixel. The bytes belong to the receiver and are
 * not written to.
 *
 * @param width pixels, 1 or more
 * @param height pixels, 1 or more
 * @param rgb {@code width * height * 3} bytes, red first
 */
@SuppressWarnings("ArrayRecordComponent") // a picture is its bytes; copying 36 MB to look at it would be wrong
public record Pixels(int width, int height, byte[] rgb) {

    public Pixels {
        if (width < 1 || height < 1 || rgb.length != Math.multiplyExact(Math.multiplyExact(width, height), 3)) {
            throw new IllegalArgumentException(
                    "A picture of " + width + " x " + height + " cannot have " + rgb.length + " bytes");
        }
    }

    /** Every {@code step}-th pixel of every {@code step}-th row, starting with the first; itself if that is 1. */
    Pixels every(int step) {
        if (step == 1) {
            return this;
        }
        int w = (width + step - 1) / step;
        int h = (height + step - 1) / step;
        byte[] taken = new byte[w * h * 3];
        for (int i = 0; i < w * h; i++) {
            int from = (i / w * step * width + i % w * step) * 3;
            System.arraycopy(rgb, from, taken, i * 3, 3);
        }
        return new Pixels(w, h, taken);
    }
}
