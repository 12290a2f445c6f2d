package winnow.arch.planted.store.media;

import org.bytedeco.ffmpeg.avutil.AVFrame;

/** A part of the decoder's process, which may know ffmpeg. */
public final class VideoContainer {

    int width(AVFrame frame) {
        return frame.width();
    }
}
