package winnow.store.media;

/**
 * Which frames of a video are wanted, and how large.
 *
 * @param from first frame, from 0
 * @param count how many from there on; 0 for those that the model sees (SPEC 7)
 * @param longest most pixels of their longer side; larger ones are scaled down, smaller ones stay as they are
 */
public record FrameChoice(long from, int count, int longest) {

    /** Most frames of one question. */
    public static final int MOST = 256;

    public FrameChoice {
        if (from < 0 || count < 0 || count > MOST || longest < 1) {
            throw new IllegalArgumentException(
                    "No " + count + " frames from " + from + " on with at most " + longest + " pixels a side");
        }
    }

    /** The frames that the model sees. */
    public static FrameChoice seen(int longest) {
        return new FrameChoice(0, 0, longest);
    }

    /** {@code count} frames from {@code from} on, of which a video that ends before has fewer. */
    public static FrameChoice clip(long from, int count, int longest) {
        if (count == 0) {
            throw new IllegalArgumentException("A clip has one frame or more");
        }
        return new FrameChoice(from, count, longest);
    }

    /** Whether those are wanted that the model sees. */
    boolean ofModel() {
        return count == 0;
    }
}
