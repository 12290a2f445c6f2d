package winnow.app.ui.review;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.image.Image;
import winnow.app.service.ReviewService.Detail;
import winnow.app.service.Session;
import winnow.app.ui.job.Jobs;
import winnow.store.data.Media;
import winnow.store.job.CancelToken;
import winnow.store.job.Lanes.Lane;
import winnow.store.media.MediaRoots;
import winnow.store.media.Videos;

/**
 * Decodes pictures before they are needed and holds the last few. What arrives after the reviewer moved on is kept for
 * later but not shown. Of videos, which are decoded one at a time, at most one is decoded ahead, and none goes on
 * being decoded that the reviewer has left. Lives on the JavaFX thread.
 */
public final class PictureShelf {

    private static final int HELD = 8;

    private record Place(long datasetId, Media media) {}

    private final Session session;
    private final Jobs jobs;
    private final PictureDecoder decoder;
    private final Films films;
    private final ReadOnlyObjectWrapper<Shown> shown = new ReadOnlyObjectWrapper<>(new Shown.Loading());
    private final Map<Place, Shown> held = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<Place, CancelToken> filming = new HashMap<>();
    private Place wanted = new Place(-1, new Media(Media.Kind.IMAGE, ""));
    private Place next = wanted;

    /** A shelf for the pictures of one workspace. */
    public PictureShelf(Session session, Jobs jobs, Decoders decoders) {
        this.session = session;
        this.jobs = jobs;
        this.decoder = decoders.pictures();
        this.films = new Films(jobs, decoders.videos());
    }

    /** What stands on the stage now; never null. */
    public ReadOnlyObjectProperty<Shown> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /** Puts nothing on the stage. */
    public void clear() {
        wanted = new Place(-1, new Media(Media.Kind.IMAGE, ""));
        shown.set(new Shown.Loading());
        leaveOthers();
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
        leaveOthers();
        if (known == null && !filming.containsKey(wanted)) {
            fetch(wanted);
        }
    }

    /** Stops decoding the videos that are not wanted now. */
    private void leaveOthers() {
        filming.entrySet().removeIf(each -> {
            boolean left = !each.getKey().equals(wanted) && !each.getKey().equals(next);
            if (left) {
                each.getValue().cancel();
            }
            return left;
        });
    }

    /** Decodes the first picture of a sample that is likely to be shown soon. */
    public void prepare(Detail detail) {
        List<Media> media = detail.sample().sample().media();
        if (!media.isEmpty()) {
            Place place = new Place(detail.dataset().id(), media.get(0));
            if (!held.containsKey(place) && (!isVideo(media.get(0)) || filming.isEmpty())) {
                next = place;
                fetch(place);
            }
        }
    }

    /** Looks for files again that were missing. */
    public void forgetTrouble() {
        held.values().removeIf(each -> each instanceof Shown.Trouble || each instanceof Shown.Missing);
    }

    private static boolean isVideo(Media media) {
        return media.kind() == Media.Kind.VIDEO || Videos.isVideo(media.path());
    }

    private void fetch(Place place) {
        CancelToken token =
                jobs.start("Decoding a picture", Lane.DECODE, (progress, cancel) -> decode(place, cancel), result -> {
                    filming.remove(place);
                    arrived(place, result);
                });
        if (isVideo(place.media())) {
            filming.put(place, token);
        }
    }

    private Shown decode(Place place, CancelToken cancel) {
        String path = place.media().path();
        MediaRoots roots = session.media(place.datasetId());
        try {
            Path file = roots.resolve(path);
            if (isVideo(place.media())) {
                return films.open(file, path, cancel);
            }
            Image image = decoder.decode(file);
            Optional<Shown.Video> moving = films.moving(file, path, image, cancel);
            return moving.isPresent() ? moving.get() : new Shown.Picture(image, path);
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
