package winnow.store.media;

import java.util.ArrayList;
import java.util.List;

/** Which frames of a video the model sees: about one a second, and at most 32 (SPEC 7). */
final class FramePicks {

    /** Most frames. */
    static final int MOST = 32;

    private FramePicks() {}

    /**
     * Indices from 0, rising.
     *
     * @param frames the video has, 1 or more
     * @param framesPerSecond on average; not a number, or 0, if unknown
     * @throws VideoRefused if the rate gives no stride, as the official code does then
     */
    static List<Long> of(long frames, double framesPerSecond) throws VideoRefused {
        long stride = frames == 1 ? 1 : stride(framesPerSecond);
        long seconds = (frames + stride - 1) / stride;
        List<Long> picks = new ArrayList<>();
        if (seconds <= MOST) {
            for (long i = 0; i < seconds; i++) {
                picks.add(i * stride);
            }
            return picks;
        }
        double step = seconds / (MOST + 1.0);
        for (int i = 0; i < MOST; i++) {
            long second = (long) (i * step);
            picks.add(second * stride);
        }
        return picks;
    }

    private static long stride(double framesPerSecond) throws VideoRefused {
        if (!(framesPerSecond > 0) || Double.isInfinite(framesPerSecond)) {
            throw new VideoRefused("does not say how many frames a second it has, so none can be chosen.");
        }
        long stride = (long) Math.rint(framesPerSecond); // half to even, as Python rounds
        if (stride < 1) {
            throw new VideoRefused("has " + framesPerSecond
                    + " frames a second; the model takes one frame a second and needs more than 0.5.");
        }
        return stride;
    }
}
