package winnow.viewer.chart;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;

/**
 * How often what was said came true, by how sure it was said: a dot with its interval for each part, and the line on
 * which all would lie if every probability were right. From one half to one in both directions. Who uses it sets the
 * accessible text. On the JavaFX thread.
 */
public final class ReliabilityPlot extends Region {

    private static final double LEFT = 44;
    private static final double BOTTOM = 20;
    private static final double TOP = 8;
    private static final double RIGHT = 16;
    private static final double LARGEST = 8;
    private static final double SMALLEST = 3;
    private static final int[] MARKS = {50, 60, 70, 80, 90, 100};

    /**
     * A part of what was said.
     *
     * @param said mean probability, 0.5 to 1
     * @param cameTrue how often it was so, 0 to 1
     * @param low end of the interval
     * @param high end of the interval
     * @param n how many
     */
    public record Part(double said, double cameTrue, double low, double high, long n) {}

    private final Line right = new Line();
    private final List<Label> across = new ArrayList<>();
    private final List<Label> up = new ArrayList<>();
    private final List<Line> grid = new ArrayList<>();
    private List<Part> parts = List.of();

    /** An empty plot. */
    public ReliabilityPlot() {
        getStyleClass().add("reliability-plot");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        right.getStyleClass().add("right");
        for (int mark : MARKS) {
            Line line = new Line();
            line.getStyleClass().add("mark");
            grid.add(line);
            across.add(label(mark));
            up.add(label(mark));
        }
        setMinSize(160, 160);
    }

    private static Label label(int percent) {
        Label label = new Label(percent + " %");
        label.getStyleClass().add("axis");
        return label;
    }

    /** Shows parts. */
    public void show(List<Part> of) {
        parts = List.copyOf(of);
        List<Node> all = new ArrayList<>(grid);
        all.add(right);
        all.addAll(across);
        all.addAll(up);
        for (int i = 0; i < parts.size(); i++) {
            Line interval = new Line();
            interval.getStyleClass().add("interval");
            Circle dot = new Circle();
            dot.getStyleClass().add("dot");
            all.addAll(List.of(interval, dot));
        }
        all.forEach(node -> node.setManaged(false));
        getChildren().setAll(all);
        requestLayout();
    }

    /** Parts that are shown. */
    public List<Part> parts() {
        return parts;
    }

    @Override
    protected void layoutChildren() {
        for (int i = 0; i < MARKS.length; i++) {
            double share = MARKS[i] / 100.0;
            line(grid.get(i), x(0.5), y(share), x(1), y(share));
            across.get(i).autosize();
            across.get(i).relocate(x(share) - across.get(i).getWidth() / 2, getHeight() - BOTTOM + 4);
            up.get(i).autosize();
            up.get(i)
                    .relocate(
                            LEFT - 8 - up.get(i).getWidth(),
                            y(share) - up.get(i).getHeight() / 2);
        }
        line(right, x(0.5), y(0.5), x(1), y(1));
        long most = parts.stream().mapToLong(Part::n).max().orElse(1);
        List<Node> drawn = getChildren();
        int first = drawn.size() - 2 * parts.size();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            if (drawn.get(first + 2 * i) instanceof Line interval
                    && drawn.get(first + 2 * i + 1) instanceof Circle dot) {
                line(interval, x(part.said()), y(part.low()), x(part.said()), y(part.high()));
                dot.setCenterX(x(part.said()));
                dot.setCenterY(y(part.cameTrue()));
                dot.setRadius(Math.max(SMALLEST, LARGEST * Math.sqrt((double) part.n() / most)));
            }
        }
    }

    private static void line(Line line, double fromX, double fromY, double toX, double toY) {
        line.setStartX(Math.rint(fromX));
        line.setStartY(Math.rint(fromY));
        line.setEndX(Math.rint(toX));
        line.setEndY(Math.rint(toY));
    }

    private double x(double share) {
        return LEFT + (inside(share) - 0.5) * 2 * (getWidth() - LEFT - RIGHT);
    }

    private double y(double share) {
        return TOP + (1 - inside(share)) * 2 * (getHeight() - TOP - BOTTOM);
    }

    /** What came true less often than a coin is drawn at the edge. */
    private static double inside(double share) {
        return Math.max(0.5, Math.min(1, share));
    }

    @Override
    protected double computePrefHeight(double width) {
        return 220;
    }

    @Override
    protected double computePrefWidth(double height) {
        return 320;
    }
}
