package winnow.app.ui.train;

import java.util.List;
import java.util.Set;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import winnow.app.ui.command.Command;
import winnow.app.ui.command.Command.Group;
import winnow.app.ui.desk.Desk;
import winnow.app.ui.desk.Screen;
import winnow.app.ui.part.CommandButton;
import winnow.app.ui.train.TrainViewModel.State;
import winnow.viewer.text.Words;

/** Train screen: the settings and how far it is on the left, six plots on the right. */
public final class TrainView extends BorderPane implements Screen {

    private final TrainViewModel model;
    private final Words words;
    private final RecipeForm form;
    private final RunPane run;
    private final PlotsPane plots;
    private final VBox column = new VBox(12);
    private final VBox foot = new VBox(8);
    private final Label problem = new Label();
    private final Command start;
    private final List<Command> commands;

    /** A view of {@code model}. */
    public TrainView(TrainViewModel model, Desk desk) {
        this.model = model;
        this.words = desk.words();
        setId("train-screen");
        this.form = new RecipeForm(model, words);
        BooleanBinding usable = Bindings.createBooleanBinding(
                () -> model.stateProperty().get() == State.FORM
                        && !model.usableProperty().get().isEmpty(),
                model.stateProperty(),
                model.usableProperty());
        this.start = quiet("start-training", words.tr("Start training"), usable, form::start);
        Command resume = quiet("resume-training", words.tr("Resume"), in(State.PAUSED), model::resume);
        Command pause = quiet("pause-training", words.tr("Pause"), in(State.RUNNING), model::pause);
        Command fresh = Command.of(
                        "new-training", words.tr("New training"), Group.EVERYWHERE, "Mod+Shift+Enter", model::fresh)
                .when(in(State.PAUSED, State.DONE));
        Command go = Command.of(
                        "go-training", words.tr("Start, pause or resume"), Group.EVERYWHERE, "Mod+Enter", this::go)
                .when(usable.or(in(State.PAUSED, State.RUNNING)));
        this.commands = List.of(go, start, resume, pause, fresh);
        this.run = new RunPane(model, words, List.of(resume, pause, fresh));
        this.plots = new PlotsPane(model, words);
        setLeft(left());
        setCenter(plots);
        model.stateProperty().addListener((property, before, state) -> show());
        show();
    }

    /** A command that is reached by its button, and by the key of the main one. */
    private static Command quiet(String id, String text, BooleanBinding possible, Runnable action) {
        return new Command(id, text, Group.EVERYWHERE, List.of(), possible, false, action);
    }

    private void go() {
        switch (model.stateProperty().get()) {
            case FORM -> form.start();
            case RUNNING -> model.pause();
            case PAUSED -> model.resume();
            case LOADING, DONE -> {}
        }
    }

    private BooleanBinding in(State... states) {
        Set<State> wanted = Set.of(states);
        return Bindings.createBooleanBinding(
                () -> wanted.contains(model.stateProperty().get()), model.stateProperty());
    }

    private Node left() {
        problem.setId("train-problem");
        problem.setWrapText(true);
        problem.setMinHeight(USE_PREF_SIZE);
        problem.getStyleClass().add("danger-text");
        problem.textProperty().bind(model.problemProperty());
        problem.visibleProperty().bind(model.problemProperty().isNotEmpty());
        problem.managedProperty().bind(problem.visibleProperty());
        column.getStyleClass().add("screen-column");
        ScrollPane scroll = new ScrollPane(column);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().addAll("edge-to-edge", "screen-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        foot.getStyleClass().add("form-foot");
        foot.managedProperty().bind(Bindings.isNotEmpty(foot.getChildren()));
        VBox left = new VBox(scroll, foot);
        left.getStyleClass().add("form-column");
        return left;
    }

    private void show() {
        State state = model.stateProperty().get();
        if (state == State.LOADING) {
            Label waiting = new Label(words.tr("Counting pairs…"));
            waiting.getStyleClass().add("muted");
            column.getChildren().setAll(waiting);
        } else if (state == State.FORM) {
            CommandButton go = new CommandButton(start);
            go.getStyleClass().add("accent");
            go.setMaxWidth(Double.MAX_VALUE);
            column.getChildren().setAll(form);
            foot.getChildren().setAll(form.wrong(), problem, go);
        } else {
            column.getChildren().setAll(run, problem);
            foot.getChildren().clear();
        }
    }

    @Override
    public String id() {
        return "train";
    }

    @Override
    public String title() {
        return words.tr("Train");
    }

    @Override
    public Node node() {
        return this;
    }

    @Override
    public List<Command> commands() {
        return commands;
    }

    @Override
    public List<String> hints() {
        return List.of("go-training", "new-training");
    }

    @Override
    public void entered() {
        column.requestFocus();
        model.refresh();
    }

    @Override
    public List<Node> panes() {
        return List.of(column, plots);
    }
}
