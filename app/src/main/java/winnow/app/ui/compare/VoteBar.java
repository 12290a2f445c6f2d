package winnow.app.ui.compare;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import winnow.app.service.CompareService.Question;
import winnow.app.ui.command.Command;
import winnow.app.ui.part.CommandButton;
import winnow.store.data.Comparison.Choice;
import winnow.store.data.Verdict;
import winnow.viewer.table.VerdictIcon;
import winnow.viewer.text.Words;

/** The five steps from A to B, whose place is their meaning, then both bad, skip and undo, each with its key. */
final class VoteBar extends HBox {

    private static final PseudoClass SAID = PseudoClass.getPseudoClass("said");
    private static final double ROOM_FOR_UNDO = 1060;
    private static final double SCALE_WIDTH = 136; // all the same, so that the place is the meaning
    private static final Map<Choice, String> ICONS = Map.of(
            Choice.A_MUCH, "fth-chevrons-left",
            Choice.A, "fth-chevron-left",
            Choice.TIE, "fth-minus",
            Choice.B, "fth-chevron-right",
            Choice.B_MUCH, "fth-chevrons-right");

    private final Words words;
    private final Function<String, Command> command;
    private final VoteTexts texts;
    private final Map<Choice, Button> votes = new EnumMap<>(Choice.class);
    private final List<Button> row = new ArrayList<>();
    private final Button undo;

    /** A bar whose buttons do the commands of these ids. */
    VoteBar(Words words, Function<String, Command> command) {
        this.words = words;
        this.command = command;
        this.texts = new VoteTexts(words);
        getStyleClass().addAll("verdict-bar", "vote-bar");
        setMinWidth(0);
        for (Choice choice : CompareCommands.SCALE) {
            Button button = scale(choice);
            HBox.setHgrow(button, Priority.ALWAYS);
            getChildren().add(button);
        }
        Region line = new Region();
        line.getStyleClass().add("vote-line");
        getChildren().addAll(line, bothBad());
        getChildren().add(plain("skip", words.tr("Skip"), skipped()));
        undo = plain("undo", words.tr("Undo"), new FontIcon("fth-rotate-ccw"));
        getChildren().add(undo);
    }

    /** Marks what is said of a pair. */
    void show(Optional<Question> question) {
        Optional<Choice> said =
                question.flatMap(Question::said).map(vote -> vote.said().choice());
        votes.forEach((choice, button) -> {
            boolean chosen = said.filter(choice::equals).isPresent();
            button.pseudoClassStateChanged(SAID, chosen);
            String text = command.apply(CompareCommands.id(choice)).text();
            button.setAccessibleText(chosen ? words.tr("{0}, your vote", text) : text);
        });
    }

    /** The focus comes in at the first vote. */
    @Override
    public void requestFocus() {
        row.get(0).requestFocus();
    }

    /** Moves the focus along the votes; false when it is not on one. */
    boolean moveFocus(int by) {
        for (int i = 0; i < row.size(); i++) {
            if (row.get(i).isFocused()) {
                row.get(Math.max(0, Math.min(row.size() - 1, i + by))).requestFocus();
                return true;
            }
        }
        return false;
    }

    /** Where it is narrow, undo gives way: it has a key. */
    @Override
    protected void layoutChildren() {
        boolean room = getWidth() >= ROOM_FOR_UNDO;
        undo.setVisible(room);
        undo.setManaged(room);
        super.layoutChildren();
    }

    private Button scale(Choice choice) {
        FontIcon icon = new FontIcon(ICONS.getOrDefault(choice, "fth-minus"));
        Label label = new Label(texts.choice(choice), icon);
        label.setMinWidth(USE_PREF_SIZE);
        if (choice.towardsA() < 0) {
            label.setContentDisplay(ContentDisplay.RIGHT);
        }
        Button button = tall(CompareCommands.id(choice), label);
        button.setMaxWidth(Double.MAX_VALUE);
        button.setMinWidth(SCALE_WIDTH);
        button.setPrefWidth(SCALE_WIDTH);
        button.getStyleClass().add("vote");
        votes.put(choice, button);
        return button;
    }

    private Button bothBad() {
        VerdictIcon icon = new VerdictIcon(18);
        icon.show(Optional.of(Verdict.PRUNE));
        Button button = plain(CompareCommands.id(Choice.BOTH_BAD), words.tr("Both bad"), icon);
        button.getStyleClass().remove("skip");
        button.getStyleClass().add("prune");
        votes.put(Choice.BOTH_BAD, button);
        return button;
    }

    private static Node skipped() {
        VerdictIcon icon = new VerdictIcon(18);
        icon.showSkipped();
        return icon;
    }

    private Button plain(String id, String text, Node icon) {
        Label label = new Label(text, icon);
        label.setMinWidth(USE_PREF_SIZE);
        Button button = tall(id, label);
        button.getStyleClass().add("skip");
        return button;
    }

    private Button tall(String id, Label label) {
        Button button = new Button();
        Node cap = CommandButton.caps(command.apply(id));
        VBox content = new VBox(4, label, cap);
        content.setAlignment(Pos.CENTER);
        button.setGraphic(content);
        button.getStyleClass().add("verdict-button");
        button.setMinWidth(USE_PREF_SIZE);
        CommandButton.wire(button, command.apply(id));
        button.setFocusTraversable(false);
        row.add(button);
        return button;
    }
}
