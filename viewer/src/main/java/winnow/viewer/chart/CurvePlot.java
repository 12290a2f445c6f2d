package winnow.viewer.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Polyline;
import javafx.scene.text.Text;

/**
 * Curves over the steps of a training, on one pair of axes. Who uses it sets the accessible text. On the JavaFX thread.
 */
public final class CurvePlot extends Region {

    private static final double LEFT = 44;
    private static final double BOTTOM = 20;
    private static final double TOP = 8;
    private static final double RIGHT = 8;
    private static final double DOT = 3;
    private static final int LINES = 4;
    private static final int MOST_POINTS = 600;
    private static final double ROOM = 0.05;

    /**
     * A curve.
     *
     * @param series which colour, 1 to 5
     * @param dots whether its points are marked
     * @param points step and value, in order of the steps
     */
    public record Curve(int series, boolean dots, List<double[]> points) {

        public Curve {
            points = List.copyOf(points);
        }
    }

    /**
     * What is shown.
     *
     * @param curves those there are; the first may be the middle of the range
     * @param low lower edge of a range, step and value; empty for none
     * @param high upper edge of it, at the same steps
     * @param goal values around 0 that are marked as good; 0 for none
     * @param end last step of the axis
     */
    public record Shown(List<Curve> curves, List<double[]> low, List<double[]> high, double goal, double end) {

        public Shown {
            curves = List.copyOf(curves);
            low = List.copyOf(low);
            high = List.copyOf(high);
        }

        /** Curves and nothing else. */
        public static Shown of(List<Curve> curves, double end) {
            return new Shown(curves, List.of(), List.of(), 0, end);
        }
    }

    private final String nothing;
    private Shown shown = Shown.of(List.of(), 1);
    private boolean empty = true;
    private double least;
    private double most = 1;

    /**
     * An empty plot.
     *
     * @param nothing what is said in place of values while there are none
     */
    public CurvePlot(String nothing) {
        this.nothing = nothing;
        getStyleClass().add("curve-plot");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMinSize(120, 100);
    }

    /** Shows curves. */
    public void show(Shown what) {
        shown = what;
        List<Double> values = new ArrayList<>();
        what.curves().forEach(curve -> curve.points().forEach(point -> values.add(point[1])));
        what.low().forEach(point -> values.add(point[1]));
        what.high().forEach(point -> values.add(point[1]));
        empty = values.isEmpty();
        if (what.goal() > 0) {
            values.addAll(List.of(-2 * what.goal(), 2 * what.goal()));
        }
        double smallest = values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
        double greatest = values.stream().mapToDouble(Double::doubleValue).max().orElse(1);
        double room = greatest > smallest ? (greatest - smallest) * ROOM : Math.max(1e-6, Math.abs(greatest) * ROOM);
        least = smallest - room;
        most = greatest + room;
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        List<Node> parts = new ArrayList<>();
        if (empty) {
            base(parts);
        } else {
            goal(parts);
            axes(parts);
            range(parts);
        }
        for (Curve curve : shown.curves()) {
            draw(parts, curve);
        }
        parts.forEach(part -> part.setManaged(false));
        getChildren().setAll(parts);
    }

    /** Without values there is no scale: a line to stand on, and what is said. */
    private void base(List<Node> parts) {
        double at = Math.rint(getHeight() - BOTTOM) + 0.5;
        Line line = new Line(LEFT, at, getWidth() - RIGHT, at);
        line.getStyleClass().add("grid");
        Text said = text(nothing, 0, getHeight() / 2, false);
        said.setX((getWidth() - said.getLayoutBounds().getWidth()) / 2);
        said.layoutBoundsProperty().addListener((property, was, is) -> said.setX((getWidth() - is.getWidth()) / 2));
        parts.add(line);
        parts.add(said);
    }

    private void goal(List<Node> parts) {
        if (shown.goal() > 0) {
            Polygon area = new Polygon(
                    LEFT,
                    y(shown.goal()),
                    x(shown.end()),
                    y(shown.goal()),
                    x(shown.end()),
                    y(-shown.goal()),
                    LEFT,
                    y(-shown.goal()));
            area.getStyleClass().add("goal");
            parts.add(area);
        }
    }

    private void axes(List<Node> parts) {
        for (int i = 0; i <= LINES; i++) {
            double value = least + (most - least) * i / LINES;
            double at = Math.rint(y(value)) + 0.5;
            Line line = new Line(LEFT, at, getWidth() - RIGHT, at);
            line.getStyleClass().add("grid");
            parts.add(line);
            parts.add(text(number(value), LEFT - 6, at, true));
        }
        for (int i = 0; i <= 2; i++) {
            double step = Math.rint(shown.end() * i / 2);
            if (i == 1 && (step == 0 || step == shown.end())) {
                continue; // too few steps for one between
            }
            parts.add(text(String.valueOf((long) step), x(step), getHeight() - BOTTOM / 2, i == 2));
        }
    }

    private static Text text(String words, double x, double y, boolean before) {
        Text text = new Text(words);
        text.getStyleClass().add("axis");
        text.setTextOrigin(VPos.CENTER);
        text.setY(y);
        text.setX(x);
        if (before) {
            text.layoutBoundsProperty().addListener((property, was, is) -> text.setX(x - is.getWidth()));
            text.setX(x - text.getLayoutBounds().getWidth());
        }
        return text;
    }

    private static String number(double value) {
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size != 0 && (size < 0.01 || size >= 1000) ? "%.0e" : "%.2f", value)
                .replace('-', '\u2212');
    }

    private void range(List<Node> parts) {
        if (shown.low().isEmpty()) {
            return;
        }
        Polygon area = new Polygon();
        area.getStyleClass().add("range");
        shown.low().forEach(point -> area.getPoints().addAll(x(point[0]), y(point[1])));
        for (int i = shown.high().size() - 1; i >= 0; i--) {
            area.getPoints().addAll(x(shown.high().get(i)[0]), y(shown.high().get(i)[1]));
        }
        parts.add(area);
    }

    private void draw(List<Node> parts, Curve curve) {
        Polyline line = new Polyline();
        line.getStyleClass().addAll("curve", "series-" + curve.series());
        int every = Math.max(1, curve.points().size() / MOST_POINTS);
        for (int i = 0; i < curve.points().size(); i++) {
            if (i % every == 0 || i == curve.points().size() - 1) {
                double[] point = curve.points().get(i);
                line.getPoints().addAll(x(point[0]), y(point[1]));
                if (curve.dots()) {
                    Circle dot = new Circle(x(point[0]), y(point[1]), DOT);
                    dot.getStyleClass().addAll("dot", "series-" + curve.series());
                    parts.add(dot);
                }
            }
        }
        parts.add(line);
    }

    private double x(double step) {
        return LEFT + step / Math.max(1, shown.end()) * (getWidth() - LEFT - RIGHT);
    }

    private double y(double value) {
        return TOP + (1 - (value - least) / (most - least)) * (getHeight() - TOP - BOTTOM);
    }

    @Override
    protected double computePrefHeight(double width) {
        return 180;
    }

    @Override
    protected double computePrefWidth(double height) {
        return 260;
    }
}
