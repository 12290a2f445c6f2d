package winnow.scoring.ixc;

import java.util.Arrays;
import winnow.store.media.Pixels;

/**
 * Resizes 8-bit pictures with the antialiased triangle filter of PIL's {@code BILINEAR}, byte for byte (SPEC 5.1):
 * across first, then down, each rounded back to 8 bits, in fixed point.
 */
public final class Resampler {

    private static final int PRECISION_BITS = 22;
    private static final int HALF = 1 << (PRECISION_BITS - 1);
    private static final int CHANNELS = 3;

    private Resampler() {}

    /** The picture at another size; the same object when it has that size already. */
    public static Pixels resize(Pixels picture, int width, int height) {
        Pixels across = picture.width() == width ? picture : across(picture, width);
        return across.height() == height ? across : down(across, height);
    }

    /**
     * The stretch of an axis into which another goes.
     *
     * @param in pixels before
     * @param out pixels after
     * @param from first pixel of the stretch before
     * @param to one past its last
     * @return the first pixel after that has a part of it, and one past the last
     */
    static int[] reached(int in, int out, int from, int to) {
        if (in == out) {
            return new int[] {from, to};
        }
        Weights weights = Weights.of(in, out);
        int first = 0;
        while (weights.first[first] + weights.factors[first].length <= from) {
            first++;
        }
        int end = first;
        while (end < out && weights.first[end] < to) {
            end++;
        }
        return new int[] {first, end};
    }

    private static Pixels across(Pixels in, int width) {
        Weights weights = Weights.of(in.width(), width);
        byte[] from = in.rgb();
        byte[] to = new byte[Math.multiplyExact(Math.multiplyExact(width, in.height()), CHANNELS)];
        int at = 0;
        for (int y = 0; y < in.height(); y++) {
            int row = y * in.width() * CHANNELS;
            for (int x = 0; x < width; x++) {
                int[] k = weights.factors[x];
                int p = row + weights.first[x] * CHANNELS;
                int red = HALF;
                int green = HALF;
                int blue = HALF;
                for (int factor : k) {
                    red += (from[p] & 0xff) * factor;
                    green += (from[p + 1] & 0xff) * factor;
                    blue += (from[p + 2] & 0xff) * factor;
                    p += CHANNELS;
                }
                to[at] = clip(red);
                to[at + 1] = clip(green);
                to[at + 2] = clip(blue);
                at += CHANNELS;
            }
        }
        return new Pixels(width, in.height(), to);
    }

    private static Pixels down(Pixels in, int height) {
        Weights weights = Weights.of(in.height(), height);
        byte[] from = in.rgb();
        int stride = in.width() * CHANNELS;
        byte[] to = new byte[Math.multiplyExact(stride, height)];
        int[] sums = new int[stride];
        for (int y = 0; y < height; y++) {
            Arrays.fill(sums, HALF);
            int row = weights.first[y] * stride;
            for (int factor : weights.factors[y]) {
                for (int i = 0; i < stride; i++) {
                    sums[i] += (from[row + i] & 0xff) * factor;
                }
                row += stride;
            }
            for (int i = 0; i < stride; i++) {
                to[y * stride + i] = clip(sums[i]);
            }
        }
        return new Pixels(in.width(), height, to);
    }

    private static byte clip(int sum) {
        return (byte) Math.max(0, Math.min(255, sum >> PRECISION_BITS));
    }

    /** First input pixel and fixed-point factors for every output pixel of one axis. */
    private static final class Weights {

        private final int[] first;
        private final int[][] factors;

        private Weights(int count) {
            first = new int[count];
            factors = new int[count][];
        }

        static Weights of(int in, int out) {
            Weights weights = new Weights(out);
            double scale = (double) in / out;
            double support = Math.max(scale, 1);
            double shrink = 1 / support;
            for (int i = 0; i < out; i++) {
                double center = (i + 0.5) * scale;
                int from = Math.max(0, (int) (center - support + 0.5));
                int to = Math.min(in, (int) (center + support + 0.5));
                double[] exact = new double[to - from];
                double sum = 0;
                for (int x = 0; x < exact.length; x++) {
                    exact[x] = Math.max(0, 1 - Math.abs((x + from - center + 0.5) * shrink));
                    sum += exact[x];
                }
                weights.first[i] = from;
                weights.factors[i] = new int[exact.length];
                for (int x = 0; x < exact.length; x++) {
                    weights.factors[i][x] = (int) (exact[x] / sum * (1 << PRECISION_BITS) + 0.5);
                }
            }
            return weights;
        }
    }
}
