package winnow.scoring.ixc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import winnow.store.media.FrameFolder;
import winnow.store.media.Pixels;
import winnow.store.media.Videos;

/** Decodes pictures and videos to RGB as SPEC 5 and 7 say. Any thread may use it. */
@FunctionalInterface
public interface PictureReader {

    /**
     * Decodes a picture.
     *
     * @throws IOException if it is none, or damaged; one sentence that names the file
     */
    Pixels read(Path file) throws IOException;

    /**
     * Decodes the frames of a video that the model sees, about one a second and at most 32. This way of doing it starts
     * a decoder for each video; {@link MediaReader} keeps one.
     *
     * @param video a file, or a folder with frames that were decoded before
     * @param each gets them one by one, in order
     * @throws IOException if it is none, damaged, too large or too slow; one sentence that names the file
     */
    default void frames(Path video, Consumer<Pixels> each) throws IOException {
        if (Files.isDirectory(video)) {
            new FrameFolder(video).read(each);
            return;
        }
        try (Videos videos = new Videos()) {
            videos.sampled(video, (frame, index) -> each.accept(frame));
        }
    }
}
