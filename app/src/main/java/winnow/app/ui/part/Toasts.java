package winnow.app.ui.part;

import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.javafx.FontIcon;
import winnow.viewer.text.Words;

/** Short messages in the corner of the window. What went well leaves by itself; problems stay until dismissed. */
public final class Toasts extends VBox {

    private static final Duration STAY = Duration.seconds(4);
    private static final int MOST = 4;

    private final Words words;

    /** An empty corner. */
    public Toasts(Words words) {
        super(8);
        this.words = words;
        setId("toasts");
        setAlignment(Pos.BOTTOM_RIGHT);
        setPickOnBounds(false);
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        getStyleClass().add("toasts");
    }

    /** Says that something is done. */
    public void done(String sentence) {
        HBox toast = add("fth-check-circle", "keep-text", sentence);
        PauseTransition wait = new PauseTransition(STAY);
        wait.setOnFinished(event -> getChildren().remove(toast));
        wait.play();
    }

    /** Says that something went wrong; stays. */
    public void problem(String sentence) {
        add("fth-alert-circle", "danger-text", sentence);
    }

    private HBox add(String icon, String tone, String sentence) {
        FontIcon sign = new FontIcon(icon);
        sign.getStyleClass().add(tone);
        Label label = new Label(sentence);
        label.setWrapText(true);
        label.setMaxWidth(420);
        label.setMinHeight(USE_PREF_SIZE);
        HBox.setHgrow(label, Priority.ALWAYS);
        Button close = new Button();
        close.setGraphic(new FontIcon("fth-x"));
        close.getStyleClass().addAll("flat", "button-icon", "small");
        close.setAccessibleText(words.tr("Dismiss"));
        HBox toast = new HBox(sign, label, close);
        toast.getStyleClass().add("toast");
        toast.setMaxWidth(USE_PREF_SIZE);
        toast.setAccessibleRole(AccessibleRole.TEXT);
        toast.setAccessibleText(sentence);
        close.setOnAction(event -> getChildren().remove(toast));
        getChildren().add(toast);
        if (getChildren().size() > MOST) {
            getChildren().remove(0);
        }
        return toast;
    }
}
