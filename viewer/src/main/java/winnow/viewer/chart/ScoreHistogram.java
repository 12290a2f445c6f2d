package winnow.viewer.chart;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import winnow.store.data.Histogram;
import winnow.viewer.text.Words;

/**
 * How the scores are spread, with the place of one sample and of the cut. The height of a bar is the square root of its
 * count, so that the tails show. Bars below the cut are hatched. At most {@value #MOST_BARS} bars are drawn; neighbours
 * are added up where there are more bins or no room. On the JavaFX thread.
 */
public final class ScoreHistogram extends Region {

    static final int MOST_BARS = 200;

    private static final double NARROWEST_BAR = 3;
    private static final double TOP = 8;
    private static final double AXIS = 20;
    private static final double TICK_DISTANCE = 64;

    private final Words words;
    private final ObjectProperty<@Nullable Histogram> histogram = new SimpleObjectProperty<>(this, "histogram");
    private final ObjectProperty<@Nullable Histogram> brushed = new SimpleObjectProperty<>(this, "brushed");
    private final DoubleProperty marker = new SimpleDoubleProperty(this, "marker", Double.NaN);
    private final DoubleProperty cut = new SimpleDoubleProperty(this, "cut", Double.NaN);
    private final Canvas canvas = new Canvas();
    private final Label empty = new Label();
    private final Swatch bar = new Swatch("swatch-bar");
    private final Swatch cutLine = new Swatch("swatch-cut");
    private final Swatch cutGround = new Swatch("swatch-cut-ground");
    private final Swatch markerLine = new Swatch("swatch-marker");
    private final Swatch axis = new Swatch("swatch-axis");
    private final Swatch baseLine = new Swatch("swatch-line");

    /** A plot that says "No scores yet." until it is given some. */
    public ScoreHistogram(Words words) {
        this.words = words;
        getStyleClass().add("score-histogram");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        empty.setText(words.tr("No scores yet."));
        empty.getStyleClass().add("empty-text");
        canvas.setManaged(false);
        canvas.setMouseTransparent(true);
        getChildren().addAll(canvas, empty);
        for (Swatch swatch : List.of(bar, cutLine, cutGround, markerLine, axis, baseLine)) {
            getChildren().add(swatch);
            swatch.fillProperty().addListener(property -> requestLayout());
            swatch.fontProperty().addListener(property -> requestLayout());
        }
        histogram.addListener(property -> changed());
        brushed.addListener(property -> requestLayout());
        marker.addListener(property -> changed());
        cut.addListener(property -> changed());
        changed();
    }

    /** The counts; null or none show the empty state. */
    public ObjectProperty<@Nullable Histogram> histogramProperty() {
        return histogram;
    }

    /** The part of the counts that is marked somewhere, in the same bins; null for none. */
    public ObjectProperty<@Nullable Histogram> brushedProperty() {
        return brushed;
    }

    /** The score at a place on the plot, in pixels from its left edge; NaN without scores. */
    public double scoreAt(double pixel) {
        Histogram shown = histogram.get();
        return shown == null || getWidth() <= 0
                ? Double.NaN
                : shown.low() + Math.max(0, Math.min(1, pixel / getWidth())) * (shown.high() - shown.low());
    }

    /** Where a score stands, in pixels from the left edge, the nearer edge for one outside; NaN without scores. */
    double pixelOf(double score) {
        Histogram shown = histogram.get();
        return shown == null || Double.isNaN(score) ? Double.NaN : place(shown, score);
    }

    /** The score of the sample at hand; NaN marks none. Outside the bins it is marked at the nearer edge. */
    public DoubleProperty markerProperty() {
        return marker;
    }

    /** The score below which samples are pruned; NaN cuts nothing. */
    public DoubleProperty cutProperty() {
        return cut;
    }

    private void changed() {
        Histogram shown = histogram.get();
        boolean nothing = shown == null || shown.total() == 0;
        empty.setVisible(nothing);
        canvas.setVisible(!nothing);
        setAccessibleText(nothing ? empty.getText() : sentence(shown));
        requestLayout();
    }

    private String sentence(Histogram shown) {
        List<String> parts = new ArrayList<>();
        parts.add(words.tr("{0} samples, scores from {1} to {2}", shown.total(), shown.low(), shown.high()));
        parts.add(words.tr("median {0}", shown.median()));
        if (!Double.isNaN(marker.get())) {
            parts.add(words.tr("this one {0}", marker.get()));
        }
        if (!Double.isNaN(cut.get())) {
            String percent = Bins.percent(words, Bins.shareBelow(shown, cut.get()));
            parts.add(words.tr("{0} % below the cut at {1}", percent, cut.get()));
        }
        return String.join(", ", parts);
    }

