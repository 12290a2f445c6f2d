package winnow.store.data;

import static java.util.Objects.requireNonNull;

/**
 * A picture or a video a conversation refers to.
 *
 * @param kind what to decode it with
 * @param path where it is, exactly as in the file; resolved under the media folders of its dataset and nowhere else
 */
public record Media(Kind kind, String path) {

    /** What to decode it with. */
    public enum Kind {
        IMAGE,
        VIDEO
    }

    public Media {
        requireNonNull(kind, "kind");
        requireNonNull(path, "path");
    }
}
