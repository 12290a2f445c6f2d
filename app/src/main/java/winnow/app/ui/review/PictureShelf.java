package winnow.app.ui.review;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import winnow.app.service.ReviewService.Detail;
import winnow.app.service.Session;
import winnow.app.ui.job.Jobs;
import winnow.store.data.Media;
import winnow.store.job.Lanes.Lane;
import winnow.store.media.MediaRoots;

/**
 * Decodes pictures before they are needed and holds the last few. What arrives after the reviewer moved on is kept for
 * later but not shown. Lives on the JavaFX thread.
 */
public final class PictureShelf {

    private static final int HELD = 8;

    private record Place(long datasetId, Media media) {}

    private final Session session;
    private final Jobs jobs;
    private final PictureDecoder decoder;
    private final ReadOnlyObjectWrapper<Shown> shown = new ReadOnlyObjectWrapper<>(new Shown.Loading());
    private final Map<Place, Shown> held = new LinkedHashMap<>(16, 0.75f, true);
    private Place wanted = new Place(-1, new Media(Media.Kind.IMAGE, ""));

    /** A shelf for the pictures of one workspace. */
    public PictureShelf(Session session, Jobs jobs, PictureDecoder decoder) {
        this.session = session;
        this.jobs = jobs;
        this.decoder = decoder;
    }

    /** What stands on the stage now; never null. */
    public ReadOnlyObjectProperty<Shown> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /** Puts nothing on the stage. */
    public void clear() {
        wanted = new Place(-1, new Media(Media.Kind.IMAGE, ""));
        shown.set(new Shown.Loading());
    }

    /** Says on the stage that the sample itself cannot be shown. */
    public void trouble(String reason) {
        clear();
        shown.set(new Shown.Trouble(reason));
    }

    /** Puts a picture of a sample on the stage as soon as it is there. */
    public void show(Detail detail, int which) {
        show(detail.dataset().id(), detail.sample().sample().media(), which);
    }

    /** Puts one of some media on the stage as soon as it is there. */
    public void show(long datasetId, List<Media> media, int which) {
        if (media.isEmpty()) {
            clear();
            shown.set(new Shown.TextOnly());
            return;
        }
        wanted = new Place(datasetId, media.get(which));
        Shown known = held.get(wanted);
        shown.set(known == null ? new Shown.Loading() : known);
        if (known == null) {
            fetch(wanted);
        }
    }

    /** Decodes the first picture of a sample that is likely to be shown soon. */
    public void prepare(Detail detail) {
        List<Media> media = detail.sample().sample().media();
        if (!media.isEmpty()) {
            Place place = new Place(detail.dataset().id(), media.get(0));
            if (!held.containsKey(place)) {
                fetch(place);
            }
        }
    }

    /** Looks for files again that were missing. */
    public void forgetTrouble() {
        held.values().removeIf(each -> each instanceof Shown.Trouble || each instanceof Shown.Missing);
    }

    private void fetch(Place place) {
        if (place.media().kind() == Media.Kind.VIDEO) {
            arrived(place, new Shown.Video(place.media().path()));
            return;
        }
        jobs.start("Decoding a picture", Lane.DECODE, (progress, cancel) -> decode(place), result -> {
            arrived(place, result);
        });
    }

    private Shown decode(Place place) {
        String path = place.media().path();
        MediaRoots roots = session.media(place.datasetId());
        try {
            Path file = roots.resolve(path);
            return new Shown.Picture(decoder.decode(file), path);
        } catch (MediaRoots.Missing e) {
            return new Shown.Missing(path, place.datasetId(), roots.folders().size());
        } catch (IOException e) {
            return new Shown.Trouble(String.valueOf(e.getMessage()));
        }
    }

    private void arrived(Place place, Shown result) {
        held.put(place, result);
        if (held.size() > HELD) {
            held.remove(held.keySet().iterator().next());
        }
        if (place.equals(wanted)) { // the reviewer may have moved on
            shown.set(result);
        }
    }
}
