package winnow.viewer.chart;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;

/**
 * A strength with its interval on a scale that several plots share, with a line at zero. Who uses it sets the
 * accessible text. On the JavaFX thread.
 */
public final class StrengthPlot extends Region {

    private static final double DOT = 5;

    private final Line track = line("track");
    private final Line zero = line("zero");
    private final Line interval = line("interval");
    private final Circle dot = new Circle(DOT);
    private final double value;
    private final double low;
    private final double high;
    private final double reach;

    /**
     * A plot.
     *
     * @param value the strength
     * @param low end of its interval
     * @param high end of its interval
     * @param reach the scale goes from minus this to this
     */
    public StrengthPlot(double value, double low, double high, double reach) {
        this.value = value;
        this.low = low;
        this.high = high;
        this.reach = reach;
        dot.getStyleClass().add("dot");
        getStyleClass().add("strength-plot");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        List<Node> all = new ArrayList<>(List.of(track, zero, interval, dot));
        all.forEach(node -> node.setManaged(false));
        getChildren().setAll(all);
        setMinWidth(80);
    }

    private static Line line(String style) {
        Line line = new Line();
        line.getStyleClass().add(style);
        return line;
    }

    @Override
    protected void layoutChildren() {
        double middle = Math.rint(getHeight() / 2);
        place(track, 0, middle, getWidth(), middle);
        double centre = Math.rint(x(0));
        place(zero, centre, 0, centre, getHeight());
        place(interval, x(low), middle, x(high), middle);
        dot.setCenterX(x(value));
        dot.setCenterY(middle);
    }

    private static void place(Line line, double fromX, double fromY, double toX, double toY) {
        line.setStartX(fromX);
        line.setStartY(fromY);
        line.setEndX(toX);
        line.setEndY(toY);
    }

    private double x(double of) {
        double inside = Math.max(-reach, Math.min(reach, of));
        return DOT + (inside + reach) / (2 * reach) * (getWidth() - 2 * DOT);
    }

    @Override
    protected double computePrefHeight(double width) {
        return 24;
    }

    @Override
    protected double computePrefWidth(double height) {
        return 320;
    }
}
