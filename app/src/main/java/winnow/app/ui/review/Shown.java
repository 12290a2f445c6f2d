package winnow.app.ui.review;

import java.util.List;
import java.util.Optional;
import javafx.scene.image.Image;
import winnow.store.media.VideoInfo;
import winnow.viewer.media.Frame;
import winnow.viewer.media.FrameSource;

/** What stands on the stage. */
public sealed interface Shown {

    /** Nothing yet; a skeleton after a while. */
    record Loading() implements Shown {}

    /** The sample has no media. */
    record TextOnly() implements Shown {}

    /**
     * A picture.
     *
     * @param image decoded as the model sees it
     * @param path as it stands in the record
     */
    record Picture(Image image, String path) implements Shown {}

    /**
     * A video, or a picture that moves.
     *
     * @param path as it stands in the record
     * @param seen the frames the model saw, small
     * @param first its first frame as it is shown, so that it is there at once; empty where it could not be decoded
     * @param info what is known of it
     * @param source all its frames
     */
    record Video(String path, List<Frame> seen, Optional<Frame> first, VideoInfo info, FrameSource source)
            implements Shown {

        public Video {
            seen = List.copyOf(seen);
        }
    }

    /**
     * A picture or video that is in none of the media folders.
     *
     * @param path as it stands in the record
     * @param datasetId the dataset whose folders were looked through
     * @param folders how many those are
     */
    record Missing(String path, long datasetId, int folders) implements Shown {}

    /**
     * A picture or video that cannot be shown.
     *
     * @param reason one sentence
     */
    record Trouble(String reason) implements Shown {}
}
