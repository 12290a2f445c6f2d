package winnow.app.ui.review;

import static java.util.Objects.requireNonNull;

import winnow.store.media.Videos;

/**
 * What turns media files into pictures on the stage.
 *
 * @param pictures decodes pictures
 * @param videos decodes videos, in a process of their own; stays the caller's
 */
public record Decoders(PictureDecoder pictures, Videos videos) {

    public Decoders {
        requireNonNull(pictures, "pictures");
        requireNonNull(videos, "videos");
    }
}
