package winnow.app.ui.review;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import winnow.app.ui.command.Command;
import winnow.app.ui.part.CommandButton;
import winnow.store.data.Verdict;
import winnow.viewer.table.VerdictIcon;
import winnow.viewer.text.KeyCap;
import winnow.viewer.text.Words;

/** The buttons of the verdicts, each with its key, and the reasons to prune. */
public final class VerdictBar extends HBox {

    /**
     * What the buttons say.
     *
     * @param keep of the command {@code keep}
     * @param prune of {@code prune}
     * @param unsure of {@code unsure}
     * @param skip of {@code skip}
     * @param takeBack ids of the commands that take something back, with what their buttons say
     */
    public record Names(String keep, String prune, String unsure, String skip, Map<String, String> takeBack) {

        /** Those of the review. */
        static Names ofReview(Words words) {
            Map<String, String> takeBack = new LinkedHashMap<>();
            takeBack.put("undo", words.tr("Undo"));
            takeBack.put("redo", words.tr("Redo"));
            return new Names(words.tr("Keep"), words.tr("Prune"), words.tr("Unsure"), words.tr("Skip"), takeBack);
        }
    }

    private static final int MOST_COLUMNS = 5;
    private static final int FEWEST_COLUMNS = 2;
    private static final double LOW = 64;

    private final Words words;
    private final Names names;
    private final List<Reason> choice;
    private final Function<String, Command> command;
    private final TextField other = new TextField();
    private final HBox otherRow;
    private final GridPane reasons = new GridPane();
    private final List<Button> reasonButtons = new ArrayList<>();
    private final List<Button> verdictButtons = new ArrayList<>();
    private final Node undoRedo;
    private final Runnable back;
    private int columns;
    private Consumer<String> onOther = reason -> {};

    /**
     * A bar whose buttons do the commands of these ids.
     *
     * @param choice the reasons to prune
     * @param back gives the focus back to the stage
     */
    public VerdictBar(Words words, Names names, List<Reason> choice, Function<String, Command> command, Runnable back) {
        this.words = words;
        this.names = names;
        this.choice = choice;
        this.command = command;
        this.back = back;
        this.otherRow = otherRow();
        getStyleClass().add("verdict-bar");
        Node keep = verdict("keep", Verdict.KEEP, names.keep());
        Node prune = pruneWithReasons();
        Node unsure = verdict("unsure", Verdict.UNSURE, names.unsure());
        HBox.setHgrow(prune, Priority.ALWAYS);
        this.undoRedo = undoRedo();
        getChildren().addAll(keep, prune, unsure, skip(), undoRedo);
        place(MOST_COLUMNS);
        setMinWidth(0);
    }

    /** Opens the field for a reason in the annotator's own words. */
    public void askOther(Consumer<String> told) {
        onOther = told;
        otherRow.setVisible(true);
        reasons.setVisible(false);
        other.requestFocus();
    }

    /** The focus comes in at the first verdict. */
    @Override
    public void requestFocus() {
        verdictButtons.get(0).requestFocus();
    }

    /** Moves the focus along the verdicts; false when it is not on one. */
    public boolean moveFocus(int by) {
        for (int i = 0; i < verdictButtons.size(); i++) {
            if (verdictButtons.get(i).isFocused()) {
                int next = Math.max(0, Math.min(verdictButtons.size() - 1, i + by));
                verdictButtons.get(next).requestFocus();
                return true;
            }
        }
        return false;
    }

    /** Nothing is cut off: where it is narrow, undo and redo give way first, then the reasons take more rows. */
    @Override
    protected void layoutChildren() {
        double room = getWidth() - snappedLeftInset() - snappedRightInset();
        double all = 0;
        for (Node child : getChildren()) {
            all += child.prefWidth(-1) + getSpacing();
        }
        double others = all - getSpacing() - reasons.prefWidth(-1);
        double undo = undoRedo.prefWidth(-1) + getSpacing();
        double withAll = others + reasonsWidth(MOST_COLUMNS);
        boolean showUndo = withAll <= room;
        double left = room - others + (showUndo ? 0 : undo);
        int fitting = MOST_COLUMNS;
        while (fitting > FEWEST_COLUMNS && reasonsWidth(fitting) > left) {
            fitting--;
        }
        undoRedo.setVisible(showUndo);
        undoRedo.setManaged(showUndo);
        place(fitting);
        super.layoutChildren();
    }

