package winnow.app.ui.audit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import winnow.app.service.AuditResult;
import winnow.app.ui.command.Command;
import winnow.app.ui.desk.Desk;
import winnow.app.ui.desk.Screen;
import winnow.app.ui.part.CommandButton;
import winnow.app.ui.part.EmptyState;
import winnow.app.ui.review.Reason;
import winnow.app.ui.review.SamplePanes;
import winnow.app.ui.review.VerdictBar;
import winnow.store.data.Audit.Quality;
import winnow.viewer.text.Words;

/** Audit screen: one sample, its conversation and the judgements; neither score nor rank nor where it comes from. */
public final class AuditView extends BorderPane implements Screen, AuditCommands.Stage {

    private static final double CONVERSATION_BELOW = 1160;
    private static final double BESIDE = 0.59;
    private static final double BELOW = 0.62;

    private final AuditViewModel model;
    private final Words words;
    private final Runnable back;
    private final AuditCommands commands;
    private final SamplePanes panes;
    private final StackPane body = new StackPane();
    private final SplitPane split = new SplitPane();
    private final VBox note;
    private final BorderPane work = new BorderPane(split);

    /**
     * A view of {@code model}.
     *
     * @param back shows the threshold
     */
    public AuditView(AuditViewModel model, Desk desk, Runnable back) {
        this.model = model;
        this.words = desk.words();
        this.back = back;
        List<Reason> reasons = Reason.of(desk.reasons());
        this.commands = new AuditCommands(model, this, words, reasons);
        this.panes = new SamplePanes(
                model,
                words,
                new SamplePanes.Ways(
                        commands::find,
                        names(),
                        reasons,
                        commands.onSample(),
                        model::turnPicture,
                        dataset -> askFolder(desk, dataset),
                        this::focusStage));
        this.note = note();
        setId("audit");
        VBox right = new VBox(panes.conversation(), note);
        VBox.setVgrow(panes.conversation(), Priority.ALWAYS);
        split.getItems().addAll(panes.stage(), right);
        split.setDividerPositions(BESIDE);
        SplitPane.setResizableWithParent(right, false);
        work.setBottom(panes.verdicts());
        setTop(header());
        setCenter(body);
        body.getChildren().add(work);
        layoutBoundsProperty().addListener(property -> arrange());
        model.stateProperty().addListener((property, before, state) -> show());
        model.problemProperty().addListener((property, before, now) -> show());
        show();
    }

    private VerdictBar.Names names() {
        return new VerdictBar.Names(
                words.tr("Good"),
                words.tr("Bad"),
                words.tr("Cannot tell"),
                words.tr("Another"),
                Map.of("undo", words.tr("Undo")));
    }

    /** In a narrow window the conversation goes below, and has no room for the note. */
    private void arrange() {
        boolean below = getScene() != null && getScene().getWidth() < CONVERSATION_BELOW;
        Orientation orientation = below ? Orientation.VERTICAL : Orientation.HORIZONTAL;
        if (split.getOrientation() != orientation) {
            split.setOrientation(orientation);
            split.setDividerPositions(below ? BELOW : BESIDE);
            note.setVisible(!below);
        }
    }

    private HBox header() {
        FontIcon icon = new FontIcon("fth-eye-off");
        icon.getStyleClass().add("accent-text");
        Label title = new Label(words.tr("Audit of the cut"), icon);
        title.getStyleClass().add("card-title");
        title.setMinWidth(USE_PREF_SIZE);
        Label blind = new Label(
                words.tr("Blind: score, rank and side of the cut are hidden. Judge the sample, not the model."));
        blind.getStyleClass().add("muted");
        blind.setMinWidth(0);
        HBox.setHgrow(blind, Priority.ALWAYS);
        blind.setMaxWidth(Double.MAX_VALUE);
        Label count = new Label();
        count.setId("audit-count");
        count.getStyleClass().add("muted");
        count.setMinWidth(USE_PREF_SIZE);
        count.textProperty().bind(Bindings.createStringBinding(this::count, model.progressProperty()));
        ProgressBar bar = new ProgressBar();
        bar.getStyleClass().add("job-bar");
        bar.setPrefWidth(160);
        bar.progressProperty().bind(Bindings.createDoubleBinding(this::done, model.progressProperty()));
        bar.accessibleTextProperty().bind(count.textProperty());
        CommandButton stop = new CommandButton(commands.find("stop-audit"), words.tr("Stop"));
        stop.getStyleClass().add("flat");
        stop.setFocusTraversable(false);
        HBox header = new HBox(12, title, blind, count, bar, stop);
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().addAll("pane-header", "audit-header");
        return header;
    }

