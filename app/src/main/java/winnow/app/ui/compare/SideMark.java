package winnow.app.ui.compare;

import javafx.css.PseudoClass;
import javafx.scene.control.Label;

/** The letter of a side in a box. */
final class SideMark extends Label {

    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

    /** A letter. */
    SideMark(String letter) {
        super(letter);
        getStyleClass().add("side-mark");
        setMinSize(USE_PREF_SIZE, USE_PREF_SIZE);
    }

    /** The same, filled: the annotator is on this side. */
    SideMark chosen() {
        pseudoClassStateChanged(CHOSEN, true);
        return this;
    }
}
