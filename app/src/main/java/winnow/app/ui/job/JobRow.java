package winnow.app.ui.job;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import winnow.viewer.text.Words;

/** A job that runs or waits: progress, speed, time left, and a way to stop it. */
final class JobRow extends VBox {

    private final LongJob job;
    private final Words words;
    private final Durations durations;
    private final ProgressBar bar = new ProgressBar();
    private final Label done = new Label();
    private final Label speed = new Label();
    private final Label left = new Label();

    JobRow(LongJob job, Words words) {
        super(6);
        this.job = job;
        this.words = words;
        this.durations = new Durations(words);
        getStyleClass().add("job");
        Label title = new Label(job.title());
        title.getStyleClass().add("bold");
        Button cancel = new Button();
        cancel.setGraphic(new FontIcon("fth-x"));
        cancel.getStyleClass().addAll("flat", "button-icon", "small", "job-cancel");
        cancel.setAccessibleText(words.tr("Cancel: {0}", job.title()));
        cancel.setTooltip(new javafx.scene.control.Tooltip(words.tr("Cancel")));
        cancel.setOnAction(event -> {
            cancel.setDisable(true);
            job.cancel();
        });
        title.setMinWidth(0);
        cancel.setMinWidth(USE_PREF_SIZE);
        HBox head = new HBox(8, title, gap(), cancel);
        head.setAlignment(Pos.CENTER_LEFT);
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.getStyleClass().add("job-bar");
        HBox foot = new HBox(8, done, gap(), speed, gap(), left);
        foot.getStyleClass().add("muted");
        getChildren().addAll(head, bar, foot);
        job.doneProperty().addListener((property, before, now) -> show());
        job.totalProperty().addListener((property, before, now) -> show());
        show();
    }

    private void show() {
        bar.setProgress(job.share());
        bar.setAccessibleText(job.title());
        if (job.stateProperty().get() == LongJob.State.WAITING) {
            done.setText(words.tr("waits for the job before"));
            return;
        }
        long total = job.totalProperty().get();
        done.setText(
                total > 0
                        ? words.tr("{0} of {1}", job.doneProperty().get(), total)
                        : words.number(job.doneProperty().get()));
        speed.setText(job.speed() <= 0 ? "" : words.tr("{0} / s", rounded(job.speed())));
        left.setText(
                job.secondsLeft().isPresent()
                        ? words.tr("{0} left", durations.of(job.secondsLeft().getAsLong()))
                        : "");
    }

    private String rounded(double speed) {
        return speed >= 10 ? words.number(Math.round(speed)) : String.format(words.locale(), "%.1f", speed);
    }

    private static Region gap() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return gap;
    }
}
