package winnow.app.ui.review;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import winnow.app.service.ReviewService;
import winnow.app.service.ReviewService.Detail;
import winnow.app.ui.job.Jobs;
import winnow.store.data.Verdict;
import winnow.store.job.Lanes.Lane;

/** Tags and notes on the review screen, and what is done to all samples of the search. On the JavaFX thread. */
public final class ReviewRemarks {

    private final ReviewViewModel model;
    private final ReviewService reviews;
    private final Jobs jobs;
    private final String annotator;

    ReviewRemarks(ReviewViewModel model, ReviewService reviews, Jobs jobs, String annotator) {
        this.model = model;
        this.reviews = reviews;
        this.jobs = jobs;
        this.annotator = annotator;
    }

    /** Who writes here. */
    public String annotator() {
        return annotator;
    }

    /** Puts a tag on the sample that is shown, or takes it off again, and stays. */
    public void tag(String name, boolean on) {
        String tag = name.strip();
        model.perform(
                true,
                id -> reviews.tag(annotator, id, tag, on),
                step -> model.remarked(step, Remarks.tagged(annotator, tag, on)));
    }

    /** Puts a tag on the sample that is shown, or takes it off where it is there. */
    public void toggleTag(String name) {
        Detail shown = model.now().detailProperty().get();
        if (shown != null) {
            tag(name, !Remarks.has(shown.remarks(), annotator, name));
        }
    }

    /** Writes a note on the sample that is shown; blank takes it off. */
    public void note(String text) {
        model.perform(
                true,
                id -> reviews.note(annotator, id, text),
                step -> model.remarked(step, Remarks.noted(annotator, text.strip())));
    }

    /** Asks for the tags that are in use, most used first. */
    public void tags(Consumer<List<String>> arrived) {
        jobs.start("Reading tags", Lane.DECIDE, (progress, cancel) -> reviews.tags(), arrived);
    }

    /** Decides on all samples the search finds, as one step. */
    public void decideAll(Verdict verdict, Optional<String> reason) {
        String query = model.now().queryProperty().get();
        model.perform(
                false,
                id -> Optional.of(reviews.decideAll(annotator, model.run(), query, verdict, reason, Optional.empty())),
                model::changedAll);
    }

    /** Decides on those of some samples that nobody has decided on, as one step. */
    void decideOn(List<Long> samples, Verdict verdict, Optional<String> reason) {
        decideOn(samples, verdict, reason, Optional.empty());
    }

    /** The same with a note on each. */
    public void decideOn(List<Long> samples, Verdict verdict, Optional<String> reason, Optional<String> note) {
        model.perform(
                false,
                id -> Optional.of(reviews.decideUndecided(annotator, samples, verdict, reason, note)),
                model::changedAll);
    }

    /** Puts a tag on all samples the search finds, as one step. */
    public void tagAll(String name) {
        String query = model.now().queryProperty().get();
        model.perform(false, id -> reviews.tagAll(annotator, model.run(), query, name, true), model::changedAll);
    }
}
