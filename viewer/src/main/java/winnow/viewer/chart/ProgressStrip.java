package winnow.viewer.chart;

import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

/**
 * How far a queue is: a thin bar in the colours of the verdicts, keep first, then prune, then unsure, the rest empty.
 * Who uses it sets the accessible text. On the JavaFX thread.
 */
public final class ProgressStrip extends Region {

    private final Region track = part("track");
    private final List<Region> parts = List.of(part("keep"), part("prune"), part("unsure"));
    private final Rectangle clip = new Rectangle();
    private List<Long> counts = List.of(0L, 0L, 0L);
    private long total;

    /** An empty bar. */
    public ProgressStrip() {
        getStyleClass().add("progress-strip");
        setAccessibleRole(AccessibleRole.PROGRESS_INDICATOR);
        getChildren().add(track);
        getChildren().addAll(parts);
        setClip(clip);
    }

    /**
     * Shows how many samples have which verdict.
     *
     * @param total all samples of the queue, decided or not; 0 shows an empty bar
     */
    public void show(long kept, long pruned, long unsure, long total) {
        if (kept < 0 || pruned < 0 || unsure < 0 || kept + pruned + unsure > total) {
            throw new IllegalArgumentException(
                    kept + " kept, " + pruned + " pruned and " + unsure + " unsure do not fit into " + total);
        }
        this.counts = List.of(kept, pruned, unsure);
        this.total = total;
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        clip.setWidth(width);
        clip.setHeight(height);
        clip.setArcWidth(height);
        clip.setArcHeight(height);
        layoutInArea(track, 0, 0, width, height, 0, HPos.LEFT, VPos.TOP);
        double left = 0;
        for (int i = 0; i < parts.size(); i++) {
            double share = total == 0 ? 0 : width * counts.get(i) / total;
            // One decision in a million is still to be seen.
            double shown = counts.get(i) == 0 ? 0 : Math.max(2, snapSizeX(share));
            parts.get(i).resizeRelocate(left, 0, Math.min(shown, width - left), height);
            left = Math.min(width, left + shown);
        }
    }

    private static Region part(String styleClass) {
        Region part = new Region();
        part.getStyleClass().add(styleClass);
        return part;
    }
}
