package winnow.viewer.chart;

import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import winnow.store.data.Histogram;
import winnow.viewer.text.Words;

/**
 * How values are spread, with a cut to move: by dragging its handle or from anywhere on the plot, or with the arrow
 * keys, ten steps at a time with Shift; a double click asks to type it. What lies below the cut is hatched. On the
 * JavaFX thread.
 */
public final class CutPlot extends Region {

    private static final double HANDLE = 14;
    private static final double SIDE = HANDLE / 2 + 1;
    private static final int MANY = 10;

    private final DoubleProperty cut = new SimpleDoubleProperty(this, "cut", Double.NaN);
    private final DoubleProperty step = new SimpleDoubleProperty(this, "step", 0.01);
    private final ObjectProperty<Runnable> onTyping = new SimpleObjectProperty<>(this, "onTyping", () -> {});
    private final ScoreHistogram histogram;
    private final Region handle = new Region();

    /** A plot without values. */
    public CutPlot(Words words) {
        this.histogram = new ScoreHistogram(words);
        getStyleClass().add("cut-plot");
        setAccessibleRole(AccessibleRole.SLIDER);
        setFocusTraversable(true);
        handle.getStyleClass().add("cut-handle");
        handle.setMouseTransparent(true);
        histogram.setMouseTransparent(true);
        histogram.cutProperty().bind(cut);
        accessibleTextProperty().bind(histogram.accessibleTextProperty());
        getChildren().addAll(histogram, handle);
        cut.addListener(property -> requestLayout());
        histogram.histogramProperty().addListener(property -> requestLayout());
        setOnMousePressed(event -> requestFocus());
        setOnMouseDragged(this::dragged);
        setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                onTyping.get().run();
            }
        });
        setOnKeyPressed(this::keyed);
    }

    /** The counts; null for none. */
    public ObjectProperty<@Nullable Histogram> histogramProperty() {
        return histogram.histogramProperty();
    }

    /** Values below this are cut; NaN cuts nothing. */
    public DoubleProperty cutProperty() {
        return cut;
    }

    /** How far one press of an arrow key moves the cut. */
    public DoubleProperty stepProperty() {
        return step;
    }

    /** Called when the user wants to type the cut. */
    public ObjectProperty<Runnable> onTypingProperty() {
        return onTyping;
    }

    private void dragged(MouseEvent event) {
        double score = histogram.scoreAt(event.getX() - SIDE);
        if (!Double.isNaN(score)) {
            cut.set(whole(score));
        }
    }

    private void keyed(KeyEvent event) {
        int by = event.getCode() == KeyCode.LEFT ? -1 : event.getCode() == KeyCode.RIGHT ? 1 : 0;
        Histogram shown = histogram.histogramProperty().get();
        if (by == 0 || shown == null || event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        event.consume();
        double from = Double.isNaN(cut.get()) ? shown.low() : cut.get();
        cut.set(whole(from + by * step.get() * (event.isShiftDown() ? MANY : 1)));
    }

    /** The nearest whole number of steps. */
    private double whole(double score) {
        return Math.rint(score / step.get()) * step.get();
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth() - 2 * SIDE;
        histogram.resizeRelocate(SIDE, HANDLE - 4, width, Math.max(0, getHeight() - HANDLE + 4));
        double x = histogram.pixelOf(cut.get());
        handle.setVisible(!Double.isNaN(x));
        handle.resizeRelocate(Math.rint(SIDE + x - HANDLE / 2), 0, HANDLE, HANDLE);
    }

    @Override
    protected double computePrefHeight(double width) {
        return 110;
    }

    @Override
    protected double computeMinHeight(double width) {
        return 72;
    }

    @Override
    protected double computePrefWidth(double height) {
        return 480;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 160;
    }
}
