package winnow.viewer.chart;

import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polyline;

/**
 * A value that changes while a text is read, from its first character to its last. A broken line marks where it ends.
 * Who uses it sets the accessible text. On the JavaFX thread.
 */
public final class RunningCurve extends Region {

    private static final double DOT = 3;

    /**
     * A point of the curve.
     *
     * @param place in the text, 0 for its beginning to 1 for its end
     * @param value there
     */
    public record Point(double place, double value) {}

    private final Polyline curve = new Polyline();
    private final Line level = new Line();
    private final Circle last = new Circle(DOT);
    private List<Point> points = List.of();

    /** An empty plot. */
    public RunningCurve() {
        getStyleClass().add("running-curve");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        curve.getStyleClass().add("curve");
        level.getStyleClass().add("level");
        last.getStyleClass().add("last");
        level.setManaged(false);
        curve.setManaged(false);
        last.setManaged(false);
        getChildren().addAll(level, curve, last);
        setMinHeight(40);
        setMinWidth(0);
    }

    /** Shows a curve; in order of the text. */
    public void show(List<Point> of) {
        points = List.copyOf(of);
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        boolean any = points.size() > 1;
        curve.setVisible(any);
        level.setVisible(any);
        last.setVisible(any);
        curve.getPoints().clear();
        if (!any) {
            return;
        }
        double least = points.stream().mapToDouble(Point::value).min().orElse(0);
        double most = points.stream().mapToDouble(Point::value).max().orElse(1);
        double range = most > least ? most - least : 1;
        for (Point point : points) {
            curve.getPoints().addAll(x(point), y(point, least, range));
        }
        Point end = points.get(points.size() - 1);
        last.setCenterX(x(end));
        last.setCenterY(y(end, least, range));
        level.setStartX(0);
        level.setEndX(getWidth());
        level.setStartY(Math.rint(y(end, least, range)));
        level.setEndY(level.getStartY());
    }

    private double x(Point point) {
        return DOT + point.place() * (getWidth() - 2 * DOT);
    }

    private double y(Point point, double least, double range) {
        return DOT + (1 - (point.value() - least) / range) * (getHeight() - 2 * DOT);
    }

    @Override
    protected double computePrefHeight(double width) {
        return 56;
    }

    @Override
    protected double computePrefWidth(double height) {
        return 200;
    }
}
