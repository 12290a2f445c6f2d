package winnow.viewer.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import winnow.viewer.text.Words;

/**
 * Where points lie thick, as hexagons, with a line through them and a part marked by dragging or by keys: arrows move
 * it, with Shift they stretch it, a double click clears it. The darkness of a hexagon goes with the logarithm of its
 * count. On the JavaFX thread.
 */
public final class DensityPlot extends Region {

    private static final double LEFT = 40;
    private static final double RIGHT = 12;
    private static final double TOP = 8;
    private static final double AXIS = 40;
    private static final double LIGHTEST = 0.12;
    private static final double KEY_STEP = 0.02;
    private static final double SMALLEST = 0.01;

    /**
     * A mark on an axis.
     *
     * @param at where, in units of the axis
     * @param text what it says
     */
    public record Tick(double at, String text) {

        /** Round places between two, in even steps of 1, 2 or 5 times a power of ten; no more than {@code most}. */
        public static List<Double> places(double low, double high, int most) {
            double step = Bins.niceStep((high - low) / most);
            List<Double> places = new ArrayList<>();
            for (double k = Math.ceil(low / step); k * step <= high; k++) {
                places.add(k * step);
            }
            return places;
        }
    }

    /**
     * What is drawn.
     *
     * @param bins the hexagons
     * @param line points of the line, ascending: across and upwards in turns; may be empty
     * @param across marks of the axis across
     * @param upwards marks of the axis upwards
     * @param title what lies across
     */
    public record Drawing(HexBins bins, List<Double> line, List<Tick> across, List<Tick> upwards, String title) {
        public Drawing {
            line = List.copyOf(line);
            across = List.copyOf(across);
            upwards = List.copyOf(upwards);
        }
    }

    private final ObjectProperty<@Nullable Drawing> drawing = new SimpleObjectProperty<>(this, "drawing");
    private final ObjectProperty<@Nullable Area> marked = new SimpleObjectProperty<>(this, "marked");
    private final Canvas canvas = new Canvas();
    private final Label empty = new Label();
    private final Swatch bar = new Swatch("swatch-density");
    private final Swatch line = new Swatch("swatch-regression");
    private final Swatch mark = new Swatch("swatch-marker");
    private final Swatch axis = new Swatch("swatch-axis");
    private final Swatch grid = new Swatch("swatch-line");
    private double pressedX;
    private double pressedY;

