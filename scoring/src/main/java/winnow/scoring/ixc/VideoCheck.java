package winnow.scoring.ixc;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import winnow.scoring.ScoringException;
import winnow.scoring.weights.SnapshotConfig;
import winnow.store.media.Pixels;

/**
 * Compares what the frames of a video become with what the official code made of them, for published cases: its titles
 * may be drawn in another font, so their strips do not count.
 */
public final class VideoCheck {

    private final List<Pixels> frames;
    private final VisionConfig vision;
    private final List<PictureArea> strips;

    /**
     * For frames that are chosen already, with tiles of 560 pixels.
     *
     * @throws ScoringException if there are none, or too thin ones; a half sentence that starts after the name
     */
    public VideoCheck(List<Pixels> frames) throws ScoringException {
        this(frames, VisionConfig.OFFICIAL);
    }

    private VideoCheck(List<Pixels> frames, VisionConfig vision) throws ScoringException {
        this.frames = List.copyOf(frames);
        this.vision = vision;
        this.strips = sheet().titleStrips();
    }

    /**
     * For frames that are chosen already, with the tiles of a snapshot.
     *
     * @throws ScoringException if the snapshot cannot be read, or there are no frames, or too thin ones
     */
    public static VideoCheck of(Path snapshot, List<Pixels> frames) throws ScoringException {
        return new VideoCheck(frames, VisionConfig.from(SnapshotConfig.read(snapshot)));
    }

    private ContactSheet sheet() {
        ContactSheet sheet = new ContactSheet(vision.side());
        frames.forEach(sheet::add);
        return sheet;
    }

    /** The strips for titles in the finished picture, with all pixels that a title reaches. */
    public List<PictureArea> titleStrips() {
        return strips;
    }

    /**
     * The finished picture.
     *
     * @param titles whether they are drawn
     * @throws ScoringException if it would be too large
     */
    public Pixels picture(boolean titles) throws ScoringException {
        return sheet().picture(titles ? Optional.of(VideoTitles.load()) : Optional.empty(), vision.cells())
                .pixels();
    }

    /**
     * Counts the pixels outside the strips that differ.
     *
     * @param expected the finished picture of the official code, with or without titles
     * @return 0 if it is as official
     * @throws ScoringException if the sizes differ
     */
    public long differing(Pixels expected) throws ScoringException {
        Pixels got = picture(false);
        if (got.width() != expected.width() || got.height() != expected.height()) {
            throw new ScoringException("the picture is " + got.width() + " x " + got.height() + ", expected were "
                    + expected.width() + " x " + expected.height());
        }
        long differing = 0;
        for (int y = 0; y < got.height(); y++) {
            for (int x = 0; x < got.width(); x++) {
                int at = (y * got.width() + x) * 3;
                boolean same = got.rgb()[at] == expected.rgb()[at]
                        && got.rgb()[at + 1] == expected.rgb()[at + 1]
                        && got.rgb()[at + 2] == expected.rgb()[at + 2];
                if (!same && !inStrip(x, y)) {
                    differing++;
                }
            }
        }
        return differing;
    }

    private boolean inStrip(int x, int y) {
        return strips.stream().anyMatch(strip -> strip.contains(x, y));
    }
}
