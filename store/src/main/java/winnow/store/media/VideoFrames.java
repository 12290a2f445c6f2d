package winnow.store.media;

import java.util.List;

/**
 * The frames of a video that the model sees (SPEC 7).
 *
 * @param info of the whole video
 * @param indices of the frames in the video, from 0, rising
 * @param frames decoded, one for each index
 */
public record VideoFrames(VideoInfo info, List<Long> indices, List<Pixels> frames) {

    public VideoFrames {
        indices = List.copyOf(indices);
        frames = List.copyOf(frames);
        if (indices.size() != frames.size()) {
            throw new IllegalArgumentException(indices.size() + " indices for " + frames.size() + " frames");
        }
    }
}
