package winnow.app.ui;

import java.util.Map;
import javafx.animation.PauseTransition;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import javafx.util.Duration;

/** Puts the window where it was left, and remembers where it is moved to. */
final class WindowPlace {

    private static final double WIDTH = 1440;
    private static final double HEIGHT = 900;
    private static final Duration SETTLED = Duration.seconds(1);

    private final Stage stage;
    private final Remember remember;
    private final PauseTransition settled = new PauseTransition(SETTLED);

    WindowPlace(Stage stage, Remember remember) {
        this.stage = stage;
        this.remember = remember;
    }

    /** Puts the window at a place that was remembered, as long as it is on a screen. */
    void restore(Map<String, Double> place) {
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        double width = place.getOrDefault("width", Math.min(WIDTH, screen.getWidth()));
        double height = place.getOrDefault("height", Math.min(HEIGHT, screen.getHeight()));
        size(width, height);
        // A window manager on Linux may map the window at a size of its own; it is asked again once it has.
        PauseTransition mapped = new PauseTransition(Duration.millis(100));
        mapped.setOnFinished(event -> {
            if (!stage.isMaximized()) {
                size(width, height);
            }
        });
        stage.addEventHandler(WindowEvent.WINDOW_SHOWN, event -> mapped.playFromStart());
        double x = place.getOrDefault("x", Double.NaN);
        double y = place.getOrDefault("y", Double.NaN);
        if (!Screen.getScreensForRectangle(x, y, 1, 1).isEmpty()) {
            stage.setX(x);
            stage.setY(y);
        }
        stage.setMaximized(place.getOrDefault("maximised", 0.0) > 0);
        settled.setOnFinished(event -> remember.window(now()));
        stage.xProperty().addListener(property -> settled.playFromStart());
        stage.yProperty().addListener(property -> settled.playFromStart());
        stage.widthProperty().addListener(property -> settled.playFromStart());
        stage.heightProperty().addListener(property -> settled.playFromStart());
        stage.maximizedProperty().addListener(property -> settled.playFromStart());
    }

    private void size(double width, double height) {
        stage.setMinWidth(1100);
        stage.setMinHeight(700);
        stage.setWidth(width);
        stage.setHeight(height);
    }

    /** Keeps where the window is now, for when there is no time to wait until it has settled. */
    void keep() {
        settled.stop();
        if (stage.isShowing()) {
            remember.window(now());
        }
    }

    private Map<String, Double> now() {
        return Map.of(
                "x", stage.getX(),
                "y", stage.getY(),
                "width", stage.getWidth(),
                "height", stage.getHeight(),
                "maximised", stage.isMaximized() ? 1.0 : 0.0);
    }
}
