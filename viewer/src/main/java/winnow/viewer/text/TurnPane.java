package winnow.viewer.text;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import winnow.store.data.Role;
import winnow.store.data.Turn;

/**
 * One turn: who speaks, a copy button, and what is said. A long text shows its first part and a button for the next.
 */
final class TurnPane extends VBox {

    private final Words words;
    private final Turn turn;
    private final VBox paragraphs = new VBox();

    TurnPane(Words words, Turn turn) {
        this.words = words;
        this.turn = turn;
        getStyleClass().add("turn");
        paragraphs.getStyleClass().add("paragraphs");
        getChildren().addAll(header(), paragraphs);
        if (turn.text().isBlank()) {
            paragraphs.getChildren().add(Paragraphs.nothing(emptyText(turn.role())));
        } else {
            showFrom(0);
        }
    }

    private HBox header() {
        Label role = new Label(roleName(turn.role()));
        role.getStyleClass().add("role");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button copy = new Button(words.tr("Copy"), new FontIcon("fth-copy"));
        copy.getStyleClass().addAll("flat", "copy-button");
        copy.setAccessibleText(copyText(turn.role()));
        copy.setFocusTraversable(false);
        copy.setOnAction(event -> copy(copy));
        HBox header = new HBox(new FontIcon(icon(turn.role())), role, gap, copy);
        header.getStyleClass().add("turn-header");
        return header;
    }

    private void copy(Button button) {
        ClipboardContent content = new ClipboardContent();
        content.putString(turn.text());
        Clipboard.getSystemClipboard().setContent(content);
        button.setText(words.tr("Copied"));
    }

    private void showFrom(int start) {
        int end = Paragraphs.partEnd(turn.text(), start);
        List<Region> part = Paragraphs.of(words, turn.text().substring(start, end));
        paragraphs.getChildren().addAll(part);
        if (end < turn.text().length()) {
            Button more =
                    new Button(words.tr("Show {0} more characters", turn.text().length() - end));
            more.getStyleClass().addAll("small", "more-button");
            more.setOnAction(event -> {
                paragraphs.getChildren().remove(more);
                showFrom(end);
            });
            paragraphs.getChildren().add(more);
        }
    }

    private String roleName(Role role) {
        return switch (role) {
            case SYSTEM -> words.tr("System");
            case USER -> words.tr("User");
            case ASSISTANT -> words.tr("Assistant");
        };
    }

    private static String icon(Role role) {
        return switch (role) {
            case SYSTEM -> "fth-settings";
            case USER -> "fth-user";
            case ASSISTANT -> "fth-message-square";
        };
    }

    private String copyText(Role role) {
        return switch (role) {
            case SYSTEM -> words.tr("Copy the system prompt");
            case USER -> words.tr("Copy what the user says");
            case ASSISTANT -> words.tr("Copy the answer");
        };
    }

    private String emptyText(Role role) {
        return role == Role.ASSISTANT ? words.tr("The answer is empty.") : words.tr("Nothing is said.");
    }
}
