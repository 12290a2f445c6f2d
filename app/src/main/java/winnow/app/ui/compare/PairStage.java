package winnow.app.ui.compare;

import java.nio.file.Path;
import java.util.List;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import winnow.app.service.ReviewService.Detail;
import winnow.app.service.Session;
import winnow.app.ui.job.Jobs;
import winnow.app.ui.review.Decoders;
import winnow.app.ui.review.PictureShelf;
import winnow.app.ui.review.Shown;
import winnow.app.ui.review.ShownSample;
import winnow.store.data.Media;
import winnow.store.job.Lanes.Lane;

/** The picture or video both answers are about. Lives on the JavaFX thread. */
final class PairStage implements ShownSample {

    private final Session session;
    private final Jobs jobs;
    private final PictureShelf pictures;
    private final ReadOnlyObjectWrapper<Detail> detail = new ReadOnlyObjectWrapper<>(); // null: none, or not loaded
    private final ReadOnlyIntegerWrapper picture = new ReadOnlyIntegerWrapper();

    PairStage(Session session, Jobs jobs, Decoders decoders) {
        this.session = session;
        this.jobs = jobs;
        this.pictures = new PictureShelf(session, jobs, decoders);
    }

    @Override
    public ReadOnlyObjectProperty<Detail> detailProperty() {
        return detail.getReadOnlyProperty();
    }

    @Override
    public ReadOnlyIntegerProperty pictureProperty() {
        return picture.getReadOnlyProperty();
    }

    @Override
    public ReadOnlyObjectProperty<Shown> shownProperty() {
        return pictures.shownProperty();
    }

    @Override
    public boolean isBlind() {
        return true;
    }

    /** Shows the first picture of a pair. */
    void show(OpenedPair opened) {
        picture.set(0);
        detail.set(opened.detail());
        pictures.show(opened.detail(), 0);
    }

    /** Decodes the picture of a pair that is likely to be shown soon. */
    void prepare(OpenedPair opened) {
        pictures.prepare(opened.detail());
    }

    /** Shows another picture of the pair. */
    void turn(int by) {
        Detail shown = detail.get();
        List<Media> media = shown == null ? List.of() : shown.sample().sample().media();
        if (!media.isEmpty()) {
            picture.set(Math.max(0, Math.min(media.size() - 1, picture.get() + by)));
            pictures.show(shown, picture.get());
        }
    }

    /** Shows nothing. */
    void clear() {
        detail.set(null);
        pictures.clear();
    }

    /** Looks for the pictures of a dataset in one more folder; {@code then} is told once it is known. */
    void addFolder(long datasetId, Path folder, Runnable then) {
        jobs.start(
                "Adding a media folder",
                Lane.DISK,
                (progress, cancel) -> session.addMediaFolder(datasetId, folder),
                dataset -> {
                    pictures.forgetTrouble();
                    then.run();
                });
    }
}
