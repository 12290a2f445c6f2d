package winnow.app.ui.review;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.image.Image;
import winnow.app.ui.job.Jobs;
import winnow.store.job.CancelToken;
import winnow.store.job.Lanes.Lane;
import winnow.store.media.FrameChoice;
import winnow.store.media.VideoFrame;
import winnow.store.media.VideoInfo;
import winnow.store.media.Videos;
import winnow.viewer.media.Frame;
import winnow.viewer.media.FrameSource;
import winnow.viewer.media.Pictures;

/** Opens videos for the stage: the frames the model saw, small, and the way to all others. */
final class Films {

    /** Most pixels of a side of a frame on the stage. */
    static final int STAGE_SIDE = 1280;

    private static final int STRIP_SIDE = 240;
    private static final double MILLIS = 1000;

    private final Jobs jobs;
    private final Videos videos;

    Films(Jobs jobs, Videos videos) {
        this.jobs = jobs;
        this.videos = videos;
    }

    /**
     * Decodes the frames that the model saw, and the first one as it is shown. Called on a background thread.
     *
     * @param path as it stands in the record
     * @throws IOException if it is no video, or damaged; one sentence that names the file
     */
    Shown.Video open(Path file, String path, CancelToken cancel) throws IOException {
        List<Frame> seen = new ArrayList<>();
        VideoInfo info = videos.frames(file, FrameChoice.seen(STRIP_SIDE), cancel, frame -> seen.add(frame(frame)));
        List<Frame> first = new ArrayList<>();
        videos.frames(file, FrameChoice.clip(0, 1, STAGE_SIDE), cancel, frame -> first.add(frame(frame)));
        return new Shown.Video(path, seen, first.stream().findFirst(), info, source(file));
    }

    /**
     * Looks whether a picture moves: of such a GIF the model saw the first frame only, which is {@code still}. Called
     * on a background thread.
     *
     * @return empty where it does not move, or is no GIF
     */
    Optional<Shown.Video> moving(Path file, String path, Image still, CancelToken cancel) {
        if (!path.toLowerCase(Locale.ROOT).endsWith(".gif")) {
            return Optional.empty();
        }
        try {
            VideoInfo info = videos.frames(file, FrameChoice.clip(0, 1, STRIP_SIDE), cancel, frame -> {});
            Frame first = new Frame(0, 0, still);
            return info.frames() < 2
                    ? Optional.empty()
                    : Optional.of(new Shown.Video(path, List.of(first), Optional.of(first), info, source(file)));
        } catch (IOException e) {
            return Optional.empty(); // what cannot be played is shown as the picture the model saw
        }
    }

    private FrameSource source(Path file) {
        return (from, count, onFrames, onProblem) -> jobs.start(
                "Decoding frames",
                Lane.DECODE,
                (progress, cancel) -> {
                    List<Frame> frames = new ArrayList<>();
                    videos.frames(
                            file, FrameChoice.clip(from, count, STAGE_SIDE), cancel, frame -> frames.add(frame(frame)));
                    return frames;
                },
                onFrames,
                onProblem);
    }

    private static Frame frame(VideoFrame frame) {
        return new Frame(frame.index(), frame.time().toMillis() / MILLIS, Pictures.of(frame.pixels()));
    }
}
