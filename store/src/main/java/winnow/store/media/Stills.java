package winnow.store.media;

import java.io.IOException;
import java.nio.file.Path;

/** Decodes pictures. Stateless, so any thread may use it. */
public final class Stills {

    /** Width and height in pixels, as stored: orientation marks are not applied, as the model does not apply them. */
    public record Size(int width, int height) {}

    /** Reads width and height from the head of a file, without decoding it. */
    public Size size(Path file) throws IOException {
        throw new IllegalStateException("skeleton");
    }

    /**
     * Decodes a picture to RGB exactly as the reference does (SPEC 5, step 1).
     *
     * @throws IOException if it is not a picture, damaged, cut off or too large; one sentence that names the file
     */
    public Pixels decode(Path file) throws IOException {
        throw new IllegalStateException("skeleton");
    }

    /** Decodes a picture for looking at, shrunk so that it still covers {@code width} x {@code height}. */
    public Pixels thumbnail(Path file, int width, int height) throws IOException {
        throw new IllegalStateException("skeleton");
    }
}
