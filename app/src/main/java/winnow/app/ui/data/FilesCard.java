package winnow.app.ui.data;

import java.nio.file.Path;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import winnow.app.service.Formats.Format;
import winnow.app.ui.command.Command;
import winnow.app.ui.data.ImportViewModel.Seen;
import winnow.app.ui.part.ChoiceText;
import winnow.app.ui.part.CommandButton;
import winnow.viewer.text.Words;

/** The files to import next, with the layout they seem to be of, which can be corrected, and the folders of media. */
final class FilesCard extends VBox {

    private static final PseudoClass LOOKED_AT = PseudoClass.getPseudoClass("looked-at");

    private final ImportViewModel model;
    private final Words words;
    private final Command addFolder;
    private final VBox drafts = new VBox();
    private final FlowPane folders = new FlowPane(8, 8);

    FilesCard(ImportViewModel model, Words words, Command choose, Command addFolder, Command bringIn) {
        super(12);
        this.model = model;
        this.words = words;
        this.addFolder = addFolder;
        getStyleClass().add("card");
        getChildren().addAll(header(), drafts, media(), actions(choose, bringIn));
        model.drafts().addListener((ListChangeListener<Draft>) change -> showDrafts());
        model.formats().addListener((ListChangeListener<Format>) change -> showDrafts());
        model.seenProperty().addListener((property, before, seen) -> mark(seen));
        model.folders().addListener((ListChangeListener<Path>) change -> showFolders());
        showDrafts();
        showFolders();
    }

    private HBox header() {
        Label title = new Label(words.tr("Bring in data"));
        title.getStyleClass().add("card-title");
        Label note = new Label(words.tr("Source files are only read."));
        note.getStyleClass().add("muted");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        FontIcon lock = new FontIcon("fth-lock");
        lock.getStyleClass().add("muted");
        HBox header = new HBox(8, title, gap, lock, note);
        header.setAlignment(Pos.CENTER_LEFT);
        return header;
    }

    private void showDrafts() {
        drafts.getChildren().clear();
        if (model.drafts().isEmpty()) {
            Label none = new Label(
                    words.tr("Drop files anywhere in the window, or choose them: .json, .jsonl, .csv, .parquet"));
            none.getStyleClass().addAll("muted", "drop-hint");
            none.setMaxWidth(Double.MAX_VALUE);
            none.setAlignment(Pos.CENTER);
            drafts.getChildren().add(none);
        }
        model.drafts().forEach(draft -> drafts.getChildren().add(row(draft)));
        mark(model.seenProperty().get());
    }

    private Node row(Draft draft) {
        Label name = new Label(String.valueOf(draft.path().getFileName()), new FontIcon("fth-file-text"));
        name.setMinWidth(0);
        name.setPrefWidth(220);
        Label folder = new Label(String.valueOf(draft.path().toAbsolutePath().getParent()));
        folder.getStyleClass().addAll("muted", "small");
        HBox.setHgrow(folder, Priority.ALWAYS);
        folder.setMinWidth(0);
        folder.setMaxWidth(Double.MAX_VALUE);
        HBox row = new HBox(8, name, folder);
        if (draft.likely()) {
            Label likely = new Label(words.tr("likely"), new FontIcon("fth-help-circle"));
            likely.getStyleClass().add("warning-text");
            likely.setMinWidth(USE_PREF_SIZE);
            row.getChildren().add(likely);
        }
        Button look = icon("fth-eye", words.tr("Look at {0}", draft.path()), () -> model.preview(draft));
        look.getStyleClass().add("look");
        Button drop = icon("fth-x", words.tr("Take {0} off the list", draft.path()), () -> model.drop(draft));
        row.getChildren().addAll(layouts(draft), look, drop);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("line-row");
        row.setUserData(draft.path());
        row.setOnMouseClicked(event -> model.preview(draft));
        return row;
    }

    /** The layout, as guessed; any other can be chosen. */
    private Node layouts(Draft draft) {
        ComboBox<Format> box = new ComboBox<>();
        box.setId("layout-" + model.drafts().indexOf(draft));
        box.getStyleClass().add("layout-box");
        box.setAccessibleText(words.tr("Layout"));
        box.setPromptText(draft.guessed() ? words.tr("no known layout") : "…");
        box.setMinWidth(160);
        box.setPrefWidth(280);
        box.setConverter(new ChoiceText<>(Format::description));
        box.getItems().setAll(model.formats());
        model.formats().stream()
                .filter(format -> draft.format().equals(Optional.of(format.id())))
                .findFirst()
                .ifPresent(box::setValue);
        box.valueProperty().addListener((property, before, format) -> {
            if (format != null) {
                model.read(draft, format.id());
            }
        });
        return box;
    }

    /** Marks the file that is looked at. */
    private void mark(@Nullable Seen seen) {
        for (Node row : drafts.getChildren()) {
            boolean now = seen != null && seen.draft().path().equals(row.getUserData());
            row.pseudoClassStateChanged(LOOKED_AT, now);
        }
    }

    private HBox media() {
        Label title = new Label(words.tr("Media folders"));
        title.setMinWidth(USE_PREF_SIZE);
        folders.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(folders, Priority.ALWAYS);
        HBox row = new HBox(12, title, folders);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private void showFolders() {
        folders.getChildren().clear();
        if (model.folders().isEmpty()) {
            Label none = new Label(words.tr("the folder of each file"));
            none.getStyleClass().add("muted");
            folders.getChildren().add(none);
        }
        for (Path folder : model.folders()) {
            Label name = new Label(folder.toString());
            name.getStyleClass().add("token");
            HBox chip = new HBox(name, icon("fth-x", words.tr("Take {0} off the list", folder), () -> {
                model.dropFolder(folder);
            }));
            chip.setAlignment(Pos.CENTER_LEFT);
            folders.getChildren().add(chip);
        }
        CommandButton add = new CommandButton(addFolder, words.tr("Add folder…"));
        add.setGraphic(new FontIcon("fth-folder-plus"));
        add.setContentDisplay(javafx.scene.control.ContentDisplay.LEFT);
        add.getStyleClass().addAll("flat", "small");
        folders.getChildren().add(add);
    }

    private HBox actions(Command choose, Command bringIn) {
        CommandButton go = new CommandButton(bringIn, words.tr("Import"));
        go.getStyleClass().add("accent");
        HBox actions = new HBox(8, new CommandButton(choose, words.tr("Choose files…")), go);
        actions.setAlignment(Pos.CENTER_RIGHT);
        return actions;
    }

    private static Button icon(String icon, String text, Runnable action) {
        Button button = new Button();
        button.setGraphic(new FontIcon(icon));
        button.getStyleClass().addAll("flat", "button-icon", "small");
        button.setAccessibleText(text);
        button.setOnAction(event -> action.run());
        return button;
    }
}
