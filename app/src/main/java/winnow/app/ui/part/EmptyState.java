package winnow.app.ui.part;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.kordamp.ikonli.javafx.FontIcon;

/** Says in the middle of a pane what is so, and what to do next. */
public final class EmptyState extends VBox {

    /** A state with a sign, one line, one sentence and the next steps. */
    public EmptyState(String icon, String title, String sentence, Node... steps) {
        getStyleClass().add("empty-state");
        FontIcon sign = new FontIcon(icon);
        sign.getStyleClass().add("empty-icon");
        Label head = new Label(title);
        head.getStyleClass().add("empty-title");
        head.setWrapText(true);
        head.setTextAlignment(TextAlignment.CENTER);
        getChildren().addAll(sign, head);
        if (!sentence.isEmpty()) {
            Label text = new Label(sentence);
            text.getStyleClass().add("muted");
            text.setWrapText(true);
            text.setMaxWidth(440);
            text.setMinHeight(USE_PREF_SIZE);
            text.setAlignment(Pos.CENTER);
            text.setTextAlignment(TextAlignment.CENTER);
            getChildren().add(text);
        }
        if (steps.length > 0) {
            HBox row = new HBox(8, steps);
            row.setAlignment(Pos.CENTER);
            row.getStyleClass().add("empty-steps");
            getChildren().add(row);
        }
    }
}
