package winnow.app.ui.review;

import java.io.IOException;
import java.nio.file.Path;
import javafx.scene.image.Image;

/** Makes a picture of a file. Called on a background thread. */
@FunctionalInterface
public interface PictureDecoder {

    /**
     * Decodes a file.
     *
     * @throws IOException if it is no picture, or damaged; one sentence that names the file
     */
    Image decode(Path file) throws IOException;
}