    @Override
    protected void layoutChildren() {
        layoutInArea(empty, 0, 0, getWidth(), getHeight(), 0, HPos.CENTER, VPos.CENTER);
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        GraphicsContext on = canvas.getGraphicsContext2D();
        on.clearRect(0, 0, getWidth(), getHeight());
        Histogram shown = histogram.get();
        if (shown != null && shown.total() > 0 && getWidth() > 0 && getHeight() > TOP + AXIS) {
            draw(on, shown);
        }
    }

    private void draw(GraphicsContext on, Histogram shown) {
        double ground = Math.floor(getHeight() - AXIS);
        drawBars(on, shown, ground);
        on.setStroke(baseLine.getFill());
        on.setLineWidth(1);
        on.strokeLine(0, ground + 0.5, getWidth(), ground + 0.5);
        drawTicks(on, shown, ground);
        if (!Double.isNaN(cut.get())) {
            double x = half(place(shown, cut.get()));
            on.setStroke(cutLine.getFill());
            on.setLineWidth(1);
            on.strokeLine(x, 0, x, ground);
        }
        if (!Double.isNaN(marker.get())) {
            double x = Math.max(5, Math.min(getWidth() - 5, Math.rint(place(shown, marker.get()))));
            on.setFill(markerLine.getFill());
            on.fillRect(x - 1, 2, 2, ground - 2);
            on.fillPolygon(new double[] {x - 5, x + 5, x}, new double[] {1, 1, 8}, 3);
        }
    }

    private void drawBars(GraphicsContext on, Histogram shown, double ground) {
        int most = (int) Math.max(1, Math.min(MOST_BARS, getWidth() / NARROWEST_BAR));
        List<Long> bars = Bins.atMost(shown.counts(), most);
        // The last bar may stand for fewer bins than the others, so the step is that of whole bins.
        double step = getWidth()
                * Bins.binsInBar(shown.counts().size(), most)
                / shown.counts().size();
        Histogram part = brushed.get();
        List<Long> marks = part == null ? List.of() : Bins.atMost(part.counts(), most);
        double highest =
                Math.sqrt(bars.stream().mapToDouble(Long::doubleValue).max().orElse(1));
        double end = Double.isNaN(cut.get()) ? Double.NEGATIVE_INFINITY : place(shown, cut.get());
        for (int i = 0; i < bars.size(); i++) {
            if (bars.get(i) == 0) {
                continue;
            }
            double left = Math.rint(i * step);
            double right = Math.min(getWidth(), Math.rint((i + 1) * step)) - (step >= NARROWEST_BAR ? 1 : 0);
            double height =
                    Math.max(1, Math.rint((ground - TOP) * Math.sqrt(bars.get(i).doubleValue()) / highest));
            double hatched = Math.max(left, Math.min(right, end));
            if (hatched > left) {
                on.setFill(cutGround.getFill());
                on.fillRect(left, ground - height, hatched - left, height);
                on.setFill(Hatch.of(cutLine.getFill()));
                on.fillRect(left, ground - height, hatched - left, height);
            }
            on.setFill(bar.getFill());
            on.fillRect(hatched, ground - height, right - hatched, height);
            drawBrushed(
                    on, new double[] {left, right, ground, height}, bars.get(i), marks.isEmpty() ? 0 : marks.get(i));
        }
    }

    /** The marked part of a bar stands in it from the ground, as high as its share. */
    private void drawBrushed(GraphicsContext on, double[] bar, long all, long marked) {
        if (marked > 0) {
            double height = Math.max(1, Math.rint(bar[3] * marked / all));
            on.setFill(markerLine.getFill());
            on.fillRect(bar[0], bar[2] - height, bar[1] - bar[0], height);
        }
    }

    private void drawTicks(GraphicsContext on, Histogram shown, double ground) {
        on.setFill(axis.getFill());
        on.setFont(axis.getFont());
        on.setTextAlign(TextAlignment.CENTER);
        on.setTextBaseline(VPos.TOP);
        double step = Bins.niceStep((shown.high() - shown.low()) * TICK_DISTANCE / getWidth());
        for (double k = Math.ceil(shown.low() / step); k * step <= shown.high(); k++) {
            double x = place(shown, k * step);
            if (x >= 12 && x <= getWidth() - 12) {
                on.fillRect(Math.rint(x), ground, 1, 3);
                String text = step >= 1 ? words.number(Math.round(k * step)) : words.score(k * step);
                on.fillText(text, Math.rint(x), ground + 3);
            }
        }
    }

    /** Where a score stands, in pixels from the left; the nearer edge for one outside. */
    private double place(Histogram shown, double score) {
        double share = (score - shown.low()) / (shown.high() - shown.low());
        return getWidth() * Math.max(0, Math.min(1, share));
    }

    /** The middle of the pixel at {@code x}: a line of one pixel there is sharp. */
    private static double half(double x) {
        return Math.floor(x) + 0.5;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 76;
    }

    @Override
    protected double computePrefWidth(double height) {
        return 320;
    }
}
