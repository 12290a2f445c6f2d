package winnow.app.ui.job;

import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressIndicator;
import winnow.viewer.text.Words;

/** The job that runs now, in the top bar; hidden while there is none. Opens the pane of jobs. */
public final class JobPill extends Button {

    private final ObservableList<LongJob> jobs;
    private final Durations durations;
    private final Words words;
    private final ProgressIndicator ring = new ProgressIndicator();
    private final InvalidationListener changed = observable -> show();

    /** A pill that follows {@code jobs}. */
    public JobPill(ObservableList<LongJob> jobs, Words words, Runnable open) {
        this.jobs = jobs;
        this.words = words;
        this.durations = new Durations(words);
        setId("job-pill");
        getStyleClass().add("job-pill");
        ring.getStyleClass().add("job-ring");
        ring.setMinSize(16, 16);
        ring.setMaxSize(16, 16);
        setGraphic(ring);
        setMinWidth(120);
        setMaxWidth(320);
        setOnAction(event -> open.run());
        jobs.forEach(this::follow);
        jobs.addListener((ListChangeListener<LongJob>) change -> {
            while (change.next()) {
                change.getAddedSubList().forEach(this::follow);
            }
            show();
        });
        show();
    }

    private void follow(LongJob job) {
        job.stateProperty().addListener(changed);
        job.doneProperty().addListener(changed);
    }

    private void show() {
        Optional<LongJob> running = jobs.stream()
                .filter(job -> !job.ended())
                .reduce((newer, older) -> older); // the oldest runs, the others wait
        setVisible(running.isPresent());
        setManaged(running.isPresent());
        running.ifPresent(job -> {
            ring.setProgress(job.share());
            String percent = job.share() < 0 ? "" : " " + words.tr("{0} %", Math.round(job.share() * 100));
            String left = job.secondsLeft().isPresent()
                    ? "  " + words.tr("{0} left", durations.of(job.secondsLeft().getAsLong()))
                    : "";
            setText(job.title() + percent + left);
            setAccessibleText(words.tr("Jobs: {0}", getText()));
        });
    }
}
