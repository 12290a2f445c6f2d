package winnow.app.ui.review;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import winnow.app.service.EvidenceService.Found;
import winnow.app.ui.command.Command;
import winnow.app.ui.part.CommandButton;
import winnow.scoring.evidence.Evidence;
import winnow.store.data.Media;
import winnow.viewer.chart.RunningCurve;
import winnow.viewer.text.ShadedText;
import winnow.viewer.text.Words;

/** Why the model gave the answer its reward, under the conversation; shown when it is asked for. */
final class EvidencePane extends VBox {

    private static final double LITTLE = 0.1;

    private final EvidenceViewModel model;
    private final ReviewState now;
    private final Words words;
    private final VBox body = new VBox(8);
    private final ProgressBar bar = new ProgressBar(0);

    EvidencePane(EvidenceViewModel model, ReviewState now, Words words, Command toggle) {
        this.model = model;
        this.now = now;
        this.words = words;
        setId("evidence");
        getStyleClass().add("evidence-pane");
        ScrollPane scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        scroll.setMinHeight(0);
        scroll.getStyleClass().add("evidence-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        body.getStyleClass().add("evidence-body");
        bar.setId("evidence-progress");
        bar.getStyleClass().add("job-bar");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.progressProperty().bind(model.progressProperty());
        bar.setAccessibleText(words.tr("Finding evidence"));
        getChildren().addAll(header(toggle), scroll);
        managedProperty().bind(visibleProperty());
        model.stateProperty().addListener((property, before, state) -> show());
        model.foundProperty().addListener((property, before, found) -> show());
        show();
    }

    private HBox header(Command toggle) {
        Label title = new Label(words.tr("Evidence"));
        title.getStyleClass().add("card-title");
        title.setMinWidth(USE_PREF_SIZE);
        Label caveat = new Label("· " + words.tr("heuristic, not proof"));
        caveat.getStyleClass().add("muted");
        caveat.setMinWidth(0);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox header = new HBox(6, title, caveat, gap, CommandButton.caps(toggle));
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().add("evidence-header");
        return header;
    }

    private void show() {
        EvidenceViewModel.State state = model.stateProperty().get();
        setVisible(state != EvidenceViewModel.State.CLOSED);
        body.getChildren().clear();
        Found found = model.foundProperty().get();
        switch (state) {
            case CLOSED -> {}
            case NO_RUN -> body.getChildren().add(sentence(words.tr("Nothing was scored yet, so there is no model.")));
            case ASK -> body.getChildren().add(ask());
            case COMPUTING -> body.getChildren().add(computing());
            case FAILED -> body.getChildren().addAll(problem(), ask());
            case FOUND -> {
                if (found != null) {
                    body.getChildren().addAll(found(found.evidence()));
                }
            }
        }
    }

    private Label sentence(String text) {
        Label label = new Label(text);
        label.setId("evidence-state");
        label.getStyleClass().add("muted");
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private Label problem() {
        Label label = sentence(model.problemProperty().get());
        label.setId("evidence-problem");
        label.getStyleClass().add("danger-text");
        return label;
    }

    private Node ask() {
        double seconds = model.secondsProperty().get();
        Button button = new Button(
                seconds > 0
                        ? words.tr("Compute (about {0} s)", Math.max(1, Math.round(seconds)))
                        : words.tr("Load the model and compute"));
        button.setId("evidence-compute");
        button.setAccessibleText(button.getText());
        button.setFocusTraversable(false);
        button.setOnAction(event -> model.compute());
        Label why = sentence(words.tr("Not computed yet, with {0}.", model.model()));
        return new VBox(6, why, button);
    }

    private Node computing() {
        Button stop = new Button(words.tr("Cancel"));
        stop.setId("evidence-cancel");
        stop.setAccessibleText(stop.getText());
        stop.setFocusTraversable(false);
        stop.setOnAction(event -> model.cancel());
        Label what = sentence(words.tr("Reading the answer with {0}…", model.model()));
        HBox line = new HBox(8, bar, stop);
        line.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(bar, Priority.ALWAYS);
        return new VBox(6, what, line);
    }

    private List<Node> found(Evidence evidence) {
        ShadedText text = new ShadedText();
        text.setId("evidence-text");
        text.show(evidence.answer(), Shades.of(evidence, words));
        RunningCurve curve = new RunningCurve();
        curve.setId("evidence-curve");
        boolean running = Shades.isRunning(evidence);
        curve.show(running ? Shades.curve(evidence) : List.of());
        curve.setVisible(running);
        curve.setManaged(running);
        if (running) {
            curve.setAccessibleText(words.tr(
                    "Reward while reading the answer: begins at {0}, ends at {1}",
                    evidence.running().get(0).reward(),
                    evidence.running().get(evidence.running().size() - 1).reward()));
        }
        Label key = sentence(
                running
                        ? words.tr("Underlined: the reward falls here. Dotted: it rises.")
                        : words.tr("Underlined: the answer scores higher without it. Dotted: lower."));
        key.getStyleClass().add("small");
        return List.of(table(evidence), curve, text, key);
    }

    private GridPane table(Evidence evidence) {
        GridPane table = new GridPane(12, 4);
        table.getStyleClass().add("evidence-table");
        ColumnConstraints fixed = new ColumnConstraints();
        fixed.setMinWidth(USE_PREF_SIZE);
        ColumnConstraints rest = new ColumnConstraints();
        rest.setHgrow(Priority.ALWAYS);
        table.getColumnConstraints().addAll(fixed, fixed, rest);
        row(table, "as-it-is", words.tr("As it is"), evidence.score(), words.tr("raw reward"));
        evidence.withoutMedia().ifPresent(without -> {
            Media.Kind kind = kind();
            String name = kind == Media.Kind.VIDEO ? words.tr("Without the video") : words.tr("Without the picture");
            row(table, "without-media", name, without, worth(evidence.score() - without, kind));
        });
        evidence.costliest().ifPresent(sentence -> {
            int number = evidence.sentences().indexOf(sentence) + 1;
            String cost = Shades.signed(words, sentence.cost());
            String what = sentence.cost() > 0
                    ? words.tr("{0}: this sentence costs most", cost)
                    : words.tr("{0}: every sentence earns reward", cost);
            row(table, "without-sentence", words.tr("Without sentence {0}", number), sentence.score(), what);
        });
        return table;
    }

    private Media.Kind kind() {
        return now.detailProperty().get() == null
                        || now.detailProperty().get().sample().sample().media().isEmpty()
                ? Media.Kind.IMAGE
                : now.detailProperty().get().sample().sample().media().get(0).kind();
    }

    private String worth(double difference, Media.Kind kind) {
        boolean video = kind == Media.Kind.VIDEO;
        String by = Shades.signed(words, difference);
        if (Math.abs(difference) < LITTLE) {
            return video
                    ? words.tr("{0}: almost no change, the video is hardly used", by)
                    : words.tr("{0}: almost no change, the picture is hardly used", by);
        }
        if (difference > 0) {
            return video ? words.tr("the video is worth {0}", by) : words.tr("the picture is worth {0}", by);
        }
        return video
                ? words.tr("{0}: the video speaks against the answer", by)
                : words.tr("{0}: the picture speaks against the answer", by);
    }

    private void row(GridPane table, String id, String name, double score, String what) {
        Label first = new Label(name);
        first.getStyleClass().add("muted");
        Label value = new Label(words.score(score));
        value.setId("evidence-" + id);
        value.getStyleClass().add("bold");
        Label why = new Label(what);
        why.setId("evidence-" + id + "-why");
        why.setWrapText(true);
        why.getStyleClass().add("muted");
        table.addRow(table.getRowCount(), first, value, why);
    }
}
