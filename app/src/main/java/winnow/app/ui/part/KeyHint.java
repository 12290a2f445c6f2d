package winnow.app.ui.part;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import winnow.viewer.text.KeyCap;

/** Keys and what they do, in one small line. */
public final class KeyHint extends HBox {

    /** The caps first, then the words. */
    public KeyHint(List<String> caps, String text) {
        super(4);
        setAlignment(Pos.CENTER_LEFT);
        caps.forEach(cap -> getChildren().add(new KeyCap(cap)));
        Label label = new Label(text);
        label.setMinWidth(USE_PREF_SIZE);
        getChildren().add(label);
        setMinWidth(USE_PREF_SIZE);
    }
}
