package winnow.app.ui.settings;

import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import winnow.app.ui.command.KeyBook.Entry;
import winnow.viewer.text.KeyCap;
import winnow.viewer.text.Words;

/** Every command with its key; a click asks for another one. */
final class KeysPane extends VBox {

    private final SettingsViewModel model;
    private final Words words;
    private final TextField filter = new TextField();
    private final VBox rows = new VBox();

    KeysPane(SettingsViewModel model, Words words) {
        super(10);
        this.model = model;
        this.words = words;
        setId("settings-keys-pane");
        filter.setId("keys-filter");
        filter.setPromptText(words.tr("Look for a command"));
        filter.setAccessibleText(words.tr("Look for a command"));
        filter.textProperty().addListener(property -> show());
        HBox.setHgrow(filter, Priority.ALWAYS);
        HBox head = new HBox(
                8,
                filter,
                preset("keys-usual", words.tr("Usual keys"), model::usualKeys),
                preset("keys-left-hand", words.tr("Left hand"), model::leftHand));
        head.setAlignment(Pos.CENTER_LEFT);
        Label hint = new Label(words.tr("Digits follow the order of the reasons. Left hand: A keeps, X prunes, D is"
                + " unsure, S skips, for a hand that leaves the mouse to the other."));
        hint.getStyleClass().addAll("muted", "small");
        hint.setWrapText(true);
        hint.setMinHeight(USE_PREF_SIZE);
        ScrollPane scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("screen-scroll");
        scroll.setPrefHeight(440);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(head, hint, scroll);
        model.askedProperty().addListener(property -> show());
        model.nowProperty().addListener(property -> show());
        show();
    }

    private Button preset(String id, String text, Runnable choose) {
        Button button = new Button(text);
        button.setId(id);
        button.setAccessibleText(text);
        button.getStyleClass().add("small");
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(event -> choose.run());
        return button;
    }

    private void show() {
        rows.getChildren().clear();
        String wanted = filter.getText().strip().toLowerCase(Locale.ROOT);
        model.keys().stream()
                .filter(entry -> entry.text().toLowerCase(Locale.ROOT).contains(wanted))
                .forEach(entry -> rows.getChildren().add(row(entry)));
    }

    private Node row(Entry entry) {
        Label text = new Label(entry.text());
        Label where =
                new Label(entry.screens().isEmpty() ? words.tr("everywhere") : String.join(", ", entry.screens()));
        where.getStyleClass().addAll("muted", "small");
        where.setMinWidth(0);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox caps = new HBox(2);
        caps.setAlignment(Pos.CENTER);
        entry.keys().get(0).caps().forEach(cap -> caps.getChildren().add(new KeyCap(cap)));
        boolean asked = entry.id().equals(model.askedProperty().get());
        Button change = asked ? new Button(words.tr("Press a key, Esc leaves it")) : new Button("", caps);
        change.setId("key-" + entry.id());
        change.setAccessibleText(words.tr(
                "Another key for {0}, now {1}",
                entry.text(), String.join(" ", entry.keys().get(0).caps())));
        change.getStyleClass().add("small");
        change.setMinWidth(USE_PREF_SIZE);
        change.setOnAction(event -> model.askFor(entry.id()));
        HBox row = new HBox(8, text, where, gap, change);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("key-row");
        return row;
    }
}
