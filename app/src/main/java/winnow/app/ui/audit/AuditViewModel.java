package winnow.app.ui.audit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import winnow.app.service.AuditResult;
import winnow.app.service.AuditService;
import winnow.app.service.ReviewService.Detail;
import winnow.app.service.Session;
import winnow.app.ui.job.Jobs;
import winnow.app.ui.review.ActLine;
import winnow.app.ui.review.Decoders;
import winnow.app.ui.review.PictureShelf;
import winnow.app.ui.review.Shown;
import winnow.app.ui.review.ShownSample;
import winnow.store.data.Audit;
import winnow.store.data.Audit.Quality;
import winnow.store.job.CancelToken;
import winnow.store.job.Lanes.Lane;
import winnow.store.job.Progress;

/**
 * State and actions of the audit screen. Knows no control; lives on the JavaFX thread. A judgement is on disk before
 * the next sample shows, and keys typed meanwhile wait for it.
 */
public final class AuditViewModel implements ShownSample {

    /** Samples read before they are needed, the one to judge among them. */
    private static final int AHEAD = 3;

    /** What is written with a sample that cannot be judged because its media are broken. */
    private static final String BROKEN = "Broken file";

    /** What the screen shows. */
    public enum State {
        LOADING,
        SAMPLE,
        /** All that was drawn is judged. */
        DONE,
        /** The draws cannot be read, or a judgement cannot be written. */
        TROUBLE
    }

    private record Open(AuditService.Next draw, Detail detail) {}

    private record Ahead(List<Open> draws, AuditResult.Progress progress) {}

    private final Session session;
    private final Jobs jobs;
    private final String annotator;
    private final PictureShelf pictures;
    private final ActLine acts;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.LOADING);
    private final ReadOnlyObjectWrapper<Detail> detail = new ReadOnlyObjectWrapper<>(); // null: none, or not loaded
    private final ReadOnlyIntegerWrapper picture = new ReadOnlyIntegerWrapper();
    private final ReadOnlyObjectWrapper<AuditResult.Progress> progress =
            new ReadOnlyObjectWrapper<>(new AuditResult.Progress(0, 0, 0, 0, 0));
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private Optional<Audit> audit = Optional.empty();
    private Optional<AuditService.Next> draw = Optional.empty();
    private boolean writing;

    /** The screen of one workspace; there is nothing to judge until {@link #open}. */
    public AuditViewModel(Session session, Jobs jobs, String annotator, Decoders decoders) {
        this.session = session;
        this.jobs = jobs;
        this.annotator = annotator;
        this.pictures = new PictureShelf(session, jobs, decoders);
        this.acts = new ActLine(() -> writing, this::ready);
    }

    /** What the screen shows. */
    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** How far the judging is. */
    public ReadOnlyObjectProperty<AuditResult.Progress> progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** What went wrong last, in one sentence; empty when nothing did. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
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

    /** Whether there is an audit to judge. */
    public boolean isOpen() {
        return audit.isPresent();
    }

    /** Shows the next sample of an audit. */
    public void open(Audit wanted) {
        audit = Optional.of(wanted);
        state.set(State.LOADING);
        detail.set(null);
        draw = Optional.empty();
        pictures.clear();
        acts.clear();
        acts.add(false, () -> write("Loading the sample", () -> ahead(wanted)));
    }

    /** Judges the sample that is shown, and goes on once that is on disk. */
    public void judge(Quality quality, Optional<String> reason) {
        acts.add(true, () -> {
            AuditService.Next judged = draw.orElseThrow();
            Audit of = audit.orElseThrow();
            write("Saving the judgement", () -> {
                session.audits().judge(judged.draw(), annotator, quality, reason);
                return ahead(of);
            });
        });
    }

    /** Leaves the sample, which cannot be judged, and draws another one. */
    public void another() {
        acts.add(true, () -> {
            AuditService.Next left = draw.orElseThrow();
            Audit of = audit.orElseThrow();
            write("Drawing samples", () -> {
                session.audits().judge(left.draw(), annotator, Quality.UNKNOWN, Optional.of(BROKEN));
                session.audits().more(of, 1, Progress.SILENT, new CancelToken());
                return ahead(of);
            });
        });
    }

    /** Takes the last judgement back, so that its sample shows again. */
    public void undo() {
        acts.add(
                false,
                () -> audit.ifPresent(of -> write("Saving the judgement", () -> {
                    session.audits().undo(of.id(), annotator);
                    return ahead(of);
                })));
    }

    /** Shows another picture of the sample. */
    public void turnPicture(int by) {
        Detail shown = detail.get();
        if (shown != null && !shown.sample().sample().media().isEmpty()) {
            int most = shown.sample().sample().media().size() - 1;
            picture.set(Math.max(0, Math.min(most, picture.get() + by)));
            pictures.show(shown, picture.get());
        }
    }

    /** Looks for the pictures of a dataset in one more folder, then shows the sample anew. */
    public void addMediaFolder(long datasetId, Path folder) {
        jobs.start(
                "Adding a media folder",
                Lane.DISK,
                (done, cancel) -> session.addMediaFolder(datasetId, folder),
                dataset -> {
                    pictures.forgetTrouble();
                    audit.ifPresent(this::open);
                });
    }

    private ActLine.Ready ready() {
        return draw.isPresent() ? ActLine.Ready.NOW : ActLine.Ready.NEVER;
    }

    private Ahead ahead(Audit of) {
        List<Open> open = new ArrayList<>();
        for (AuditService.Next next : session.audits().upcoming(of.id(), AHEAD)) {
            open.add(new Open(next, session.review().detail(OptionalLong.empty(), next.sampleId())));
        }
        return new Ahead(open, session.audits().progress(of.id()));
    }

    private void write(String title, Supplier<Ahead> work) {
        writing = true;
        Optional<Audit> of = audit;
        jobs.start(
                title,
                Lane.DECIDE,
                (done, cancel) -> work.get(),
                found -> {
                    writing = false;
                    if (of.equals(audit)) { // another one may have been opened meanwhile
                        problem.set("");
                        show(found);
                    }
                    acts.drain();
                },
                trouble -> {
                    writing = false;
                    acts.clear(); // they were meant for samples that do not show now
                    problem.set(String.valueOf(trouble.getMessage()));
                    state.set(draw.isPresent() ? State.SAMPLE : State.TROUBLE);
                });
    }

    private void show(Ahead found) {
        progress.set(found.progress());
        picture.set(0);
        draw = found.draws().stream().findFirst().map(Open::draw);
        detail.set(null);
        if (found.draws().isEmpty()) {
            pictures.clear();
            state.set(State.DONE);
            return;
        }
        Detail first = found.draws().get(0).detail();
        detail.set(first);
        state.set(State.SAMPLE);
        pictures.show(first, 0);
        found.draws().stream().skip(1).forEach(next -> pictures.prepare(next.detail()));
    }
}
