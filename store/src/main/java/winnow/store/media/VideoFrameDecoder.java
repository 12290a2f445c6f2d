package winnow.store.media;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** From packets to frames, in the order in which they are shown. One thread; native memory until closed. */
final class VideoFrameDecoder implements AutoCloseable {

    private static final int MOST_THREADS = 4;

    private final AVCodecContext context;
    private final AVFrame frame = avutil.av_frame_alloc();
    private boolean ended;

    private VideoFrameDecoder(AVCodecContext context) {
        this.context = context;
    }

    /**
     * A decoder for a stream.
     *
     * @throws VideoRefused if there is none
     */
    static VideoFrameDecoder of(AVCodecParameters parameters, VideoBudget budget) throws VideoRefused {
        @Nullable AVCodec codec = avcodec.avcodec_find_decoder(parameters.codec_id());
        if (codec == null) {
            String name = avcodec.avcodec_get_name(parameters.codec_id()).getString();
            throw new VideoRefused("is coded as " + name + ", for which there is no decoder here.");
        }
        AVCodecContext context = avcodec.avcodec_alloc_context3(codec);
        int filled = avcodec.avcodec_parameters_to_context(context, parameters);
        context.max_pixels(budget.framePixels());
        context.thread_count(Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()));
        if (filled < 0 || avcodec.avcodec_open2(context, codec, (AVDictionary) null) < 0) {
            avcodec.avcodec_free_context(context);
            throw new VideoRefused("is damaged or encrypted: its decoder does not accept it.");
        }
        return new VideoFrameDecoder(context);
    }

    /** The next frame, valid until the next call; null when it needs to be fed, or has ended. */
    @Nullable
    AVFrame next() {
        int got = avcodec.avcodec_receive_frame(context, frame);
        ended = got == avutil.AVERROR_EOF();
        return got >= 0 ? frame : null;
    }

    /** Whether there are no more frames, once there were no more packets. */
    boolean ended() {
        return ended;
    }

    /**
     * Takes a packet; damaged ones give no frame.
     *
     * @param packet null after the last one
     */
    void feed(@Nullable AVPacket packet) {
        avcodec.avcodec_send_packet(context, packet);
    }

    /** Lets go of what it was fed, as the next packet stands elsewhere. */
    void forget() {
        avcodec.avcodec_flush_buffers(context);
    }

    @Override
    public void close() {
        avutil.av_frame_free(frame);
        avcodec.avcodec_free_context(context);
    }
}
