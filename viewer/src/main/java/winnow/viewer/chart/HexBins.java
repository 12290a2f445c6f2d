package winnow.viewer.chart;

import java.util.function.IntToDoubleFunction;

/**
 * How many points lie in each hexagon of a grid: rows of hexagons with a corner up, every other row shifted by half a
 * hexagon. A point belongs to the hexagon whose centre is nearest (Carr et al., Scatterplot Matrix Techniques for Large
 * N, JASA 82, 1987). Never changes; made on any thread.
 */
public final class HexBins {

    /** Distance of rows over distance of centres in a row. */
    private static final double ROW = Math.sqrt(3) / 2;

    private final Area area;
    private final int columns;
    private final int rows;
    private final double aspect;
    private final int[] counts;
    private long total;
    private int most;

    private HexBins(Area area, int columns, double aspect) {
        this.area = area;
        this.columns = columns;
        this.aspect = aspect;
        this.rows = (int) Math.floor(columns / aspect / ROW) + 2;
        this.counts = new int[(columns + 1) * rows];
    }

    /**
     * Counts points.
     *
     * @param points how many
     * @param x of each, within {@code area}
     * @param y of each, within {@code area}
     * @param columns hexagons side by side, 2 or more
     * @param aspect width of the plot over its height, above 0
     */
    public static HexBins of(
            int points, IntToDoubleFunction x, IntToDoubleFunction y, Area area, int columns, double aspect) {
        if (columns < 2 || !(aspect > 0)) {
            throw new IllegalArgumentException(columns + " columns with aspect " + aspect);
        }
        HexBins bins = new HexBins(area, columns, aspect);
        for (int i = 0; i < points; i++) {
            bins.add(x.applyAsDouble(i), y.applyAsDouble(i));
        }
        return bins;
    }

    private void add(double x, double y) {
        double across = (x - area.left()) / (area.right() - area.left()) * columns;
        double up = (y - area.low()) / (area.high() - area.low()) * columns / aspect / ROW;
        int row = (int) Math.floor(up);
        int found = 0;
        double nearest = Double.POSITIVE_INFINITY;
        for (int r = Math.max(0, row); r <= Math.min(rows - 1, row + 1); r++) {
            int column = (int) Math.max(0, Math.min(columns, Math.rint(across - shift(r))));
            double dx = across - column - shift(r);
            double dy = (up - r) * ROW;
            if (dx * dx + dy * dy < nearest) {
                nearest = dx * dx + dy * dy;
                found = r * (columns + 1) + column;
            }
        }
        counts[found]++;
        most = Math.max(most, counts[found]);
        total++;
    }

    private static double shift(int row) {
        return row % 2 == 0 ? 0 : 0.5;
    }

    /** What the grid lies over. */
    public Area area() {
        return area;
    }

    /** Number of hexagons. */
    public int size() {
        return counts.length;
    }

    /** Points in a hexagon. */
    public int count(int hexagon) {
        return counts[hexagon];
    }

    /** The most points in any hexagon. */
    public int most() {
        return most;
    }

    /** All points. */
    public long total() {
        return total;
    }

    /** Centre of a hexagon across, as a share of the width; may lie a little beyond 1. */
    double x(int hexagon) {
        return (hexagon % (columns + 1) + shift(hexagon / (columns + 1))) / columns;
    }

    /** Centre of a hexagon upwards, as a share of the height; may lie a little beyond 1. */
    double y(int hexagon) {
        int row = hexagon / (columns + 1);
        return row * ROW * aspect / columns;
    }

    /** Half the width of a hexagon, as a share of the width of the plot. */
    double halfWidth() {
        return 0.5 / columns;
    }

    /** Half the height of a hexagon, as a share of the height of the plot. */
    double halfHeight() {
        return aspect / columns / Math.sqrt(3);
    }
}
