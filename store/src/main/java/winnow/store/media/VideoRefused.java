package winnow.store.media;

import java.io.IOException;

/** A video cannot be judged. The message is a sentence without its subject, which is the name of the file. */
final class VideoRefused extends IOException {

    private static final long serialVersionUID = 1;

    VideoRefused(String message) {
        super(message);
    }
}
