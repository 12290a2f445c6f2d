package winnow.app.ui.welcome;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import winnow.app.ui.command.Command;
import winnow.app.ui.part.CommandButton;
import winnow.viewer.text.Words;

/** What is shown while no workspace is open: how Winnow works on the left, ways to begin on the right. */
public final class WelcomeView extends BorderPane {

    private final Words words;
    private final Ways ways;

    /**
     * What the screen can ask of the window.
     *
     * @param command finds a command by its id
     * @param open opens a workspace
     * @param forget takes a workspace off the list
     * @param language changes the language, {@code "en"} or {@code "ko"}
     */
    public record Ways(
            Function<String, Command> command,
            Consumer<java.nio.file.Path> open,
            Consumer<java.nio.file.Path> forget,
            Consumer<String> language) {}

    /** A view of {@code model}. */
    public WelcomeView(WelcomeViewModel model, Words words, Ways ways) {
        this.words = words;
        this.ways = ways;
        setId("welcome");
        setLeft(new WelcomeSteps(words, ways));
        VBox right = new VBox(
                12,
                title(words.tr("Start")),
                start(),
                title(words.tr("Recent")),
                new RecentsCard(model, words, ways),
                title(words.tr("Model")),
                new ModelsCard(model, words));
        right.getStyleClass().add("welcome-main");
        ScrollPane scroll = new ScrollPane(right);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("screen-scroll");
        setCenter(scroll);
    }

    private static Label title(String text) {
        Label label = new Label(text);
        label.getStyleClass().addAll("screen-title", "welcome-title");
        return label;
    }

    private Node start() {
        Node drop = dropZone();
        Node demo = demo();
        HBox.setHgrow(drop, Priority.ALWAYS);
        HBox start = new HBox(16, drop, demo);
        start.setFillHeight(true);
        return start;
    }

    private Node dropZone() {
        FontIcon icon = new FontIcon("fth-upload");
        icon.getStyleClass().add("drop-icon");
        Label title = new Label(words.tr("Drop a dataset here"));
        title.getStyleClass().add("card-title");
        Label formats = new Label(words.tr("A file of records: .json, .jsonl, .csv or .parquet"));
        formats.getStyleClass().add("muted");
        CommandButton choose = new CommandButton(ways.command().apply("choose-files"), words.tr("Choose files…"));
        choose.getStyleClass().add("accent");
        HBox buttons = new HBox(
                8, choose, new CommandButton(ways.command().apply("open-workspace"), words.tr("Open workspace…")));
        VBox zone = new VBox(8, icon, title, formats, buttons);
        VBox.setMargin(buttons, new javafx.geometry.Insets(16, 0, 0, 0));
        zone.setId("drop-zone");
        zone.setAlignment(Pos.CENTER_LEFT);
        zone.getStyleClass().add("drop-zone");
        zone.setMinSize(320, 176);
        return zone;
    }

    private Node demo() {
        FontIcon icon = new FontIcon("fth-play-circle");
        icon.getStyleClass().add("drop-icon");
        Label title = new Label(words.tr("Try the demo"));
        title.getStyleClass().add("card-title");
        Label text = new Label(
                words.tr("400 answers about a small world, one in ten wrong on purpose. Ready in about a minute."));
        text.getStyleClass().add("muted");
        text.setWrapText(true);
        text.setMinHeight(Label.USE_PREF_SIZE);
        Button open = new CommandButton(ways.command().apply("demo"), words.tr("Open the demo"));
        VBox card = new VBox(8, icon, title, text, open);
        VBox.setMargin(open, new javafx.geometry.Insets(8, 0, 0, 0));
        card.setAlignment(Pos.CENTER_LEFT);
        card.getStyleClass().addAll("card", "demo-card");
        card.setPrefWidth(344);
        card.setMinWidth(300);
        return card;
    }

    /** The languages there are, as they call themselves. */
    static List<List<String>> languages() {
        return List.of(List.of("en", "English"), List.of("ko", "한국어"));
    }
}
