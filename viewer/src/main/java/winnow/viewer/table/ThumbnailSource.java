package winnow.viewer.table;

import java.util.function.Consumer;
import javafx.scene.image.Image;
import winnow.store.data.QueueRow;
import winnow.store.job.CancelToken;

/** Where a {@link QueueList} gets its small pictures from. */
@FunctionalInterface
public interface ThumbnailSource {

    /**
     * Fetches the thumbnail of a row that has media. Called on the JavaFX thread and returns at once.
     *
     * @param onImage called at most once, on the JavaFX thread; never for what cannot be decoded
     * @return cancelled by the list when the row has scrolled away
     */
    CancelToken request(QueueRow row, Consumer<Image> onImage);
}
