package winnow.app.ui.review;

import javafx.scene.image.Image;

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
     * A video.
     *
     * @param path as it stands in the record
     */
    record Video(String path) implements Shown {}

    /**
     * A picture that is in none of the media folders.
     *
     * @param path as it stands in the record
     * @param datasetId the dataset whose folders were looked through
     * @param folders how many those are
     */
    record Missing(String path, long datasetId, int folders) implements Shown {}

    /**
     * A picture that cannot be shown.
     *
     * @param reason one sentence
     */
    record Trouble(String reason) implements Shown {}
}
