package winnow.app.ui;

import java.util.List;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import winnow.app.ui.command.Command;
import winnow.app.ui.command.Command.Group;
import winnow.app.ui.command.Commands;
import winnow.app.ui.part.CommandButton;
import winnow.viewer.text.KeyCap;
import winnow.viewer.text.Words;

/** Every key there is now, read from the list of commands. */
final class KeysOverlay extends VBox {

    private static final List<List<Group>> COLUMNS = List.of(
            List.of(Group.DECIDE),
            List.of(Group.UNDO, Group.MOVE),
            List.of(Group.PICTURE, Group.SEE),
            List.of(Group.WRITE, Group.EVERYWHERE));

    private static final double TERMS = 216;

    private final Words words;

    KeysOverlay(Commands commands, Words words, Runnable close) {
        super(16);
        this.words = words;
        setId("keys-overlay");
        getStyleClass().addAll("jobs-pane", "keys-pane");
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        Label title = new Label(words.tr("Keys"));
        title.getStyleClass().add("screen-title");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button done = new Button(words.tr("Close"), new KeyCap("Esc"));
        done.setContentDisplay(javafx.scene.control.ContentDisplay.RIGHT);
        done.getStyleClass().add("flat");
        done.setAccessibleText(words.tr("Close"));
        done.setOnAction(event -> close.run());
        HBox header = new HBox(8, title, gap, done);
        header.setAlignment(Pos.CENTER_LEFT);
        HBox columns = new HBox(32);
        for (List<Group> groups : COLUMNS) {
            VBox column = new VBox(16);
            groups.forEach(group -> addGroup(column, group, commands.of(group)));
            if (groups.contains(Group.MOVE)) { // where there is room
                column.getChildren().add(terms());
            }
            if (!column.getChildren().isEmpty()) {
                columns.getChildren().add(column);
            }
        }
        getChildren().addAll(header, columns);
    }

    /** What the search understands. */
    private Node terms() {
        Label name = new Label(words.tr("Search"));
        name.getStyleClass().add("card-title");
        FlowPane all = new FlowPane(8, 6);
        all.setPrefWrapLength(TERMS);
        all.setMaxWidth(TERMS);
        for (SearchTerm term : SearchTerm.all(words)) {
            Label example = new Label(term.example());
            example.setTooltip(new Tooltip(term.meaning()));
            example.setAccessibleText(term.example() + ": " + term.meaning());
            example.getStyleClass().addAll("small", "query-term");
            all.getChildren().add(example);
        }
        return new VBox(6, name, all);
    }

    private void addGroup(VBox column, Group group, List<Command> commands) {
        if (commands.isEmpty()) {
            return;
        }
        Map<Group, String> names = Map.of(
                Group.WRITE, words.tr("Write"),
                Group.DECIDE, words.tr("Decide"),
                Group.UNDO, words.tr("Undo"),
                Group.MOVE, words.tr("Move"),
                Group.PICTURE, words.tr("Picture"),
                Group.SEE, words.tr("See"),
                Group.EVERYWHERE, words.tr("Everywhere"));
        Label name = new Label(names.getOrDefault(group, ""));
        name.getStyleClass().add("card-title");
        GridPane grid = new GridPane(16, 6);
        int row = 0;
        for (Command command : commands) {
            grid.addRow(row++, CommandButton.caps(command), text(command.text()));
        }
        if (commands.stream().anyMatch(command -> command.id().equals("keep"))) {
            HBox caps = new HBox(2, new KeyCap("Shift"), new Label("+"), new KeyCap(words.tr("any")));
            caps.setAlignment(Pos.CENTER_LEFT);
            grid.addRow(row, caps, text(words.tr("the same, but stay here")));
        }
        grid.getChildren().stream()
                .filter(HBox.class::isInstance)
                .forEach(caps -> ((HBox) caps).setAlignment(Pos.CENTER_LEFT));
        column.getChildren().add(new VBox(6, name, new Region(), grid));
    }

    private static Node text(String text) {
        Label label = new Label(text);
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }
}