    /** A plot that says "No scores yet." until it is given something. */
    public DensityPlot(Words words) {
        getStyleClass().add("density-plot");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setFocusTraversable(true);
        empty.setText(words.tr("No scores yet."));
        empty.getStyleClass().add("empty-text");
        canvas.setManaged(false);
        canvas.setMouseTransparent(true);
        getChildren().addAll(canvas, empty);
        for (Swatch swatch : List.of(bar, line, mark, axis, grid)) {
            getChildren().add(swatch);
            swatch.fillProperty().addListener(property -> requestLayout());
            swatch.fontProperty().addListener(property -> requestLayout());
        }
        drawing.addListener(property -> requestLayout());
        marked.addListener(property -> requestLayout());
        focusedProperty().addListener(property -> requestLayout());
        setOnMousePressed(this::pressed);
        setOnMouseDragged(this::dragged);
        setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                marked.set(null);
            }
        });
        setOnKeyPressed(this::keyed);
    }

    /** What is drawn; null shows the empty state. */
    public ObjectProperty<@Nullable Drawing> drawingProperty() {
        return drawing;
    }

    /** The part that is marked; null for none. */
    public ObjectProperty<@Nullable Area> markedProperty() {
        return marked;
    }

    private void pressed(MouseEvent event) {
        requestFocus();
        pressedX = event.getX();
        pressedY = event.getY();
    }

    private void dragged(MouseEvent event) {
        Drawing shown = drawing.get();
        if (shown == null) {
            return;
        }
        Area all = shown.bins().area();
        marked.set(Area.between(
                acrossAt(pressedX, all),
                upwardsAt(pressedY, all),
                acrossAt(event.getX(), all),
                upwardsAt(event.getY(), all),
                all,
                SMALLEST));
    }

    private void keyed(KeyEvent event) {
        Drawing shown = drawing.get();
        int across = sign(event, javafx.scene.input.KeyCode.LEFT, javafx.scene.input.KeyCode.RIGHT);
        int up = sign(event, javafx.scene.input.KeyCode.DOWN, javafx.scene.input.KeyCode.UP);
        if (shown == null || (across == 0 && up == 0) || event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        event.consume();
        Area all = shown.bins().area();
        Area now = marked.get();
        if (now == null) { // the lowest quarter to begin with
            now = new Area(all.left(), all.right(), all.low(), all.low() + (all.high() - all.low()) / 4);
        } else if (event.isShiftDown()) {
            now = now.stretched(across * KEY_STEP, up * KEY_STEP, all);
        } else {
            now = now.moved(across * KEY_STEP, up * KEY_STEP, all);
        }
        marked.set(now);
    }

    private static int sign(KeyEvent event, javafx.scene.input.KeyCode less, javafx.scene.input.KeyCode more) {
        return event.getCode() == less ? -1 : event.getCode() == more ? 1 : 0;
    }

    private double plotWidth() {
        return Math.max(1, getWidth() - LEFT - RIGHT);
    }

    private double plotHeight() {
        return Math.max(1, getHeight() - TOP - AXIS);
    }

    private double acrossAt(double pixel, Area all) {
        double share = Math.max(0, Math.min(1, (pixel - LEFT) / plotWidth()));
        return all.left() + share * (all.right() - all.left());
    }

    private double upwardsAt(double pixel, Area all) {
        double share = Math.max(0, Math.min(1, 1 - (pixel - TOP) / plotHeight()));
        return all.low() + share * (all.high() - all.low());
    }

    private double x(double across, Area all) {
        return LEFT + (across - all.left()) / (all.right() - all.left()) * plotWidth();
    }

    private double y(double up, Area all) {
        return TOP + (1 - (up - all.low()) / (all.high() - all.low())) * plotHeight();
    }

    @Override
    protected void layoutChildren() {
        layoutInArea(empty, 0, 0, getWidth(), getHeight(), 0, HPos.CENTER, VPos.CENTER);
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        GraphicsContext on = canvas.getGraphicsContext2D();
        on.clearRect(0, 0, getWidth(), getHeight());
        Drawing shown = drawing.get();
        empty.setVisible(shown == null);
        if (shown != null) {
            drawAxes(on, shown);
            drawHexagons(on, shown.bins());
            drawLine(on, shown);
            drawMark(on, shown.bins().area());
        }
    }

    private void drawAxes(GraphicsContext on, Drawing shown) {
        Area all = shown.bins().area();
        on.setLineWidth(1);
        on.setStroke(grid.getFill());
        on.setFill(axis.getFill());
        on.setFont(axis.getFont());
        on.setTextBaseline(VPos.CENTER);
        on.setTextAlign(TextAlignment.RIGHT);
        for (Tick tick : shown.upwards()) {
            double place = Math.floor(y(tick.at(), all)) + 0.5;
            on.strokeLine(LEFT, place, getWidth() - RIGHT, place);
            on.fillText(tick.text(), LEFT - 8, place);
        }
        on.setTextBaseline(VPos.TOP);
        on.setTextAlign(TextAlignment.CENTER);
        double ground = getHeight() - AXIS + 4;
        for (Tick tick : shown.across()) {
            on.fillText(tick.text(), x(tick.at(), all), ground);
        }
        on.setTextAlign(TextAlignment.RIGHT);
        on.fillText(shown.title(), getWidth() - RIGHT, ground + 18);
    }

    private void drawHexagons(GraphicsContext on, HexBins bins) {
        double half = bins.halfWidth() * plotWidth();
        double tall = bins.halfHeight() * plotHeight();
        double gap = half > 4 ? 0.5 : 0;
        DoubleFunction<Paint> tint = share -> bar.getFill() instanceof Color color
                ? color.deriveColor(0, 1, 1, LIGHTEST + (1 - LIGHTEST) * share)
                : bar.getFill();
        double most = Math.log1p(bins.most());
        for (int i = 0; i < bins.size(); i++) {
            if (bins.count(i) > 0) {
                double x = LEFT + bins.x(i) * plotWidth();
                double y = TOP + (1 - bins.y(i)) * plotHeight();
                double w = half - gap;
                double h = tall - gap;
                on.setFill(tint.apply(Math.log1p(bins.count(i)) / most));
                on.fillPolygon(
                        new double[] {x, x + w, x + w, x, x - w, x - w},
                        new double[] {y - h, y - h / 2, y + h / 2, y + h, y + h / 2, y - h / 2},
                        6);
            }
        }
    }

    private void drawLine(GraphicsContext on, Drawing shown) {
        Area all = shown.bins().area();
        int points = shown.line().size() / 2;
        double[] xs = new double[points];
        double[] ys = new double[points];
        for (int i = 0; i < points; i++) {
            xs[i] = x(shown.line().get(2 * i), all);
            ys[i] = Math.max(TOP, Math.min(TOP + plotHeight(), y(shown.line().get(2 * i + 1), all)));
        }
        on.setStroke(line.getFill());
        on.setLineWidth(2.5);
        on.strokePolyline(xs, ys, points);
    }

    private void drawMark(GraphicsContext on, Area all) {
        Area part = marked.get();
        if (part == null) {
            return;
        }
        double left = Math.rint(x(part.left(), all));
        double top = Math.rint(y(part.high(), all));
        double width = Math.rint(x(part.right(), all)) - left;
        double height = Math.rint(y(part.low(), all)) - top;
        if (mark.getFill() instanceof Color color) {
            on.setFill(color.deriveColor(0, 1, 1, 0.12));
            on.fillRect(left, top, width, height);
        }
        on.setStroke(mark.getFill());
        on.setLineWidth(1.5);
        on.strokeRect(left, top, width, height);
    }
}
