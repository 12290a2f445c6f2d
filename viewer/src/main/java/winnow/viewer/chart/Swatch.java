package winnow.viewer.chart;

import javafx.scene.text.Text;

/**
 * Carries a colour and a font from the style sheet to a canvas. It has to be visible for the style sheet to reach it,
 * so it is an empty text.
 */
final class Swatch extends Text {

    Swatch(String styleClass) {
        getStyleClass().add(styleClass);
        setManaged(false);
        setMouseTransparent(true);
    }
}
