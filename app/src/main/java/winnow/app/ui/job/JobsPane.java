package winnow.app.ui.job;

import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import winnow.viewer.text.Words;

/** Long jobs: those that run and wait, samples that failed by reason, and what is over. Lies over any screen. */
public final class JobsPane extends VBox {

    private static final int OVER = 8;

    private final ObservableList<LongJob> jobs;
    private final Words words;
    private final Durations durations;
    private final Label count = new Label();
    private final VBox open = new VBox();
    private final VBox over = new VBox(6);
    private final InvalidationListener changed = observable -> show();

    /** A pane that follows {@code jobs}; {@code failed} shows the samples the last run could not score. */
    public JobsPane(ObservableList<LongJob> jobs, FailedSamples failed, Words words, Runnable close) {
        this.jobs = jobs;
        this.words = words;
        this.durations = new Durations(words);
        setId("jobs");
        getStyleClass().add("jobs-pane");
        setMaxHeight(USE_PREF_SIZE);
        over.getStyleClass().add("job-section");
        getChildren().addAll(header(close), open, new FailedSection(failed, words), over);
        jobs.forEach(job -> job.stateProperty().addListener(changed));
        jobs.addListener((ListChangeListener<LongJob>) change -> {
            while (change.next()) {
                change.getAddedSubList().forEach(job -> job.stateProperty().addListener(changed));
            }
            show();
        });
        show();
    }

    private HBox header(Runnable close) {
        Label title = new Label(words.tr("Jobs"));
        title.getStyleClass().add("card-title");
        count.getStyleClass().add("muted");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button button = new Button();
        button.setGraphic(new FontIcon("fth-x"));
        button.getStyleClass().addAll("flat", "button-icon", "small");
        button.setAccessibleText(words.tr("Close"));
        button.setOnAction(event -> close.run());
        HBox header = new HBox(title, gap, count, button);
        header.getStyleClass().add("pane-header");
        return header;
    }

    private void show() {
        List<LongJob> now = jobs.stream().filter(job -> !job.ended()).toList();
        long running = now.stream()
                .filter(job -> job.stateProperty().get() == LongJob.State.RUNNING)
                .count();
        count.setText(words.tr("{0} running, {1} waiting", running, now.size() - running));
        open.getChildren()
                .setAll(now.stream().map(job -> (Node) new JobRow(job, words)).toList());
        if (now.isEmpty()) {
            Label none = new Label(words.tr("Nothing runs."));
            none.getStyleClass().addAll("muted", "job");
            none.setMaxWidth(Double.MAX_VALUE);
            open.getChildren().add(none);
        }
        List<LongJob> ended = jobs.stream().filter(LongJob::ended).limit(OVER).toList();
        over.setVisible(!ended.isEmpty());
        over.setManaged(!ended.isEmpty());
        Label title = new Label(words.tr("Done today"));
        title.getStyleClass().add("bold");
        over.getChildren().setAll(title);
        ended.forEach(job -> over.getChildren().add(row(job)));
    }

    private HBox row(LongJob job) {
        LongJob.State how = job.stateProperty().get();
        FontIcon icon = new FontIcon(
                switch (how) {
                    case DONE -> "fth-check-circle";
                    case FAILED -> "fth-alert-circle";
                    default -> "fth-slash";
                });
        icon.getStyleClass()
                .add(how == LongJob.State.DONE ? "keep-text" : how == LongJob.State.FAILED ? "danger-text" : "muted");
        Label title = new Label(job.title());
        title.setMaxWidth(200);
        title.setMinWidth(60);
        Label what = new Label(
                how == LongJob.State.CANCELLED
                        ? words.tr("cancelled by you")
                        : job.summaryProperty().get());
        what.getStyleClass().add("muted");
        what.setWrapText(true);
        HBox.setHgrow(what, Priority.ALWAYS);
        what.setMaxWidth(Double.MAX_VALUE);
        Label time = new Label(durations.over(job.seconds()));
        time.getStyleClass().add("muted");
        time.setMinWidth(USE_PREF_SIZE);
        HBox row = new HBox(8, icon, title, what);
        if (how != LongJob.State.DONE) {
            Button again = new Button(words.tr("Try again"));
            again.getStyleClass().add("small");
            again.setMinWidth(USE_PREF_SIZE);
            again.setAccessibleText(words.tr("Try again: {0}", job.title()));
            again.setOnAction(event -> job.again());
            row.getChildren().add(again);
        }
        row.getChildren().add(time);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}