    private String count() {
        AuditResult.Progress now = model.progressProperty().get();
        return words.tr("{0} of {1} judged", now.judged(), now.drawn());
    }

    private double done() {
        AuditResult.Progress now = model.progressProperty().get();
        return now.drawn() == 0 ? 0 : (double) now.judged() / now.drawn();
    }

    private VBox note() {
        Label sentence = new Label(
                words.tr("A few samples come twice, to see how steady the judging is. You will not notice which."),
                new FontIcon("fth-shield"));
        sentence.setWrapText(true);
        sentence.getStyleClass().add("advice");
        sentence.setMaxWidth(Double.MAX_VALUE);
        sentence.setMinHeight(USE_PREF_SIZE);
        VBox room = new VBox(sentence);
        room.getStyleClass().add("audit-note");
        room.managedProperty().bind(room.visibleProperty());
        return room;
    }

    /** What lies over the sample, or in its place. */
    private void show() {
        AuditViewModel.State state = model.stateProperty().get();
        String problem = model.problemProperty().get();
        boolean done = state == AuditViewModel.State.DONE;
        boolean stuck = state == AuditViewModel.State.TROUBLE;
        work.setVisible(!done && !stuck);
        body.getChildren().remove(1, body.getChildren().size());
        if (done) {
            int drawn = model.progressProperty().get().drawn();
            String next = words.tr("The threshold screen says how sure the cut is now.");
            EmptyState end =
                    new EmptyState("fth-check-circle", words.tr("All {0} are judged.", drawn), next, backButton());
            end.setId("audit-done");
            body.getChildren().add(end);
        } else if (stuck) {
            EmptyState end =
                    new EmptyState("fth-alert-circle", words.tr("The audit cannot go on"), problem, backButton());
            end.setId("audit-trouble");
            body.getChildren().add(end);
        } else if (!problem.isEmpty()) {
            body.getChildren().add(trouble());
        }
        if (getScene() != null && getScene().getFocusOwner() == null) {
            focusStage();
        }
    }

    private Node trouble() {
        Label label =
                new Label(words.tr("Not saved: {0}", model.problemProperty().get()));
        label.setId("audit-problem");
        label.getStyleClass().addAll("danger-text", "toast");
        label.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        StackPane.setAlignment(label, Pos.TOP_CENTER);
        StackPane.setMargin(label, new javafx.geometry.Insets(8));
        return label;
    }

    private Button backButton() {
        Button button = new Button(words.tr("Back to the threshold"));
        button.setId("back-to-threshold");
        button.setAccessibleText(button.getText());
        button.getStyleClass().add("accent");
        button.setDefaultButton(true);
        button.setOnAction(event -> back.run());
        return button;
    }

    private void focusStage() {
        if (model.stateProperty().get() == AuditViewModel.State.SAMPLE
                || model.stateProperty().get() == AuditViewModel.State.LOADING) {
            panes.stage().image().requestFocus();
        } else {
            requestFocus();
        }
    }

    private void askFolder(Desk desk, long datasetId) {
        desk.choosers()
                .folder(words.tr("Add media folder"))
                .ifPresent(folder -> model.addMediaFolder(datasetId, folder));
        focusStage();
    }

    // ---- as a screen

    @Override
    public String id() {
        return "audit";
    }

    @Override
    public String place() {
        return "threshold";
    }

    @Override
    public String title() {
        return words.tr("Threshold");
    }

    @Override
    public Node node() {
        return this;
    }

    @Override
    public List<Command> commands() {
        return Stream.of(commands.all(), panes.commands()).flatMap(List::stream).toList();
    }

    @Override
    public List<String> hints() {
        return List.of("keep", "prune", "unsure", "skip", "stop-audit");
    }

    @Override
    public void entered() {
        focusStage();
    }

    @Override
    public List<Node> panes() {
        return List.of(panes.stage().image(), panes.conversation().pane(), panes.verdicts());
    }

    // ---- what only the view can do

    @Override
    public void otherReason() {
        panes.verdicts().askOther(reason -> model.judge(Quality.BAD, Optional.of(reason)));
    }

    @Override
    public void stop() {
        back.run();
    }
}
