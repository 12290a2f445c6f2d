package winnow.store.media;

import java.util.function.BooleanSupplier;
import org.bytedeco.javacpp.Pointer;

/**
 * What one decoding may still cost, watched over in the decoder's process.
 *
 * @param framePixels of one frame
 * @param memoryBytes of the process
 * @param end of its time, as {@link System#nanoTime}
 * @param unwanted whether nobody waits for it any more
 */
record VideoBudget(long framePixels, long memoryBytes, long end, BooleanSupplier unwanted) {

    /** The same with another end of its time. */
    VideoBudget until(long newEnd) {
        return new VideoBudget(framePixels, memoryBytes, newEnd, unwanted);
    }

    void checkSize(int width, int height) throws VideoRefused {
        if ((long) width * height > framePixels) {
            throw new VideoRefused("has frames of " + width + " x " + height + " pixels and was not decoded: more than "
                    + framePixels / 1_000_000 + " million are refused.");
        }
    }

    /** To be asked again and again. */
    void check() throws VideoRefused {
        if (unwanted.getAsBoolean()) {
            throw new VideoRefused("is not wanted any more.");
        }
        if (System.nanoTime() - end > 0) {
            throw new VideoRefused("takes too long to decode and was given up.");
        }
        if (Pointer.physicalBytes() > memoryBytes) {
            throw new VideoRefused("needs more than " + memoryBytes / 1_000_000 + " MB to decode and was given up.");
        }
    }
}
