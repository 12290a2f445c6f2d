package winnow.scoring.ixc;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import winnow.scoring.InputOptions;
import winnow.scoring.ScoringException;
import winnow.store.media.Pixels;

/**
 * From files of pictures and videos to pictures ready for the tower (SPEC 5, 7). Any thread may use it.
 *
 * @param vision sizes of the tower
 * @param reader decodes the files
 * @param training whether pictures get the sizes of training (SPEC 12)
 * @param recent those made ready before
 */
record IxcPictures(VisionConfig vision, PictureReader reader, boolean training, RecentPictures recent) {

    /** Bytes of pixels that are kept: about ten pictures of nine tiles. */
    private static final long KEPT = 96L << 20;

    /** With more than one picture every picture gets so many tiles (SPEC 8, rule 2). */
    private static final int TILES_OF_SEVERAL = 6;

    IxcPictures(VisionConfig vision, PictureReader reader, boolean training) {
        this(vision, reader, training, new RecentPictures(KEPT));
    }

    /** Most tiles of each of some pictures that are shown together. */
    static int tiles(int pictures, int hdNum) {
        return pictures > 1 ? TILES_OF_SEVERAL : hdNum;
    }

    /**
     * Reads a picture.
     *
     * @param name by which messages call it
     * @param tiles most it gets
     */
    Picture picture(String name, Path file, int tiles) throws ScoringException {
        return recent.of(file, "tiles " + tiles, () -> read(name, file, tiles));
    }

    private Picture read(String name, Path file, int tiles) throws ScoringException {
        try {
            return picture(name, reader.read(file), tiles);
        } catch (IOException e) {
            throw new ScoringException(String.valueOf(e.getMessage()), e);
        }
    }

    /** A picture that is decoded already. */
    Picture picture(String name, Pixels pixels, int tiles) throws ScoringException {
        try {
            return training ? Picture.forTraining(pixels, tiles, vision) : Picture.of(pixels, tiles, vision);
        } catch (ScoringException e) {
            throw new ScoringException(name + " cannot be judged: " + e.getMessage() + ".", e);
        }
    }

    /** Reads a video, which counts as one picture; the tile budget means nothing to it (SPEC 7). */
    Picture video(String name, Path file, InputOptions options) throws ScoringException {
        boolean titles = options.videoTitles();
        return recent.of(file, titles ? "frames with titles" : "frames", () -> frames(name, file, titles));
    }

    private Picture frames(String name, Path file, boolean titles) throws ScoringException {
        ContactSheet sheet = new ContactSheet(vision.side());
        try {
            reader.frames(file, sheet::add);
        } catch (IOException e) {
            throw new ScoringException(String.valueOf(e.getMessage()), e);
        }
        try {
            return sheet.picture(titles ? Optional.of(VideoTitles.load()) : Optional.empty(), vision.cells());
        } catch (ScoringException e) {
            throw new ScoringException(name + " cannot be judged: " + e.getMessage() + ".", e);
        }
    }
}
