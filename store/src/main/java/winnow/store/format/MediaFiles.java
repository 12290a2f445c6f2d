package winnow.store.format;

import java.io.IOException;
import java.nio.file.Path;
import winnow.store.data.Media;

/** Finds the media that records of an export name. */
@FunctionalInterface
public interface MediaFiles {

    /**
     * The file of a picture or a video.
     *
     * @throws IOException if there is none, with a message for the user
     */
    Path file(Media media) throws IOException;
}
