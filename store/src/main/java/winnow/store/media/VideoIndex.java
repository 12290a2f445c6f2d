package winnow.store.media;

import java.util.Arrays;
import java.util.BitSet;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** When each packet of a video is shown, in the order of the file, and at which of them decoding can start. */
final class VideoIndex {

    private static final int MOST = 4_000_000;
    private static final int CHECK_EVERY = 256;

    private long[] times = new long[1024];
    private final BitSet starts = new BitSet();
    private int packets;

    /**
     * Reads a video to its end, without decoding.
     *
     * @throws VideoRefused if there is nothing in it, or far too much
     */
    static VideoIndex of(VideoContainer container, VideoBudget budget) throws VideoRefused {
        VideoIndex index = new VideoIndex();
        for (@Nullable AVPacket p = container.next(); p != null; p = container.next()) {
            if (index.packets % CHECK_EVERY == 0) {
                budget.check();
            }
            if (isFrame(p)) {
                index.add(p);
            }
        }
        if (index.packets == 0) {
            throw new VideoRefused("holds no frame: it is cut off, or nothing but its head.");
        }
        return index;
    }

    /** Whether a packet is a frame that is shown, and not one that was cut away and is there for its neighbours. */
    static boolean isFrame(AVPacket packet) {
        return (packet.flags() & avcodec.AV_PKT_FLAG_DISCARD) == 0;
    }

    private void add(AVPacket packet) throws VideoRefused {
        if (packets == MOST) {
            throw new VideoRefused("has more than " + MOST + " frames and was not decoded.");
        }
        if (packets == times.length) {
            times = Arrays.copyOf(times, times.length * 2);
        }
        times[packets] = packet.pts();
        if ((packet.flags() & avcodec.AV_PKT_FLAG_KEY) != 0) {
            starts.set(packets);
        }
        packets++;
    }

    /** Frames it has, as each packet is one. */
    long frames() {
        return packets;
    }

    /**
     * When the frames are shown, in the order in which they are; empty if the file does not say so for each, and then
     * they can only be counted.
     */
    long[] shown() {
        long[] sorted = Arrays.copyOf(times, packets);
        Arrays.sort(sorted);
        for (int i = 0; i < packets; i++) {
            if (sorted[i] == avutil.AV_NOPTS_VALUE || (i > 0 && sorted[i] == sorted[i - 1])) {
                return new long[0];
            }
        }
        return sorted;
    }

    /** The last packet from which on the frame shown at that time can be decoded; 0 if there is none. */
    int start(long time) {
        int start = packets;
        do {
            start = starts.previousSetBit(start - 1);
        } while (start > 0 && times[start] > time);
        return Math.max(0, start);
    }
}
