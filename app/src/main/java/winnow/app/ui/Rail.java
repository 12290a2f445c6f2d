package winnow.app.ui;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import winnow.app.ui.command.Command;
import winnow.app.ui.part.CommandButton;

/** The way to the screens, on the left edge: those of the job above, what serves it below. */
final class Rail extends VBox {

    private static final Map<String, String> ICONS = Map.ofEntries(
            Map.entry("data", "fth-database"),
            Map.entry("overview", "fth-bar-chart-2"),
            Map.entry("review", "fth-check-square"),
            Map.entry("threshold", "fth-sliders"),
            Map.entry("compare", "fth-columns"),
            Map.entry("export", "fth-package"),
            Map.entry("models", "fth-cpu"),
            Map.entry("train", "fth-trending-up"),
            Map.entry("measure", "fth-target"),
            Map.entry("keys", "fth-help-circle"),
            Map.entry("language", "fth-globe"),
            Map.entry("theme", "fth-moon"),
            Map.entry("settings-pane", "fth-settings"));

    private final ToggleGroup group = new ToggleGroup();

    /**
     * A rail with a button for each command.
     *
     * @param screens lead to screens; their ids begin with {@code rail-}
     * @param below open what lies over every screen
     */
    Rail(List<Command> screens, List<Command> below) {
        getStyleClass().add("rail");
        getChildren().add(logo());
        screens.forEach(command -> getChildren().add(item(command)));
        Region gap = new Region();
        VBox.setVgrow(gap, Priority.ALWAYS);
        getChildren().add(gap);
        below.forEach(command -> getChildren().add(small(command)));
    }

    /** Marks the screen that is shown. */
    void mark(String screen) {
        for (Toggle toggle : group.getToggles()) {
            toggle.setSelected(((Node) toggle).getId().equals("rail-" + screen));
        }
    }

    /** Puts a dot on the way to a screen where something needs a look, or takes it away. */
    void badge(String screen, boolean on, String why) {
        for (Toggle toggle : group.getToggles()) {
            if (toggle instanceof ToggleButton button
                    && button.getId().equals("rail-" + screen)
                    && button.getGraphic() instanceof StackPane sign) {
                Node dot = sign.getChildren().get(1);
                dot.setVisible(on);
                String text = button.getTooltip().getText();
                button.setAccessibleText(on ? text + ", " + why : text);
            }
        }
    }

    private static StackPane sign(Command command) {
        String screen = command.id().replace("rail-", "");
        Region dot = new Region();
        dot.setId("badge-" + screen);
        dot.getStyleClass().add("badge");
        dot.setVisible(false);
        StackPane sign = new StackPane(new FontIcon(ICONS.getOrDefault(screen, "fth-circle")), dot);
        sign.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        StackPane.setAlignment(dot, Pos.TOP_RIGHT);
        StackPane.setMargin(dot, new javafx.geometry.Insets(-3, -6, 0, 0));
        return sign;
    }

    private static Node logo() {
        ImageView view = new ImageView();
        Optional.ofNullable(Rail.class.getResource("/winnow/icons/winnow-64.png"))
                .ifPresent(url -> view.setImage(new Image(url.toExternalForm())));
        view.setFitWidth(26);
        view.setFitHeight(26);
        VBox.setMargin(view, new javafx.geometry.Insets(0, 0, 12, 0));
        return view;
    }

    private ToggleButton item(Command command) {
        ToggleButton button = new ToggleButton(command.text());
        String keys = String.join(" ", command.keys().get(0).caps());
        button.setId(command.id());
        button.setGraphic(sign(command));
        button.getStyleClass().add("rail-item");
        button.setToggleGroup(group);
        button.setAccessibleText(command.text() + " (" + keys + ")");
        button.setTooltip(new javafx.scene.control.Tooltip(command.text() + " (" + keys + ")"));
        button.setOnAction(event -> command.action().run());
        return button;
    }

    private static Button small(Command command) {
        Button button = CommandButton.icon(command, ICONS.getOrDefault(command.id(), "fth-circle"));
        button.getStyleClass().add("rail-item");
        button.setPrefHeight(40);
        return button;
    }
}
