package winnow.app.ui.train;

import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import winnow.app.service.TrainingConfig;
import winnow.app.ui.command.Command;
import winnow.app.ui.part.CommandButton;
import winnow.scoring.ixc.TrainedPart;
import winnow.scoring.train.TrainingLog;
import winnow.scoring.train.TrainingPlan;
import winnow.viewer.text.Words;

/** A training: how far it is, and its settings, which stay as they were at the start. */
final class RunPane extends VBox {

    private static final int CHECKS = 4;

    private final TrainViewModel model;
    private final Words words;
    private final Label name = new Label();
    private final Label step = new Label();
    private final Label left = new Label();
    private final ProgressBar bar = new ProgressBar(0);
    private final VBox settings = new VBox(6);
    private final VBox checks = new VBox(6);

    RunPane(TrainViewModel model, Words words, List<Command> actions) {
        super(12);
        this.model = model;
        this.words = words;
        setId("train-run");
        name.setId("train-title");
        name.getStyleClass().add("screen-title");
        step.setId("train-step");
        step.getStyleClass().add("bold");
        left.setId("train-left");
        left.getStyleClass().addAll("muted", "small");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.getStyleClass().add("job-bar");
        HBox buttons = new HBox(8);
        for (Command action : actions) {
            CommandButton button = new CommandButton(action);
            button.visibleProperty().bind(action.possible());
            button.managedProperty().bind(action.possible());
            buttons.getChildren().add(button);
        }
        Label title = new Label(words.tr("Checks"));
        title.getStyleClass().add("card-title");
        getChildren().addAll(name, step, bar, left, buttons, settings, title, checks);
        model.trainingProperty().addListener((property, before, now) -> showSettings(now));
        InvalidationListener moved = property -> showSteps();
        model.stepsProperty().addListener(moved);
        model.stateProperty().addListener(moved);
        model.logProperty().addListener(property -> showChecks());
        showSettings(model.trainingProperty().get());
        showSteps();
    }

    private void showSteps() {
        TrainViewModel.Steps now = model.stepsProperty().get();
        TrainViewModel.State state = model.stateProperty().get();
        if (state == TrainViewModel.State.DONE) {
            step.setText(words.tr(
                    "Trained, {0} steps", words.number(model.logProperty().get().steps())));
            bar.setProgress(1);
            left.setText(words.tr("It is in Models now."));
            return;
        }
        step.setText(
                now.total() > 0
                        ? words.tr("Step {0} of {1}", words.number(now.done()), words.number(now.total()))
                        : now.done() > 0
                                ? words.tr("Stopped after step {0}", words.number(now.done()))
                                : words.tr("Reading pairs and the model…"));
        bar.setProgress(now.total() > 0 ? (double) now.done() / now.total() : 0);
        left.setText(
                state == TrainViewModel.State.RUNNING && now.secondsEach() > 0
                        ? words.tr("{0} s a step", TrainTexts.figure(now.secondsEach())) + ", "
                                + TrainTexts.time(words, now.secondsEach() * (now.total() - now.done()))
                        : "");
    }

    private void showSettings(TrainViewModel.@org.jspecify.annotations.Nullable Training training) {
        settings.getChildren().clear();
        if (training == null) {
            return;
        }
        name.setText(training.name());
        TrainingConfig config = training.config();
        TrainingPlan plan = config.plan();
        TrainingPlan.Pace pace = plan.pace();
        line(words.tr("Starts from"), String.valueOf(plan.model().getFileName()));
        line(words.tr("Trains"), TrainTexts.part(words, part(plan.options().part())));
        line(words.tr("Learns from"), config.from().map(from -> from.id()).orElse(""));
        line(
                words.tr("Split"),
                words.tr(
                        "by prompt, {0} %, seed {1}",
                        Math.round(100 * pace.beside().setAside()), plan.seed()));
        line(words.tr("Batch"), words.tr("{0} × {1} accumulated", pace.batch(), pace.accumulation()));
        line(words.tr("Rate"), words.tr("{0}, cosine", TrainTexts.figure(pace.rate())));
        line(
                words.tr("Length constraint"),
                config.lengths() > 0
                        ? words.tr("at most {0} ×", TrainTexts.figure(config.lengths()))
                        : words.tr("none, off"));
    }

    private static String part(TrainedPart part) {
        return part.kind() == TrainedPart.Kind.LAST
                ? "last:" + part.layers()
                : part.kind().name().toLowerCase(java.util.Locale.ROOT);
    }

    private void line(String what, String value) {
        settings.getChildren().add(pair(what, value));
    }

    private static HBox pair(String what, String value) {
        Label label = new Label(what);
        label.getStyleClass().add("muted");
        label.setMinWidth(USE_PREF_SIZE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Label shown = new Label(value);
        HBox line = new HBox(8, label, gap, shown);
        line.setAlignment(Pos.BASELINE_LEFT);
        return line;
    }

    private void showChecks() {
        checks.getChildren().clear();
        TrainingLog log = model.logProperty().get();
        List<double[]> all = log.curve("eval_accuracy");
        double best = all.stream().mapToDouble(point -> point[1]).max().orElse(Double.NaN);
        for (int i = all.size() - 1; i >= Math.max(0, all.size() - CHECKS); i--) {
            String text = words.tr("accuracy {0}", TrainTexts.figure(all.get(i)[1]));
            checks.getChildren()
                    .add(pair(
                            words.tr("step {0}", words.number((long) all.get(i)[0])),
                            all.get(i)[1] == best ? text + " · " + words.tr("best") : text));
        }
        if (all.isEmpty()) {
            Label none = new Label(words.tr("None yet."));
            none.getStyleClass().add("muted");
            checks.getChildren().add(none);
        }
    }
}
