package winnow.app.ui;

import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import winnow.viewer.text.Words;

/**
 * What a word of the search may become, below the field: arrows choose, Tab takes the chosen one or the first, Enter
 * the chosen one. With nothing written, the arrow down shows all. To be added to the parent of the field's box.
 */
final class SearchHints extends VBox {

    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final int MOST = 8;

    private final TextField field;
    private final List<SearchTerm> terms;
    private final List<SearchTerm> shown = new ArrayList<>();
    private int chosen = -1;

    SearchHints(TextField field, Words words) {
        this.field = field;
        this.terms = SearchTerm.all(words);
        setId("search-hints");
        getStyleClass().add("search-hints");
        setManaged(false);
        setVisible(false);
        field.caretPositionProperty()
                .addListener((property, before, at) -> offer(false)); // moves after the text changed
        field.focusedProperty().addListener((property, before, focused) -> hide());
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    }

    /** The word before the cursor, without a minus; within quotes one that becomes nothing. */
    private String word() {
        String before = field.getText().substring(0, end());
        boolean quoted = before.chars().filter(c -> c == '"').count() % 2 == 1;
        return quoted ? "\"" : before.substring(start());
    }

    private int start() {
        String text = field.getText();
        int at = end();
        while (at > 0 && !Character.isWhitespace(text.charAt(at - 1))) {
            at--;
        }
        return at < end() && text.charAt(at) == '-' ? at + 1 : at;
    }

    private int end() {
        return Math.min(field.getCaretPosition(), field.getText().length());
    }

    private void offer(boolean asked) {
        hide();
        String word = word();
        if (!field.isFocused() || (word.isEmpty() && !asked)) {
            return;
        }
        terms.stream()
                .filter(term -> term.follows(word))
                .limit(asked ? terms.size() : MOST)
                .forEach(shown::add);
        shown.forEach(term -> getChildren().add(row(term)));
        if (!shown.isEmpty()) {
            setVisible(true);
            applyCss(); // of what is not visible nothing is styled, and so it has no size
            place();
        }
    }

    private void place() {
        autosize();
        Bounds box = getParent().sceneToLocal(field.localToScene(field.getLayoutBounds()));
        relocate(Math.rint(box.getMinX()), Math.rint(box.getMaxY() + 2));
        resize(box.getWidth(), prefHeight(box.getWidth()));
    }

    private Node row(SearchTerm term) {
        Label start = new Label(term.start());
        start.getStyleClass().add("bold");
        start.setMinWidth(104);
        Label meaning = new Label(term.meaning());
        meaning.getStyleClass().addAll("muted", "small");
        HBox row = new HBox(8, start, meaning);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("search-hint");
        row.setOnMousePressed(event -> {
            event.consume();
            take(term);
        });
        return row;
    }

    private void pressed(KeyEvent event) {
        boolean plain = !event.isShiftDown() && !event.isControlDown() && !event.isMetaDown() && !event.isAltDown();
        if (plain && handle(event)) {
            event.consume();
        }
    }

    private boolean handle(KeyEvent event) {
        return switch (event.getCode()) {
            case DOWN -> {
                if (!isVisible()) {
                    offer(true);
                } else {
                    choose(chosen + 1);
                }
                yield isVisible();
            }
            case UP -> {
                choose(chosen - 1);
                yield isVisible();
            }
            case TAB -> isVisible() && take(shown.get(Math.max(0, chosen)));
            case ENTER -> isVisible() && chosen >= 0 && take(shown.get(chosen));
            default -> false;
        };
    }

    private void choose(int to) {
        if (isVisible()) {
            chosen = Math.floorMod(to, shown.size());
            for (int i = 0; i < shown.size(); i++) {
                getChildren().get(i).pseudoClassStateChanged(CHOSEN, i == chosen);
            }
            field.setAccessibleHelp(
                    shown.get(chosen).start() + ": " + shown.get(chosen).meaning());
        }
    }

    private boolean take(SearchTerm term) {
        int from = start();
        field.replaceText(from, end(), term.start());
        field.positionCaret(from + term.start().length());
        hide();
        return true;
    }

    private void hide() {
        chosen = -1;
        shown.clear();
        getChildren().clear();
        setVisible(false);
    }
}
