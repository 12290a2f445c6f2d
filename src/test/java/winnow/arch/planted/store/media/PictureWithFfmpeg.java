package winnow.arch.planted.store.media;

import org.bytedeco.ffmpeg.avutil.AVFrame;

/** A decoder of pictures that would bring ffmpeg into Winnow's own process. */
public final class PictureWithFfmpeg {

    int width(AVFrame frame) {
        return frame.width();
    }
}
