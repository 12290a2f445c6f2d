package winnow.scoring.rank;

import java.util.Arrays;

/** A line through points, for plots and for reading values off; flat beyond its ends. */
public final class Curve {

    private final double[] x;
    private final double[] y;

    /**
     * Makes a curve.
     *
     * @param x one or more, ascending, no two equal
     * @param y in the same order
     */
    Curve(double[] x, double[] y) {
        if (x.length == 0 || x.length != y.length) {
            throw new IllegalArgumentException("A curve needs as many x as y, were " + x.length + " and " + y.length);
        }
        this.x = x.clone();
        this.y = y.clone();
    }

    /** How many points the curve goes through. */
    public int size() {
        return x.length;
    }

    /** The x of a point, from 0. */
    public double x(int point) {
        return x[point];
    }

    /** The y of a point, from 0. */
    public double y(int point) {
        return y[point];
    }

    /** The height at a place. */
    public double at(double place) {
        int found = Arrays.binarySearch(x, place);
        if (found >= 0) {
            return y[found];
        }
        int right = -found - 1;
        if (right == 0) {
            return y[0];
        }
        if (right == x.length) {
            return y[x.length - 1];
        }
        double share = (place - x[right - 1]) / (x[right] - x[right - 1]);
        return y[right - 1] + share * (y[right] - y[right - 1]);
    }

    /** The same, moved up or down. */
    Curve moved(double by) {
        return new Curve(x, Arrays.stream(y).map(height -> height + by).toArray());
    }
}