    private double reasonsWidth(int count) {
        double width = reasons.snappedLeftInset() + reasons.snappedRightInset() + (count - 1) * reasons.getHgap();
        for (int column = 0; column < count; column++) {
            double widest = 0;
            for (int i = column; i < reasonButtons.size(); i += count) {
                widest = Math.max(widest, reasonButtons.get(i).prefWidth(-1));
            }
            width += widest;
        }
        return Math.ceil(width) + 1;
    }

    private void place(int count) {
        if (count == columns) {
            return;
        }
        columns = count;
        reasons.getChildren().clear();
        reasons.getColumnConstraints().clear();
        for (int column = 0; column < count; column++) {
            ColumnConstraints constraints = new ColumnConstraints();
            constraints.setHgrow(Priority.ALWAYS);
            reasons.getColumnConstraints().add(constraints);
        }
        for (int i = 0; i < reasonButtons.size(); i++) {
            reasons.add(reasonButtons.get(i), i % count, i / count);
        }
        int rows = (reasonButtons.size() + count - 1) / count;
        double height = Math.max(LOW, 8 + rows * 26 + (rows - 1) * 2);
        reasons.setMinHeight(height);
        reasons.setMaxHeight(height);
        setMinHeight(height + 20);
        setPrefHeight(height + 20);
        verdictButtons.forEach(button -> {
            button.setMinHeight(height);
            button.setMaxHeight(height);
        });
    }

    private Button verdict(String id, Verdict verdict, String text) {
        VerdictIcon icon = new VerdictIcon(18);
        icon.show(Optional.of(verdict));
        return tall(id, icon, text);
    }

    private Button skip() {
        VerdictIcon icon = new VerdictIcon(18);
        icon.showSkipped();
        return tall("skip", icon, names.skip());
    }

    private Button tall(String id, Node icon, String text) {
        Button button = new Button();
        Label label = new Label(text);
        label.setMinWidth(USE_PREF_SIZE);
        HBox name = new HBox(6, icon, label);
        name.setAlignment(Pos.CENTER);
        Node cap = CommandButton.caps(command.apply(id));
        VBox content = new VBox(4, name, cap);
        content.setAlignment(Pos.CENTER);
        button.setGraphic(content);
        button.getStyleClass().addAll("verdict-button", id);
        button.setMinWidth(USE_PREF_SIZE);
        CommandButton.wire(button, command.apply(id));
        button.setFocusTraversable(false);
        verdictButtons.add(button);
        return button;
    }

    private Node pruneWithReasons() {
        Button prune = verdict("prune", Verdict.PRUNE, names.prune());
        prune.getStyleClass().add("left-part");
        reasons.getStyleClass().add("reason-grid");
        for (Reason reason : choice) {
            addReason(reason.digit(), words.tr(reason.button()));
        }
        addReason(0, words.tr("Other…"));
        StackPane right = new StackPane(reasons, otherRow);
        HBox.setHgrow(right, Priority.ALWAYS);
        return new HBox(prune, right);
    }

    private void addReason(int digit, String text) {
        Button button = new Button(text, new KeyCap(String.valueOf(digit)));
        button.getStyleClass().add("reason-button");
        CommandButton.wire(button, command.apply("reason-" + digit));
        button.setFocusTraversable(false);
        button.setMinWidth(USE_PREF_SIZE);
        reasonButtons.add(button);
    }

    private HBox otherRow() {
        other.setId("other-reason");
        other.setPromptText(words.tr("Why? ↵ prunes, Esc goes back"));
        other.setAccessibleText(words.tr("Reason in your own words"));
        HBox.setHgrow(other, Priority.ALWAYS);
        HBox row = new HBox(8, other);
        row.getStyleClass().addAll("reason-grid", "other-row");
        row.setAlignment(Pos.CENTER_LEFT);
        row.setVisible(false);
        other.setOnAction(event -> {
            String reason = other.getText().strip();
            if (!reason.isEmpty()) {
                closeOther();
                other.clear();
                onOther.accept(reason);
            }
        });
        other.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                event.consume();
                closeOther();
            }
        });
        return row;
    }

    private void closeOther() {
        otherRow.setVisible(false);
        reasons.setVisible(true);
        back.run();
    }

    private Node undoRedo() {
        VBox column = new VBox(6);
        names.takeBack().forEach((id, text) -> {
            CommandButton button = new CommandButton(command.apply(id), text);
            button.getStyleClass().add("small");
            button.setMaxWidth(Double.MAX_VALUE);
            button.setAlignment(Pos.CENTER_LEFT);
            button.setFocusTraversable(false);
            column.getChildren().add(button);
        });
        column.setAlignment(Pos.CENTER);
        return column;
    }
}
