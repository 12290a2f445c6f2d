package winnow.app.ui.review;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import winnow.app.service.ReviewService;
import winnow.app.service.Session;
import winnow.app.ui.job.Jobs;
import winnow.store.data.SavedView;
import winnow.store.job.Lanes.Lane;

/** Searches that are kept under a name. Lives on the JavaFX thread. */
public final class SavedViews {

    private final ReviewService reviews;
    private final Jobs jobs;
    private final String annotator;
    private final ObservableList<SavedView> all = FXCollections.observableArrayList();
    private final ObservableList<SavedView> shown = FXCollections.unmodifiableObservableList(all);

    /** The searches of a workspace; nothing is loaded until {@link #refresh}. */
    public SavedViews(Session session, Jobs jobs, String annotator) {
        this.reviews = session.review();
        this.jobs = jobs;
        this.annotator = annotator;
    }

    /** All of them, in order of the alphabet. */
    public ObservableList<SavedView> all() {
        return shown;
    }

    /** Reads them again. */
    public void refresh() {
        change(() -> {});
    }

    /** Keeps a search under a name; one of the same name is replaced. */
    public void save(String name, String query) {
        SavedView view = new SavedView(name.strip(), query, annotator);
        change(() -> reviews.saveView(view));
    }

    /** Keeps a search no longer. */
    public void remove(String name) {
        change(() -> reviews.removeView(name, annotator));
    }

    private void change(Runnable work) {
        jobs.start(
                "Keeping searches",
                Lane.DECIDE,
                (progress, cancel) -> {
                    work.run();
                    return reviews.views();
                },
                all::setAll);
    }
}
