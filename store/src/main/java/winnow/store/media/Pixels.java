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
}
