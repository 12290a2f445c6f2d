package winnow.app.ui.model;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import winnow.app.service.KnownModel;
import winnow.app.ui.command.Command;
import winnow.app.ui.command.Command.Group;
import winnow.app.ui.desk.Desk;
import winnow.app.ui.desk.Screen;
import winnow.app.ui.part.CommandButton;
import winnow.viewer.text.Words;

/** Models screen: the list with states on the left, the self-test of the chosen model on the right. */
public final class ModelsView extends BorderPane implements Screen {

    private final ModelsViewModel model;
    private final Desk desk;
    private final Words words;
    private final ListView<KnownModel> list = new ListView<>();
    private final TextField repository = new TextField();
    private final ModelDetail detail;
    private final Command add;
    private final Command download;
    private final Command examine;
    private final FoundPane found;
    private final List<Command> commands;

    /** A view of {@code model}. */
    public ModelsView(ModelsViewModel model, Desk desk) {
        this.model = model;
        this.desk = desk;
        this.words = desk.words();
        setId("models-screen");
        this.add = Command.of(
                "add-model", words.tr("Add a folder with models"), Group.EVERYWHERE, "Mod+Shift+A", this::add);
        BooleanBinding named = Bindings.createBooleanBinding(
                () -> ModelsViewModel.isRepository(repository.getText()), repository.textProperty());
        this.download = Command.of(
                        "download-model", words.tr("Download the model"), Group.EVERYWHERE, "Mod+D", this::download)
                .when(named);
        Command score = Command.of(
                        "score-with",
                        words.tr("Score with this model"),
                        Group.EVERYWHERE,
                        "Mod+Enter",
                        () -> score(false))
                .when(state(chosen -> chosen.info().isPresent() && chosen.state() != KnownModel.State.FAILED));
        Command force = force();
        Command test = Command.of("test-model", words.tr("Test this model"), Group.EVERYWHERE, "Mod+T", this::test)
                .when(state(chosen -> chosen.info().isPresent()));
        Command remove = Command.of(
                        "remove-model", words.tr("Remove from list"), Group.EVERYWHERE, "Mod+Backspace", this::remove)
                .when(state(chosen -> chosen.origin() != KnownModel.Origin.SHIPPED));
        this.examine = Command.of("what-found", words.tr("What was found?"), Group.EVERYWHERE, "Mod+M", this::examine);
        this.found = new FoundPane(model, words, this::backToDevice);
        Command close = Command.of("close-found", words.tr("Close"), Group.UNLISTED, "Esc", found::close);
        this.commands = List.of(add, download, score, force, test, remove, examine, close);
        this.detail = new ModelDetail(model, words, List.of(score, force, test, remove));
        setLeft(left());
        StackPane right = new StackPane(detail, found);
        StackPane.setAlignment(found, Pos.BOTTOM_LEFT);
        StackPane.setMargin(found, new Insets(16));
        setCenter(right);
    }

    /** Scores with a model that failed its self-test. */
    private Command force() {
        return Command.of(
                        "score-anyway",
                        words.tr("Score anyway"),
                        Group.EVERYWHERE,
                        "Mod+Shift+Enter",
                        () -> score(true))
                .when(state(chosen -> chosen.state() == KnownModel.State.FAILED));
    }

    private BooleanBinding state(java.util.function.Predicate<KnownModel> condition) {
        return Bindings.createBooleanBinding(
                () -> {
                    KnownModel chosen = model.selectedProperty().get();
                    return chosen != null && condition.test(chosen);
                },
                model.selectedProperty());
    }

    private Node left() {
        Label title = new Label(words.tr("Models"));
        title.getStyleClass().add("screen-title");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(8, title, gap, new CommandButton(add, words.tr("Add folder…")));
        head.setAlignment(Pos.CENTER_LEFT);
        list.setId("model-list");
        list.setAccessibleText(words.tr("Models"));
        list.setItems(model.models());
        list.setCellFactory(view -> new ModelCell(words));
        list.setPlaceholder(new Label(words.tr("Looking for models…")));
        list.getSelectionModel().selectedItemProperty().addListener((property, before, chosen) -> {
            if (chosen != null) {
                model.select(chosen);
            }
        });
        model.selectedProperty().addListener((property, before, chosen) -> mark());
        model.loadingProperty().addListener((property, before, loading) -> mark()); // the same one, in a new list
        mark();
        VBox.setVgrow(list, Priority.ALWAYS);
        repository.setId("repository");
        repository.setPromptText("org/name@main");
        repository.setAccessibleText(words.tr("Repository to download"));
        repository.setOnAction(event -> download());
        HBox.setHgrow(repository, Priority.ALWAYS);
        Label label = new Label(words.tr("Repository to download"));
        label.setLabelFor(repository);
        label.getStyleClass().addAll("muted", "small");
        HBox ask = new HBox(8, repository, new CommandButton(download, words.tr("Download")));
        ask.setAlignment(Pos.CENTER_LEFT);
        VBox column = new VBox(12, head, list, new VBox(4, label, ask), new DeviceBar(model, words, examine));
        column.getStyleClass().addAll("screen-column", "models-column");
        return column;
    }

    private void mark() {
        KnownModel chosen = model.selectedProperty().get();
        if (chosen != null && model.models().contains(chosen)) {
            list.getSelectionModel().select(chosen);
        }
    }

    private void add() {
        desk.choosers().folder(words.tr("Folder of a model")).ifPresent(model::add);
    }

    private void download() {
        if (ModelsViewModel.isRepository(repository.getText())) {
            model.download(repository.getText());
            desk.toasts().done(words.tr("Downloading. See the jobs for progress."));
        }
    }

    private void score(boolean force) {
        model.score(model.selectedProperty().get(), force);
        desk.toasts().done(words.tr("Scoring. You can review meanwhile."));
    }

    private void test() {
        model.test(model.selectedProperty().get());
        desk.toasts().done(words.tr("Testing. See the jobs for progress."));
    }

    private void examine() {
        if (found.isVisible()) {
            found.close();
        } else {
            found.open();
        }
    }

    private void backToDevice() {
        Node button = lookup("#what-found");
        (button == null ? list : button).requestFocus();
    }

    private void remove() {
        model.remove(model.selectedProperty().get());
    }

    @Override
    public String id() {
        return "models";
    }

    @Override
    public String title() {
        return words.tr("Models");
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
        return List.of("score-with", "test-model", "add-model");
    }

    @Override
    public void entered() {
        list.requestFocus();
        model.refresh();
    }

    @Override
    public List<Node> panes() {
        return List.of(list, detail);
    }
}
