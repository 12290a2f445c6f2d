package winnow.viewer;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.net.URL;
import java.util.List;
import java.util.Optional;
import javafx.application.Application;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.scene.Parent;
import javafx.scene.Scene;

/**
 * The light or the dark look: AtlantaFX Primer as the scene's user-agent style sheet, our own sheets and the bundled
 * fonts on top. Pop-ups take both over from the scene of their owner. On the JavaFX thread.
 */
public final class Theme {

    private static final String LIGHT = "light";
    private static final String DARK = "dark";
    private static final String FOLDER = "/winnow/theme/";

    /**
     * Has a rule of its own for the root, so that setting it marks the root as waiting for the next pulse: a root that
     * waits is not styled at once, and again, for each change of a sheet or a class below, but once, with all of them.
     */
    private static final PseudoClass RESTYLING = PseudoClass.getPseudoClass("restyling");

    private final String name;
    private final String userAgentSheet;

    private Theme(String name, String userAgentSheet) {
        this.name = name;
        this.userAgentSheet = userAgentSheet;
    }

    /** Dark words on white. */
    public static Theme light() {
        return new Theme(LIGHT, new PrimerLight().getUserAgentStylesheet());
    }

    /** Light words on near black. */
    public static Theme dark() {
        return new Theme(DARK, new PrimerDark().getUserAgentStylesheet());
    }

    /** Whether this is the dark look. */
    public boolean isDark() {
        return name.equals(DARK);
    }

    /**
     * Gives a scene this look and takes a previous look off. The root gets the style class {@code light} or {@code
     * dark}; call it again after the scene got another root. Menus and lists that open get the same look.
     */
    public void apply(Scene scene) {
        Parent root = scene.getRoot();
        root.pseudoClassStateChanged(RESTYLING, true);
        scene.setUserAgentStylesheet(userAgentSheet);
        Application.setUserAgentStylesheet(userAgentSheet); // for menus, which are scenes of their own
        ObservableList<String> sheets = scene.getStylesheets();
        sheets.removeAll(List.of(sheet("colors-light.css"), sheet("colors-dark.css"), sheet("winnow.css")));
        sheets.addAll(0, List.of(sheet("colors-" + name + ".css"), sheet("winnow.css")));
        root.getStyleClass().removeAll(LIGHT, DARK);
        root.getStyleClass().add(name);
        root.pseudoClassStateChanged(RESTYLING, false);
    }

    private static String sheet(String file) {
        return Optional.ofNullable(Theme.class.getResource(FOLDER + file))
                .map(URL::toExternalForm)
                .orElseThrow(() -> new IllegalStateException("The style sheet " + FOLDER + file + " is not shipped"));
    }
}
