package winnow.app.ui;

import java.util.List;
import javafx.scene.Parent;
import javafx.scene.Scene;
import winnow.app.service.Settings;
import winnow.viewer.Theme;

/** Gives the window the look that is set: light or dark, comfortable or compact. On the JavaFX thread. */
final class WindowLook {

    private static final String COMPACT = "compact";

    private final Scene scene;
    private final Remember remember;
    private final boolean systemIsDark;

    WindowLook(Scene scene, Remember remember, boolean systemIsDark) {
        this.scene = scene;
        this.remember = remember;
        this.systemIsDark = systemIsDark;
    }

    /** Whether the window is dark. */
    boolean dark() {
        String theme = remember.now().theme();
        return theme.equals("system") ? systemIsDark : theme.equals("dark");
    }

    /** Gives the look to what is shown now. */
    void apply() {
        Settings now = remember.now();
        (dark() ? Theme.dark() : Theme.light()).apply(scene);
        Parent root = scene.getRoot();
        root.getStyleClass().removeAll(List.of(COMPACT));
        if (now.preferences().compact()) {
            root.getStyleClass().add(COMPACT);
        }
    }

    /** From light to dark or back, whatever the desktop says. */
    void toggle() {
        String other = dark() ? "light" : "dark";
        remember.change(settings -> settings.withTheme(other));
        apply();
    }
}
