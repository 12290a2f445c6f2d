package winnow.app.ui.export;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import winnow.app.ui.command.Command;
import winnow.app.ui.command.Command.Group;
import winnow.app.ui.desk.Desk;
import winnow.app.ui.desk.Screen;
import winnow.app.ui.part.CommandButton;
import winnow.store.data.Counts;
import winnow.viewer.text.Words;

/** Export screen: where to on the left; what stays, what is removed and what was written on the right. */
public final class ExportView extends BorderPane implements Screen {

    private final ExportViewModel model;
    private final Desk desk;
    private final Words words;
    private final TextField folder = new TextField();
    private final CheckBox cut = new CheckBox();
    private final TextField below = new TextField();
    private final RemovedCard removed;
    private final List<Command> commands;

    /** A view of {@code model}. */
    public ExportView(ExportViewModel model, Desk desk) {
        this.model = model;
        this.desk = desk;
        this.words = desk.words();
        this.removed = new RemovedCard(model, desk);
        this.commands = List.of(
                Command.of("export", words.tr("Export"), Group.EVERYWHERE, "Mod+Enter", this::start)
                        .when(possible()),
                Command.of(
                                "take-back",
                                words.tr("Take the decision back"),
                                Group.DECIDE,
                                "Backspace",
                                removed::takeBack)
                        .when(removed.chosen()));
        removed.wire(commands.get(1));
        setId("export-screen");
        setLeft(form());
        VBox right = new VBox(16, counts(), new DoneCard(model, words), removed);
        right.getStyleClass().add("screen-column");
        VBox.setVgrow(removed, Priority.ALWAYS);
        setCenter(right);
        folder.setText(suggestion(desk.session().file()));
    }

    private static String suggestion(Path workspace) {
        String name = String.valueOf(workspace.getFileName()).replaceFirst("\\.winnow$", "");
        return workspace.resolveSibling(name + "-clean").toString();
    }

    private Node form() {
        Label title = new Label(words.tr("Export"));
        title.getStyleClass().add("screen-title");
        Label how = new Label(words.tr("Nothing is deleted, and sources are never changed."));
        how.getStyleClass().add("muted");
        how.setWrapText(true);
        how.setMinHeight(USE_PREF_SIZE);
        Region gap = new Region();
        VBox.setVgrow(gap, Priority.ALWAYS);
        CommandButton go = new CommandButton(commands.get(0), "");
        go.textProperty().bind(Bindings.createStringBinding(this::goText, model.countsProperty()));
        go.getStyleClass().add("accent");
        go.setMaxWidth(Double.MAX_VALUE);
        VBox form = new VBox(16, title, how, folderRow(), new ShapeCard(model, words), cutRow(), gap, go);
        form.getStyleClass().addAll("screen-column", "form-column");
        return form;
    }

    private String goText() {
        Counts counts = model.countsProperty().get();
        return cut.isSelected()
                ? words.tr("Export")
                : words.tr("Export {0} records", counts.samples() - counts.pruned());
    }

    private Node folderRow() {
        folder.setId("export-folder");
        folder.setAccessibleText(words.tr("Folder"));
        HBox.setHgrow(folder, Priority.ALWAYS);
        Button browse = new Button(words.tr("Browse…"));
        browse.setId("browse");
        browse.setAccessibleText(words.tr("Choose the folder to export to"));
        browse.setMinWidth(USE_PREF_SIZE);
        browse.setOnAction(
                event -> desk.choosers().folder(words.tr("Folder")).ifPresent(path -> folder.setText(path.toString())));
        Label label = new Label(words.tr("Folder"));
        label.getStyleClass().add("bold");
        return new VBox(4, label, new HBox(8, folder, browse));
    }

    private Node cutRow() {
        cut.setId("cut");
        cut.setText(words.tr("Also prune undecided below"));
        cut.setAccessibleText(cut.getText());
        below.setId("below");
        below.setAccessibleText(words.tr("Reward below which undecided samples are pruned"));
        below.setPrefColumnCount(5);
        below.setText("0");
        below.disableProperty().bind(cut.selectedProperty().not());
        cut.selectedProperty().addListener((property, before, on) -> model.refresh());
        HBox row = new HBox(8, cut, below);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private BooleanBinding possible() {
        return Bindings.createBooleanBinding(
                () -> !folder.getText().isBlank()
                        && model.countsProperty().get().samples() > 0
                        && (!cut.isSelected() || number().isPresent()),
                folder.textProperty(),
                model.countsProperty(),
                cut.selectedProperty(),
                below.textProperty());
    }

    private OptionalDouble number() {
        String text = below.getText().strip().replace('\u2212', '-');
        return text.matches("[-+]?\\d{1,9}([.,]\\d{1,9})?")
                ? OptionalDouble.of(Double.parseDouble(text.replace(',', '.')))
                : OptionalDouble.empty();
    }

    private void start() {
        model.export(Path.of(folder.getText().strip()), cut.isSelected() ? number() : OptionalDouble.empty());
    }

    private Node counts() {
        HBox figures = new HBox(
                32,
                figure(
                        "stays",
                        words.tr("stay"),
                        "keep-text",
                        Bindings.createStringBinding(
                                () -> words.number(model.countsProperty().get().samples()
                                        - model.countsProperty().get().pruned()),
                                model.countsProperty())),
                figure(
                        "removed",
                        words.tr("removed"),
                        "prune-text",
                        Bindings.createStringBinding(
                                () -> words.number(model.countsProperty().get().pruned()), model.countsProperty())),
                figure(
                        "open",
                        words.tr("undecided, they stay"),
                        "plain",
                        Bindings.createStringBinding(
                                () -> words.number(model.countsProperty().get().undecided()), model.countsProperty())));
        figures.getStyleClass().add("card");
        return figures;
    }

    private static VBox figure(String id, String text, String tone, javafx.beans.binding.StringBinding number) {
        Label figure = new Label();
        figure.setId(id);
        figure.textProperty().bind(number);
        figure.getStyleClass().addAll("key-figure", tone);
        Label label = new Label(text);
        label.getStyleClass().add("muted");
        return new VBox(figure, label);
    }

    @Override
    public String id() {
        return "export";
    }

    @Override
    public String title() {
        return words.tr("Export");
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
        return List.of("take-back", "export");
    }

    @Override
    public void entered() {
        requestFocus();
        model.refresh();
    }

    @Override
    public List<Node> panes() {
        return List.of(folder, removed);
    }
}
