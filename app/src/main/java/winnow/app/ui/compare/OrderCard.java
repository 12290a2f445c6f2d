package winnow.app.ui.compare;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.javafx.FontIcon;
import winnow.app.ui.compare.OrderViewModel.Card;
import winnow.viewer.text.Words;

/** One answer among those that are put in order: its place, its words, and a handle. */
final class OrderCard extends HBox {

    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final PseudoClass TIED = PseudoClass.getPseudoClass("tied");
    private static final double SHORT = 66; // three lines

    private final Words words;
    private final Label place = new Label();
    private final Label text = new Label();

    OrderCard(Words words) {
        super(12);
        this.words = words;
        getStyleClass().add("order-card");
        setAlignment(Pos.TOP_LEFT);
        place.getStyleClass().add("order-place");
        place.setMinWidth(USE_PREF_SIZE);
        text.setWrapText(true);
        text.setMinWidth(0);
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        FontIcon handle = new FontIcon("fth-menu");
        handle.getStyleClass().add("order-handle");
        getChildren().addAll(place, text, handle);
    }

    /** Shows an answer at a place, from 0. */
    void show(int at, Card card, String answer) {
        place.setText(card.tied() ? "=" : words.number(at + 1L));
        text.setText(answer);
        text.setMaxHeight(card.open() ? Double.MAX_VALUE : SHORT);
        text.setMinHeight(card.open() ? USE_PREF_SIZE : 0);
        pseudoClassStateChanged(TIED, card.tied());
        setAccessibleText(
                card.tied()
                        ? words.tr("As good as the one above: {0}", answer)
                        : words.tr("Place {0}: {1}", at + 1, answer));
    }

    /** Marks the card that keys act on. */
    void choose(boolean chosen) {
        pseudoClassStateChanged(CHOSEN, chosen);
    }
}
