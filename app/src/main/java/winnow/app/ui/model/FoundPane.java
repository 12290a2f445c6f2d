package winnow.app.ui.model;

import java.util.Map;
import java.util.stream.Collectors;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import winnow.app.service.DoctorService;
import winnow.viewer.text.KeyCap;
import winnow.viewer.text.Words;

/** What was found on this machine, as {@code winnow doctor} says it. Floats beside the button that asks. */
final class FoundPane extends VBox {

    private final ModelsViewModel model;
    private final Words words;
    private final GridPane grid = new GridPane();
    private final Button copy = new Button();
    private final Runnable closed;

    /** A pane that is closed; {@code closed} is told each time it closes. */
    FoundPane(ModelsViewModel model, Words words, Runnable closed) {
        super(12);
        this.model = model;
        this.words = words;
        this.closed = closed;
        setId("found");
        setMaxSize(660, USE_PREF_SIZE);
        getStyleClass().addAll("palette", "found-pane");
        Label title = new Label(words.tr("Found on this machine"));
        title.getStyleClass().add("card-title");
        grid.setHgap(16);
        grid.setVgap(6);
        ColumnConstraints name = new ColumnConstraints();
        name.setMinWidth(USE_PREF_SIZE);
        ColumnConstraints text = new ColumnConstraints();
        text.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().addAll(name, text);
        ScrollPane scroll = new ScrollPane(grid);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("screen-scroll");
        copy.setId("copy-found");
        copy.setOnAction(event -> copy());
        Button close = new Button(words.tr("Close"), new KeyCap("Esc"));
        close.setContentDisplay(javafx.scene.control.ContentDisplay.RIGHT);
        close.setId("close-found");
        close.setOnAction(event -> close());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox buttons = new HBox(8, copy, gap, close);
        buttons.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(title, scroll, buttons);
        model.found().addListener((ListChangeListener<DoctorService.Check>) change -> show());
        setVisible(false);
        setManaged(false);
        show();
    }

    /** Looks again, and opens. */
    void open() {
        model.examine();
        setVisible(true);
        setManaged(true);
        copy.requestFocus();
    }

    /** Closes, if it is open. */
    void close() {
        if (isVisible()) {
            setVisible(false);
            setManaged(false);
            closed.run();
        }
    }

    private void show() {
        copy.setText(words.tr("Copy"));
        copy.setAccessibleText(copy.getText());
        grid.getChildren().clear();
        if (model.found().isEmpty()) {
            Label wait = new Label(words.tr("Looking at this machine…"));
            wait.getStyleClass().add("muted");
            grid.add(wait, 0, 0, 2, 1);
        }
        for (int i = 0; i < model.found().size(); i++) {
            DoctorService.Check check = model.found().get(i);
            String style = check.ok() ? "keep-text" : check.needed() ? "danger-text" : "warning-text";
            FontIcon sign = new FontIcon(check.ok() ? "fth-check" : check.needed() ? "fth-x" : "fth-alert-triangle");
            sign.getStyleClass().add(style);
            Label name = new Label(check.name(), sign);
            name.getStyleClass().add("dense");
            Label text =
                    new Label(check.found() + check.fix().map(fix -> "\n" + fix).orElse(""));
            text.getStyleClass().addAll("muted", "dense");
            text.setWrapText(true);
            text.setMinHeight(USE_PREF_SIZE);
            name.setAccessibleText(check.name() + ", " + text.getText());
            GridPane.setValignment(name, javafx.geometry.VPos.TOP);
            grid.addRow(i, name, text);
        }
    }

    private void copy() {
        String text = model.found().stream()
                .map(check -> (check.ok() ? "ok  " : check.needed() ? "MISSING  " : "note  ") + check.name() + ": "
                        + check.found() + check.fix().map(fix -> "\n    " + fix).orElse(""))
                .collect(Collectors.joining("\n"));
        Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, text));
        copy.setText(words.tr("Copied"));
    }
}
