package winnow.store.check;

import winnow.store.media.Pixels;

/**
 * How a picture looks when it is small: brightness in 32 x 32 fields, and a hash of its slopes. A copy that was scaled
 * or compressed again looks alike; a drawing with another label does not.
 */
@SuppressWarnings("ArrayRecordComponent") // never changed after it was made, never compared
public record Look(int width, int height, double[] fields) {

    private static final int SIDE = 32;
    private static final int HASH_SIDE = 8;
    private static final int MOST_BITS = 3;
    private static final double MOST_MEAN = 2.5;
    private static final double MOST_ANYWHERE = 20;

    /** Looks at a picture. */
    public static Look of(Pixels picture) {
        double[] fields = new double[SIDE * SIDE];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = mean(picture, i % SIDE, i / SIDE);
        }
        return new Look(picture.width(), picture.height(), fields);
    }

    /** The mean brightness of a field; pixels on its edge count by the part that lies in it. */
    private static double mean(Pixels picture, int column, int row) {
        double left = (double) column * picture.width() / SIDE;
        double right = (column + 1.0) * picture.width() / SIDE;
        double top = (double) row * picture.height() / SIDE;
        double bottom = (row + 1.0) * picture.height() / SIDE;
        double sum = 0;
        for (int y = (int) top; y < Math.min(bottom, picture.height()); y++) {
            double high = Math.min(bottom, y + 1.0) - Math.max(top, y);
            for (int x = (int) left; x < Math.min(right, picture.width()); x++) {
                double wide = Math.min(right, x + 1.0) - Math.max(left, x);
                sum += high * wide * brightness(picture.rgb(), 3 * (y * picture.width() + x));
            }
        }
        return sum / ((right - left) * (bottom - top));
    }

    private static double brightness(byte[] rgb, int at) {
        return 0.299 * (rgb[at] & 0xFF) + 0.587 * (rgb[at + 1] & 0xFF) + 0.114 * (rgb[at + 2] & 0xFF);
    }

    /** Four times 32 bits: which of two neighbours is brighter, to the right and below, in 8 x 8 fields. */
    public long[] keys() {
        long[] keys = new long[4];
        int block = SIDE / HASH_SIDE;
        for (int i = 0; i < HASH_SIDE * HASH_SIDE; i++) {
            int x = i % HASH_SIDE;
            int y = i / HASH_SIDE;
            double here = block(x, y, block);
            keys[i / 32] |= (here > block((x + 1) % HASH_SIDE, y, block) + 1 ? 1L : 0) << (i % 32);
            keys[2 + i / 32] |= (here > block(x, (y + 1) % HASH_SIDE, block) + 1 ? 1L : 0) << (i % 32);
        }
        return keys;
    }

    private double block(int column, int row, int size) {
        double sum = 0;
        for (int i = 0; i < size * size; i++) {
            sum += fields[(row * size + i / size) * SIDE + column * size + i % size];
        }
        return sum / (size * size);
    }

    /** Whether both show the same: like shape, few bits apart, and no field differs much. */
    public boolean isLike(Look other) {
        double shape = (double) width * other.height / ((double) height * other.width);
        if (shape < 0.97 || shape > 1.03 || distance(keys(), other.keys()) > MOST_BITS) {
            return false;
        }
        double sum = 0;
        double most = 0;
        for (int i = 0; i < fields.length; i++) {
            double difference = Math.abs(fields[i] - other.fields[i]);
            sum += difference;
            most = Math.max(most, difference);
        }
        return sum / fields.length <= MOST_MEAN && most <= MOST_ANYWHERE;
    }

    /** How many bits differ. */
    static int distance(long[] one, long[] other) {
        int bits = 0;
        for (int i = 0; i < one.length; i++) {
            bits += Long.bitCount(one[i] ^ other[i]);
        }
        return bits;
    }
}
