package winnow.scoring.ixc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import winnow.store.media.Pixels;
import winnow.store.media.Stills;
import winnow.store.media.Videos;

/**
 * The program's own decoder of pictures and videos. The process that decodes videos is started with the first one,
 * serves all of them, and ends by itself when none is asked for, so that nobody needs to close this.
 */
public final class MediaReader implements PictureReader {

    private final Stills stills = new Stills();
    private final Videos videos = new Videos();

    @Override
    public Pixels read(Path file) throws IOException {
        return stills.decode(file);
    }

    @Override
    public void frames(Path video, Consumer<Pixels> each) throws IOException {
        if (Files.isDirectory(video)) {
            PictureReader.super.frames(video, each);
        } else {
            videos.sampled(video, (frame, index) -> each.accept(frame));
        }
    }
}
