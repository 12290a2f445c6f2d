package winnow.viewer.text;

import javafx.scene.control.Label;

/**
 * A small picture of a key, such as {@code K}, {@code Ctrl K} or {@code ⌫}, beside what the key does. Not a control: it
 * takes no focus and no click. Style class {@code key-cap}.
 */
public final class KeyCap extends Label {

    private static final double NARROWEST = 18;

    /** The key as it is printed on the keyboard. */
    public KeyCap(String key) {
        super(key);
        getStyleClass().add("key-cap");
        setMinWidth(USE_PREF_SIZE);
        setMouseTransparent(true);
        setFocusTraversable(false);
    }

    @Override
    protected double computePrefWidth(double height) {
        return Math.max(NARROWEST, super.computePrefWidth(height));
    }
}
