package winnow.app.ui.compare;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;
import winnow.app.ui.command.Command;
import winnow.app.ui.part.CommandButton;
import winnow.store.data.Comparison.Dimension;
import winnow.viewer.text.KeyCap;
import winnow.viewer.text.Words;

/** In what an answer is better, which nobody has to say, and a note. */
final class WhyStrip extends HBox {

    private static final PseudoClass SAID = PseudoClass.getPseudoClass("said");

    private final CompareViewModel model;
    private final Words words;
    private final Function<String, Command> command;
    private final Runnable back;
    private final VoteTexts texts;
    private final Map<Dimension, Button> chips = new EnumMap<>(Dimension.class);
    private final TextField field = new TextField();
    private final Label written = new Label();
    private final HBox usual;

    /** A strip whose field gives the focus {@code back} when it is done. */
    WhyStrip(CompareViewModel model, Words words, Function<String, Command> command, Runnable back) {
        super(8);
        this.model = model;
        this.words = words;
        this.command = command;
        this.back = back;
        this.texts = new VoteTexts(words);
        this.usual = usual();
        setId("why");
        getStyleClass().addAll("remark-strip", "why-strip");
        setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(usual, Priority.ALWAYS);
        HBox.setHgrow(field, Priority.ALWAYS);
        field.setId("vote-note");
        field.setPromptText(words.tr("Note: ↵ saves, Esc goes back"));
        field.setAccessibleText(words.tr("Note"));
        field.setOnAction(event -> save());
        field.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                event.consume();
                close();
            }
        });
        getChildren().add(usual);
        model.now().reasonsProperty().addListener((property, before, reasons) -> show());
        model.now().noteProperty().addListener((property, before, note) -> show());
        model.now().questionProperty().addListener((property, before, question) -> {
            if (question != null && getChildren().contains(field)) {
                close(); // what was typed was meant for another pair
            }
        });
        show();
    }

    /** Opens the line for a note. */
    void writeNote() {
        field.setText(model.now().noteProperty().get());
        getChildren().setAll(new FontIcon("fth-edit-3"), field);
        field.requestFocus();
        field.end();
    }

    private void save() {
        String text = field.getText();
        close();
        model.note(text);
    }

    private void close() {
        getChildren().setAll(usual);
        back.run();
    }

    private HBox usual() {
        Label why = new Label(words.tr("Why (optional)"));
        why.getStyleClass().add("muted");
        why.setMinWidth(USE_PREF_SIZE);
        HBox row = new HBox(8, why);
        row.setAlignment(Pos.CENTER_LEFT);
        for (Dimension dimension : Dimension.values()) {
            Button chip = chip(dimension);
            chips.put(dimension, chip);
            row.getChildren().add(chip);
        }
        written.setId("vote-note-written");
        written.getStyleClass().add("muted");
        written.setMinWidth(0);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        row.getChildren().addAll(gap, written, small("note", words.tr("Note"), "fth-edit-3"));
        row.getChildren().add(small("flag", words.tr("Flag"), "fth-flag"));
        return row;
    }

    private Button chip(Dimension dimension) {
        Button chip = new Button(texts.dimension(dimension), new KeyCap("⇧" + CompareCommands.digit(dimension)));
        chip.setContentDisplay(ContentDisplay.RIGHT);
        chip.setGraphicTextGap(8);
        chip.getStyleClass().addAll("chip", "why-chip");
        chip.setMinWidth(USE_PREF_SIZE);
        CommandButton.wire(chip, command.apply(CompareCommands.id(dimension)));
        chip.setFocusTraversable(false);
        return chip;
    }

    private Button small(String id, String text, String icon) {
        HBox graphic = new HBox(6, new FontIcon(icon), new Label(text), CommandButton.caps(command.apply(id)));
        graphic.setAlignment(Pos.CENTER);
        Button button = new Button();
        button.setGraphic(graphic);
        button.getStyleClass().add("small");
        button.setMinWidth(USE_PREF_SIZE);
        CommandButton.wire(button, command.apply(id));
        button.setFocusTraversable(false);
        return button;
    }

    private void show() {
        chips.forEach((dimension, chip) -> {
            boolean said = model.now().reasonsProperty().get().contains(dimension);
            chip.pseudoClassStateChanged(SAID, said);
            String text = command.apply(CompareCommands.id(dimension)).text();
            chip.setAccessibleText(said ? words.tr("{0}, marked", text) : text);
        });
        written.setText(model.now().noteProperty().get());
    }
}
