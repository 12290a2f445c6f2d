package winnow.viewer.chart;

import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;

/**
 * A share with its interval: a dot on a bar, on a track from nothing to all. Who uses it sets the accessible text. On
 * the JavaFX thread.
 */
public final class IntervalPlot extends Region {

    private static final double DOT = 8;
    private static final double BAR = 3;

    private final Region track = part("interval-track");
    private final Region bar = part("interval-bar");
    private final Region dot = part("interval-dot");
    private double share = Double.NaN;
    private double low;
    private double high = 1;

    /** A plot of a share nothing is known of. */
    public IntervalPlot() {
        getStyleClass().add("interval-plot");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        getChildren().addAll(track, bar, dot);
    }

    /**
     * Shows a share.
     *
     * @param share 0 to 1; NaN where it is not known: then there is neither dot nor bar
     * @param low the least it may be
     * @param high the most it may be
     */
    public void show(double share, double low, double high) {
        this.share = share;
        this.low = low;
        this.high = high;
        bar.setVisible(!Double.isNaN(share));
        dot.setVisible(!Double.isNaN(share));
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth() - DOT;
        double middle = getHeight() / 2;
        track.resizeRelocate(DOT / 2, Math.rint(middle) - 1, width, 1);
        if (!Double.isNaN(share)) {
            double left = DOT / 2 + low * width;
            bar.resizeRelocate(left, middle - BAR / 2, Math.max(BAR, (high - low) * width), BAR);
            dot.resizeRelocate(share * width, middle - DOT / 2, DOT, DOT);
        }
    }

    @Override
    protected double computePrefHeight(double width) {
        return DOT + 4;
    }

    @Override
    protected double computePrefWidth(double height) {
        return 120;
    }

    private static Region part(String styleClass) {
        Region part = new Region();
        part.getStyleClass().add(styleClass);
        part.setManaged(false);
        return part;
    }
}
