package winnow.scoring.ixc;

import java.io.IOException;
import java.nio.file.Path;
import winnow.store.media.Pixels;

/** Decodes a picture to RGB as SPEC 5 step 1 says. Any thread may use it. */
@FunctionalInterface
public interface PictureReader {

    /**
     * Decodes a picture.
     *
     * @throws IOException if it is none, or damaged; one sentence that names the file
     */
    Pixels read(Path file) throws IOException;
}
