package winnow.app.ui.review;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import winnow.app.service.PictureIndex;
import winnow.app.service.ReviewService.Detail;
import winnow.app.service.Session;
import winnow.app.service.SimilarIndex;
import winnow.app.service.SimilarService;
import winnow.app.service.SimilarService.Similar;
import winnow.app.ui.job.Jobs;
import winnow.store.data.Verdict;
import winnow.store.job.CancelToken;
import winnow.store.job.Lanes.Lane;
import winnow.store.job.Progress;

/**
 * The samples that are like the one that is shown, and the way there and back. Texts are read when it is opened for the
 * first time, pictures when that is asked for. Knows no control; lives on the JavaFX thread.
 */
public final class SimilarViewModel {

    /** What there is to see. */
    public enum State {
        /** Nobody asked. */
        CLOSED,
        READING,
        FOUND,
        FAILED
    }

    private final SimilarService service;
    private final Jobs jobs;
    private final ReviewViewModel review;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.CLOSED);
    private final ReadOnlyObjectWrapper<List<Similar>> similar = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private Optional<SimilarIndex> texts = Optional.empty();
    private Optional<PictureIndex> pictures = Optional.empty();
    private CancelToken reading = new CancelToken();
    private CancelToken asking = new CancelToken();
    private long origin = -1;
    private boolean open;
    private boolean busy;

    /** Follows the sample that a review shows. */
    public SimilarViewModel(Session session, Jobs jobs, ReviewViewModel review) {
        this.service = session.similar();
        this.jobs = jobs;
        this.review = review;
        review.now().detailProperty().addListener((property, before, detail) -> {
            if (open && detail != null) {
                find();
            }
        });
        review.now().loadedProperty().addListener(property -> refresh());
    }

    /** What there is to see. */
    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** The samples that are like the one that is shown, the most alike first. */
    public ReadOnlyObjectProperty<List<Similar>> similarProperty() {
        return similar.getReadOnlyProperty();
    }

    /** How far the reading is, 0 to 1. */
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** What went wrong, in one sentence; empty where nothing did. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Whether pictures were looked at, so that copies and those that look alike are found too. */
    public boolean knowsPictures() {
        return pictures.isPresent();
    }

    /** Whether there is a sample to go back to. */
    public boolean canReturn() {
        return origin >= 0;
    }

    /** Whether the list is open. */
    public boolean isOpen() {
        return open;
    }

    /** Opens the list, or closes it. */
    public void toggle() {
        open = !open;
        if (open) {
            refresh();
        } else {
            cancel();
            origin = -1;
            similar.set(List.of());
            state.set(State.CLOSED);
        }
    }

    /** Stops reading. */
    public void cancel() {
        reading.cancel();
        busy = false;
        if (state.get() == State.READING) {
            state.set(texts.isPresent() ? State.FOUND : State.FAILED);
        }
    }

    /** Goes to one of the samples; where it is not in the queue of this search, says so. */
    public void go(Similar to) {
        long from = review.selected();
        long id = to.row().sampleId();
        problem.set("");
        if (Arrays.stream(review.now().orderProperty().get()).noneMatch(each -> each == id)) {
            problem.set("#" + id);
            return;
        }
        if (origin < 0) {
            origin = from;
        }
        review.select(id);
    }

    /** Goes back to where the first of them was gone to from; false where nothing was. */
    public boolean goBack() {
        if (origin < 0) {
            return false;
        }
        review.select(origin);
        origin = -1;
        return true;
    }

    /** Decides on all of them that nobody has decided on, as one step. */
    public void decideAll(Verdict verdict, Optional<String> reason) {
        List<Long> ids =
                similar.get().stream().map(each -> each.row().sampleId()).toList();
        if (!ids.isEmpty()) {
            review.remarks().decideOn(ids, verdict, reason);
        }
    }

    /** Looks at all pictures, which takes a while, to find copies and those that look alike. */
    public void lookAtPictures() {
        read("Looking at pictures", Lane.DECODE, service::pictures, index -> pictures = Optional.of(index));
    }

    private void refresh() {
        if (!open) {
            return;
        }
        Optional<SimilarIndex> known = texts;
        jobs.start(
                "Looking for new samples",
                Lane.DISK,
                (unused, cancel) -> known.isEmpty() || service.isOutdated(known.get()),
                outdated -> {
                    if (outdated && open) {
                        pictures = Optional.empty();
                        read("Reading texts", Lane.BULK, service::texts, index -> texts = Optional.of(index));
                    } else {
                        find();
                    }
                },
                this::failed);
    }

    /** Reads something of all samples. */
    private interface Reading<T> {
        T read(Progress progress, CancelToken cancel);
    }

    private <T> void read(String title, Lane lane, Reading<T> work, Consumer<T> keep) {
        reading.cancel();
        busy = true;
        progress.set(0);
        state.set(State.READING);
        CancelToken[] mine = new CancelToken[1];
        Consumer<Double> tell = jobs.relay(share -> {
            if (mine[0] == reading) {
                progress.set(share);
            }
        });
        mine[0] = jobs.start(
                title,
                lane,
                (unused, cancel) -> work.read((done, total) -> tell.accept((double) done / Math.max(1, total)), cancel),
                index -> {
                    busy = false;
                    keep.accept(index);
                    find();
                },
                this::failed);
        reading = mine[0];
    }

    private void find() {
        Detail detail = review.now().detailProperty().get();
        if (!open || detail == null || texts.isEmpty()) {
            return;
        }
        asking.cancel();
        OptionalLong run = review.run();
        SimilarIndex in = texts.get();
        Optional<PictureIndex> looks = pictures;
        asking = jobs.start(
                "Looking for similar samples",
                Lane.DISK,
                (unused, cancel) -> service.similar(run, detail.sample(), in, looks),
                found -> {
                    if (open && detail.sample().id() == review.selected()) { // the reviewer may have moved on
                        problem.set("");
                        similar.set(found);
                        state.set(busy ? State.READING : State.FOUND);
                    }
                },
                this::failed);
    }

    private void failed(Throwable trouble) {
        busy = false;
        if (open) {
            problem.set(String.valueOf(trouble.getMessage()));
            state.set(State.FAILED);
        }
    }
}
