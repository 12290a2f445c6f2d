package winnow.store.media;

import org.bytedeco.javacpp.Pointer;

/**
 * What one decoding may still cost, watched over in the decoder's process.
 *
 * @param framePixels of one frame
 * @param memoryBytes of the process
 * @param end of its time, as {@link System#nanoTime}
 */
record VideoBudget(long framePixels, long memoryBytes, long end) {

    void checkSize(int width, int height) throws VideoRefused {
        if ((long) width * height > framePixels) {
            throw new VideoRefused("has frames of " + width + " x " + height + " pixels and was not decoded: more than "
                    + framePixels / 1_000_000 + " million are refused.");
        }
    }

    /** To be asked again and again. */
    void check() throws VideoRefused {
        if (System.nanoTime() - end > 0) {
            throw new VideoRefused("takes too long to decode and was given up.");
        }
        if (Pointer.physicalBytes() > memoryBytes) {
            throw new VideoRefused("needs more than " + memoryBytes / 1_000_000 + " MB to decode and was given up.");
        }
    }
}
