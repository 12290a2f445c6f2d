package winnow.store.media;

import java.nio.file.Path;
import java.time.Duration;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * The file around a video, read packet by packet with ffmpeg, in the decoder's process only. Nothing but this file is
 * ever opened: other protocols than {@code file} and containers that name other files are not allowed. One thread;
 * native memory until closed.
 */
final class VideoContainer implements AutoCloseable {

    /** Containers that hold everything themselves: no playlists, no lists of files, no addresses. */
    private static final String KINDS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,asf,flv,mpegts,mpeg,ogg,gif";

    private static final int MATRIX_INTS = 9;

    private final AVFormatContext format;
    private final AVPacket packet = avcodec.av_packet_alloc();
    private final int stream;

    private VideoContainer(AVFormatContext format, int stream) {
        this.format = format;
        this.stream = stream;
    }

    /**
     * Opens a file and reads what its streams are.
     *
     * @throws VideoRefused if it is no video, or its frames are too large
     */
    static VideoContainer open(Path path, VideoBudget budget) throws VideoRefused {
        AVFormatContext format = new AVFormatContext(null);
        try (AVDictionary options = new AVDictionary(null)) {
            avutil.av_dict_set(options, "protocol_whitelist", "file", 0);
            avutil.av_dict_set(options, "format_whitelist", KINDS, 0);
            int opened = avformat.avformat_open_input(format, "file:" + path, null, options);
            avutil.av_dict_free(options);
            if (opened < 0) { // and freed again
                throw new VideoRefused(
                        "is not a video that can be read: it is damaged, or of another kind than MP4, MOV,"
                                + " MKV, WebM, AVI, WMV, FLV, MPEG, Ogg and GIF.");
            }
        }
        boolean usable = false;
        try {
            VideoContainer container = new VideoContainer(format, stream(format, budget));
            usable = true;
            return container;
        } finally {
            if (!usable) {
                avformat.avformat_close_input(format);
            }
        }
    }

    private static int stream(AVFormatContext format, VideoBudget budget) throws VideoRefused {
        checkSizes(format, budget); // before ffmpeg looks into the frames, which decodes some
        if (avformat.avformat_find_stream_info(format, (PointerPointer<?>) null) < 0) {
            throw new VideoRefused("is damaged: its streams cannot be read.");
        }
        checkSizes(format, budget);
        int best = avformat.av_find_best_stream(format, avutil.AVMEDIA_TYPE_VIDEO, -1, -1, (PointerPointer<?>) null, 0);
        if (best < 0 || (format.streams(best).disposition() & avformat.AV_DISPOSITION_ATTACHED_PIC) != 0) {
            throw new VideoRefused("has no moving pictures in it.");
        }
        AVCodecParameters size = format.streams(best).codecpar();
        if (size.width() < 1 || size.height() < 1) {
            throw new VideoRefused("is damaged: the size of its frames cannot be read.");
        }
        return best;
    }

    private static void checkSizes(AVFormatContext format, VideoBudget budget) throws VideoRefused {
        for (int i = 0; i < format.nb_streams(); i++) {
            AVCodecParameters size = format.streams(i).codecpar();
            if (size.codec_type() == avutil.AVMEDIA_TYPE_VIDEO) {
                budget.checkSize(size.width(), size.height());
            }
        }
    }

    /** The next packet of the video; the packet before it is gone. Null at the end of what can be read. */
    @org.jspecify.annotations.Nullable
    AVPacket next() {
        avcodec.av_packet_unref(packet);
        while (avformat.av_read_frame(format, packet) >= 0) {
            if (packet.stream_index() == stream) {
                return packet;
            }
            avcodec.av_packet_unref(packet);
        }
        return null;
    }

    /** How its frames are coded. */
    AVCodecParameters parameters() {
        return format.streams(stream).codecpar();
    }

    /** Frames a second, on average; not a number if it does not say. */
    double framesPerSecond() {
        AVRational rate = format.streams(stream).avg_frame_rate();
        return (double) rate.num() / rate.den();
    }

    /** Seconds of one unit in which the times of its frames are given. */
    double secondsPerTick() {
        AVRational unit = format.streams(stream).time_base();
        return (double) unit.num() / unit.den();
    }

    /** Quarter turns clockwise, 0 to 3, by which its frames are turned to be shown. */
    int quarterTurns() {
        AVCodecParameters parameters = parameters();
        AVPacketSideData matrix = avcodec.av_packet_side_data_get(
                parameters.coded_side_data(), parameters.nb_coded_side_data(), avcodec.AV_PKT_DATA_DISPLAYMATRIX);
        if (matrix == null || matrix.isNull() || matrix.size() < MATRIX_INTS * Integer.BYTES) {
            return 0;
        }
        double degrees = -avutil.av_display_rotation_get(new IntPointer(matrix.data()));
        return Double.isNaN(degrees) || degrees % 90 != 0 ? 0 : Math.floorMod((int) (degrees / 90), 4);
    }

    /** How long it is; zero if it does not say. */
    Duration duration() {
        long micros = format.duration();
        return micros <= 0 ? Duration.ZERO : Duration.ofMillis(micros / 1000);
    }

    /** Whether it has a sound track. */
    boolean hasSound() {
        for (int i = 0; i < format.nb_streams(); i++) {
            AVStream other = format.streams(i);
            if (other.codecpar().codec_type() == avutil.AVMEDIA_TYPE_AUDIO) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        avcodec.av_packet_free(packet);
        avformat.avformat_close_input(format);
    }
}
