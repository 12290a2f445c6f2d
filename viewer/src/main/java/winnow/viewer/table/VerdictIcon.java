package winnow.viewer.table;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Group;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.SVGPath;
import javafx.scene.transform.Scale;
import winnow.store.data.Verdict;

/**
 * The shape of a verdict, readable without colour: keep is a disc with a check, prune a square with a cross, unsure a
 * diamond with a question mark, undecided a ring and skipped a dashed ring. Style class {@code verdict-icon} with
 * {@code keep}, {@code prune}, {@code unsure}, {@code undecided} or {@code skipped}. On the JavaFX thread.
 */
public final class VerdictIcon extends StackPane {

    /** The paths below are drawn in a square of this size. */
    private static final double GRID = 16;

    private static final String DISC = "M8 1 A7 7 0 1 1 8 15 A7 7 0 1 1 8 1 Z";
    private static final String RING = "M8 2 A6 6 0 1 1 8 14 A6 6 0 1 1 8 2 Z";
    private static final String SQUARE = "M3 1.5 H13 A1.5 1.5 0 0 1 14.5 3 V13 A1.5 1.5 0 0 1 13 14.5 H3"
            + " A1.5 1.5 0 0 1 1.5 13 V3 A1.5 1.5 0 0 1 3 1.5 Z";
    private static final String DIAMOND = "M8 0.3 L15.7 8 L8 15.7 L0.3 8 Z";
    private static final String CHECK = "M4.9 8.3 L7.1 10.5 L11.2 5.9";
    private static final String CROSS = "M5.6 5.6 L10.4 10.4 M10.4 5.6 L5.6 10.4";
    private static final String QUESTION =
            "M6.2 6.4 C6.2 5.2 7 4.6 8 4.6 C9.1 4.6 9.8 5.3 9.8 6.2 C9.8 7.5 8 7.5 8 8.9 M8 11.2 V11.3";

    private static final List<String> STATES = List.of("keep", "prune", "unsure", "undecided", "skipped");

    private final SVGPath shape = new SVGPath();
    private final SVGPath mark = new SVGPath();

    /** An undecided icon, {@code size} pixels wide and high. */
    public VerdictIcon(double size) {
        getStyleClass().add("verdict-icon");
        shape.getStyleClass().add("verdict-shape");
        mark.getStyleClass().add("verdict-mark");
        // The square of the grid keeps every shape at the same place, whatever its own bounds are.
        Rectangle square = new Rectangle(GRID, GRID, null);
        Group drawing = new Group(square, shape, mark);
        drawing.getTransforms().add(new Scale(size / GRID, size / GRID));
        getChildren().add(new Group(drawing));
        setAlignment(Pos.CENTER);
        setMinSize(size, size);
        setPrefSize(size, size);
        setMaxSize(size, size);
        setMouseTransparent(true);
        show(Optional.empty());
    }

    /** Shows a verdict; nothing and {@link Verdict#NONE} are undecided. */
    public void show(Optional<Verdict> verdict) {
        switch (verdict.orElse(Verdict.NONE)) {
            case KEEP -> draw("keep", DISC, CHECK);
            case PRUNE -> draw("prune", SQUARE, CROSS);
            case UNSURE -> draw("unsure", DIAMOND, QUESTION);
            case NONE -> draw("undecided", RING, "");
        }
    }

    /** Shows the dashed ring: seen, and comes back at the end. */
    public void showSkipped() {
        draw("skipped", RING, "");
    }

    private void draw(String state, String outline, String sign) {
        getStyleClass().removeAll(STATES);
        getStyleClass().add(state);
        shape.setContent(outline);
        mark.setContent(sign);
    }
}
