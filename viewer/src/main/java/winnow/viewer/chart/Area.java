package winnow.viewer.chart;

/**
 * A part of a plot, in the units of its axes.
 *
 * @param left smaller edge of the axis across
 * @param right greater edge
 * @param low smaller edge of the axis upwards
 * @param high greater edge
 */
public record Area(double left, double right, double low, double high) {

    public Area {
        if (!(left < right) || !(low < high)) {
            throw new IllegalArgumentException(
                    "An area from " + left + " to " + right + " and from " + low + " to " + high + " is empty");
        }
    }

    /** The smallest one with two corners, any two; at least {@code least} wide and high, as shares of {@code all}. */
    static Area between(double x1, double y1, double x2, double y2, Area all, double least) {
        double wide = Math.max(Math.abs(x2 - x1), least * (all.right - all.left));
        double high = Math.max(Math.abs(y2 - y1), least * (all.high - all.low));
        double left = Math.min(Math.max(Math.min(x1, x2), all.left), all.right - wide);
        double low = Math.min(Math.max(Math.min(y1, y2), all.low), all.high - high);
        return new Area(left, left + wide, low, low + high);
    }

    /** The same, moved within {@code all} by shares of it. */
    Area moved(double across, double up, Area all) {
        double x = across * (all.right - all.left);
        double y = up * (all.high - all.low);
        double left = Math.max(all.left, Math.min(all.right - (right - this.left), this.left + x));
        double bottom = Math.max(all.low, Math.min(all.high - (high - low), low + y));
        return new Area(left, left + (right - this.left), bottom, bottom + (high - low));
    }

    /** The same with its right and upper edge moved within {@code all} by shares of it. */
    Area stretched(double across, double up, Area all) {
        double least = 0.01;
        double x = Math.min(all.right, right + across * (all.right - all.left));
        double y = Math.min(all.high, high + up * (all.high - all.low));
        return new Area(
                left,
                Math.max(left + least * (all.right - all.left), x),
                low,
                Math.max(low + least * (all.high - all.low), y));
    }
}
