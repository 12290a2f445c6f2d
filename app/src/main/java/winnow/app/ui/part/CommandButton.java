package winnow.app.ui.part;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.javafx.FontIcon;
import winnow.app.ui.command.Command;
import winnow.viewer.text.KeyCap;

/** A button that does a command and shows its key. Its id is the command's. */
public final class CommandButton extends Button {

    /** A button with the command's text and key. */
    public CommandButton(Command command) {
        this(command, command.text());
    }

    /** A button with a shorter text than the command's. */
    public CommandButton(Command command, String text) {
        super(text);
        wire(this, command);
        setGraphic(caps(command));
        setContentDisplay(ContentDisplay.RIGHT);
        setGraphicTextGap(8);
        setMinWidth(USE_PREF_SIZE);
    }

    /** A button that is a picture only; its text is the tooltip. */
    public static Button icon(Command command, String icon) {
        Button button = new Button();
        button.getStyleClass().addAll("flat", "button-icon");
        button.setGraphic(new FontIcon(icon));
        wire(button, command);
        return button;
    }

    /** The keys of a command, one cap each; they follow the keys a user gives it. */
    public static HBox caps(Command command) {
        HBox caps = new HBox(2);
        caps.setAlignment(Pos.CENTER);
        follow(
                command,
                () -> caps.getChildren()
                        .setAll(names(command).stream().map(KeyCap::new).toList()));
        return caps;
    }

    /** Makes any button do a command: id, action, when possible, tooltip, and what a screen reader says. */
    public static void wire(Button button, Command command) {
        button.setId(command.id());
        button.setOnAction(event -> command.action().run());
        button.disableProperty().bind(javafx.beans.binding.Bindings.not(command.possible()));
        follow(command, () -> {
            List<String> names = names(command);
            String keys = names.isEmpty() ? "" : " (" + String.join(" ", names) + ")";
            button.setAccessibleText(command.text() + keys);
            button.setTooltip(new Tooltip(command.text() + keys));
        });
    }

    private static List<String> names(Command command) {
        return command.keys().isEmpty() ? List.of() : command.keys().get(0).caps();
    }

    private static void follow(Command command, Runnable show) {
        show.run();
        command.bound().nowProperty().addListener((property, before, now) -> show.run());
    }
}
