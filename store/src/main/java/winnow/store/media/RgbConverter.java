package winnow.store.media;

import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * From decoded frames to RGB, as ffmpeg's scale filter does it, which decord uses: bilinear and without
 * {@code ACCURATE_RND}, whose more exact results would differ from the official ones. One thread; native memory until
 * closed.
 */
final class RgbConverter implements AutoCloseable {

    private static final int CHANNELS = 3;
    private static final int PADDING = 64; // swscale may write a little beyond the last row
    private static final int PLANES = 4;
    private static final int ONE = 1 << 16; // contrast and saturation, 16.16 fixed point

    private final int width;
    private final int height;
    private final int fullWidth;
    private final int fullHeight;
    private final int turns;
    private final BytePointer upright;
    private final byte[] turned;
    private final PointerPointer<BytePointer> planes = new PointerPointer<>(PLANES);
    private final IntPointer strides = new IntPointer(PLANES);
    private @Nullable SwsContext scaler;

    private RgbConverter(int fullWidth, int fullHeight, int longest, int turns) {
        double scale = Math.min(1, (double) longest / Math.max(fullWidth, fullHeight));
        this.fullWidth = fullWidth;
        this.fullHeight = fullHeight;
        this.width = Math.max(1, (int) Math.round(fullWidth * scale));
        this.height = Math.max(1, (int) Math.round(fullHeight * scale));
        this.turns = turns;
        int bytes = Math.multiplyExact(Math.multiplyExact(width, height), CHANNELS);
        upright = new BytePointer((long) bytes + PADDING);
        turned = new byte[turns == 0 ? 0 : bytes];
        planes.put(0, upright);
        strides.put(0, width * CHANNELS);
    }

    /**
     * For the frames of a video: all get the size that its container says, scaled down where a side is longer than
     * {@code longest} pixels.
     */
    static RgbConverter of(VideoContainer video, int longest) {
        return new RgbConverter(video.parameters().width(), video.parameters().height(), longest, video.quarterTurns());
    }

    /** Of the frames before they are scaled down, as they are shown. */
    int fullWidth() {
        return turns % 2 == 0 ? fullWidth : fullHeight;
    }

    /** Of the frames before they are scaled down, as they are shown. */
    int fullHeight() {
        return turns % 2 == 0 ? fullHeight : fullWidth;
    }

    /** Of the converted frames, as they are shown. */
    int width() {
        return turns % 2 == 0 ? width : height;
    }

    /** Of the converted frames, as they are shown. */
    int height() {
        return turns % 2 == 0 ? height : width;
    }

    /**
     * Converts a frame.
     *
     * @return its bytes, valid until the next call
     * @throws VideoRefused if its kind of pixels cannot be converted
     */
    ByteBuffer convert(AVFrame frame) throws VideoRefused {
        SwsContext context = swscale.sws_getCachedContext(
                scaler,
                frame.width(),
                frame.height(),
                frame.format(),
                width,
                height,
                avutil.AV_PIX_FMT_RGB24,
                swscale.SWS_BILINEAR,
                null,
                null,
                (DoublePointer) null);
        scaler = context;
        if (context == null) {
            throw new VideoRefused("has pixels of a kind that cannot be converted.");
        }
        setColours(context, frame);
        if (swscale.sws_scale(
                        context, new PointerPointer<>(frame), frame.linesize(), 0, frame.height(), planes, strides)
                != height) {
            throw new VideoRefused("has frames that cannot be converted: it is damaged.");
        }
        ByteBuffer rgb =
                upright.position(0).limit((long) width * height * CHANNELS).asByteBuffer();
        return turns == 0 ? rgb : turned(rgb);
    }

    /** Tells what the numbers of a frame mean, as far as it says so itself; else it is taken for BT.601. */
    private static void setColours(SwsContext context, AVFrame frame) {
        int space = frame.colorspace() == avutil.AVCOL_SPC_UNSPECIFIED ? avutil.AVCOL_SPC_BT470BG : frame.colorspace();
        try (PointerPointer<IntPointer> unused = new PointerPointer<>(1);
                IntPointer unusedToo = new IntPointer(1);
                IntPointer full = new IntPointer(1);
                IntPointer fullTarget = new IntPointer(1)) {
            swscale.sws_getColorspaceDetails(
                    context, unused, full, unused, fullTarget, unusedToo, unusedToo, unusedToo);
            if (frame.color_range() != avutil.AVCOL_RANGE_UNSPECIFIED) {
                full.put(frame.color_range() == avutil.AVCOL_RANGE_JPEG ? 1 : 0);
            }
            IntPointer table = swscale.sws_getCoefficients(space);
            swscale.sws_setColorspaceDetails(context, table, full.get(), table, fullTarget.get(), 0, ONE, ONE);
        }
    }

    private ByteBuffer turned(ByteBuffer rgb) {
        int w = width();
        for (int y = 0; y < height(); y++) {
            for (int x = 0; x < w; x++) {
                int from = CHANNELS
                        * switch (turns) {
                            case 1 -> (height - 1 - x) * width + y;
                            case 2 -> (height - 1 - y) * width + width - 1 - x;
                            default -> x * width + width - 1 - y;
                        };
                rgb.get(from, turned, (y * w + x) * CHANNELS, CHANNELS);
            }
        }
        return ByteBuffer.wrap(turned);
    }

    @Override
    public void close() {
        swscale.sws_freeContext(scaler);
        upright.close();
        planes.close();
        strides.close();
    }
}
