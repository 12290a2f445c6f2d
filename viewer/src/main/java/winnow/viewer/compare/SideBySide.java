package winnow.viewer.compare;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;
import winnow.viewer.text.AnswerText;
import winnow.viewer.text.WordDiff;
import winnow.viewer.text.Words;

/**
 * Two answers beside each other, always equally wide, scrolling together where that is wanted. Both change at once. On
 * the JavaFX thread.
 */
public final class SideBySide extends GridPane {

    private static final double PAGE = 0.9; // of what is in sight

    private final BooleanProperty together = new SimpleBooleanProperty(this, "together", true);
    private final BooleanProperty differences = new SimpleBooleanProperty(this, "differences", false);
    private final AnswerText left;
    private final AnswerText right;
    private final ScrollPane leftScroll;
    private final ScrollPane rightScroll;
    private String leftText = "";
    private String rightText = "";
    private boolean following;

    /** Two empty answers. */
    public SideBySide(Words words) {
        left = new AnswerText(words);
        right = new AnswerText(words);
        leftScroll = scroll(left, "answer-a");
        rightScroll = scroll(right, "answer-b");
        getStyleClass().add("side-by-side");
        for (int i = 0; i < 2; i++) {
            ColumnConstraints half = new ColumnConstraints();
            half.setPercentWidth(50);
            getColumnConstraints().add(half);
        }
        RowConstraints row = new RowConstraints();
        row.setVgrow(Priority.ALWAYS);
        getRowConstraints().add(row);
        add(leftScroll, 0, 0);
        add(rightScroll, 1, 0);
        rightScroll.getStyleClass().add("second");
        setMinSize(0, 0);
        follow(leftScroll, rightScroll);
        follow(rightScroll, leftScroll);
        differences.addListener(property -> rebuild());
    }

    /** Whether one answer scrolls with the other, by the same number of pixels. */
    public BooleanProperty togetherProperty() {
        return together;
    }

    /** Whether words that the other answer has not are marked. */
    public BooleanProperty differencesProperty() {
        return differences;
    }

    /** Shows two answers, from their start. */
    public void show(String answerA, String answerB) {
        leftText = answerA;
        rightText = answerB;
        rebuild();
        leftScroll.setVvalue(0);
        rightScroll.setVvalue(0);
    }

    /** Scrolls by some pages. */
    public void scroll(int pages) {
        double room = room(leftScroll);
        ScrollPane longer = room >= room(rightScroll) ? leftScroll : rightScroll;
        scrollTo(
                longer,
                offset(longer) + pages * PAGE * longer.getViewportBounds().getHeight());
    }

    private void rebuild() {
        WordDiff diff = differences.get() ? WordDiff.of(leftText, rightText) : WordDiff.none();
        left.show(leftText, diff.left());
        right.show(rightText, diff.right());
    }

    private static ScrollPane scroll(AnswerText answer, String id) {
        VBox content = new VBox(answer);
        content.getStyleClass().add("turns");
        ScrollPane scroll = new ScrollPane(content);
        scroll.setId(id);
        scroll.getStyleClass().add("transcript");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setMinSize(0, 0);
        return scroll;
    }

    private void follow(ScrollPane leader, ScrollPane other) {
        leader.vvalueProperty().addListener(property -> {
            if (together.get() && !following) {
                following = true;
                scrollTo(other, offset(leader));
                following = false;
            }
        });
    }

    private static void scrollTo(ScrollPane pane, double offset) {
        double room = room(pane);
        pane.setVvalue(room <= 0 ? 0 : Math.max(0, Math.min(1, offset / room)));
    }

    private static double offset(ScrollPane pane) {
        return pane.getVvalue() * Math.max(0, room(pane));
    }

    private static double room(ScrollPane pane) {
        return pane.getContent().getBoundsInLocal().getHeight()
                - pane.getViewportBounds().getHeight();
    }
}
