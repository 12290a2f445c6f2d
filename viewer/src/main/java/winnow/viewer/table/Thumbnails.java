package winnow.viewer.table;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.image.Image;
import winnow.store.data.QueueRow;
import winnow.store.job.CancelToken;

/** The last {@value #KEPT} thumbnails of a source, so that scrolling back shows them at once. On the JavaFX thread. */
final class Thumbnails {

    private static final int KEPT = 400;

    private final ThumbnailSource source;
    private final Map<Long, Image> images = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Image> eldest) {
            return size() > KEPT;
        }
    };

    Thumbnails(ThumbnailSource source) {
        this.source = source;
    }

    Optional<Image> kept(QueueRow row) {
        return Optional.ofNullable(images.get(row.sampleId()));
    }

    CancelToken request(QueueRow row, Consumer<Image> onImage) {
        return source.request(row, image -> {
            images.put(row.sampleId(), image);
            onImage.accept(image);
        });
    }
}
