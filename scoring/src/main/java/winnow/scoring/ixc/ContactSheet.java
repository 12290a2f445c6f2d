package winnow.scoring.ixc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import winnow.scoring.ScoringException;
import winnow.store.media.Pixels;

/**
 * All frames of a video on one picture, as the model sees them: below each other if the last one is wider than high,
 * else side by side, each under a strip for its title (SPEC 7). Every frame is resized as it comes, so that large
 * ones are not kept. Not thread-safe.
 */
final class ContactSheet {

    private static final int CHANNELS = 3;
    private static final int STRIP = VideoTitles.HEIGHT;
    private static final int GAP = 10;
    private static final int LINE_AFTER = 5; // pixels between a frame and the line after it
    private static final int LINE = 2;
    private static final long MOST_PIXELS = 20_000_000; // of a resized frame

    private final int side;
    private final List<Pixels> frames = new ArrayList<>();
    private boolean wide;
    private Optional<String> fault = Optional.empty();

    /**
     * An empty sheet.
     *
     * @param side S, pixels of a tile's side
     */
    ContactSheet(int side) {
        this.side = side;
    }

    /** Adds the next frame. */
    void add(Pixels frame) {
        double ratio = (double) frame.width() / frame.height();
        int longer = 2 * side;
        wide = frame.width() > frame.height();
        int width = wide ? longer : (int) (longer * ratio);
        int height = wide ? (int) (longer / ratio) : longer;
        if (width == 0 || height == 0) {
            fault = Optional.of("its frames are " + frame.width() + " x " + frame.height()
                    + " pixels, so thin that nothing is left of them");
        } else if ((long) width * height > MOST_PIXELS) {
            fault = Optional.of("its frames would be too large to compute with");
        } else {
            frames.add(Resampler.resize(frame, width, height));
        }
    }

    /**
     * The sheet, resized and padded to full tiles and ready for the tower. Hands over its frames: to be called once.
     *
     * @param titles to draw; none to leave the strips white
     * @param cells g, cells a tile's side has; 20 for tiles of 560 pixels
     * @throws ScoringException if there are no frames, or too thin ones; a half sentence that starts after the name
     */
    Picture picture(Optional<VideoTitles> titles, int cells) throws ScoringException {
        Tiling tiling = tiling();
        Pixels sheet = sheet(titles);
        frames.clear();
        Pixels turned = tiling.upright() ? Picture.transpose(sheet) : sheet;
        Pixels tall = Picture.transpose(Resampler.resize(turned, tiling.width(), tiling.height()));
        Pixels padded = Picture.padBottom(tall, side);
        return Picture.of(tiling.upright() ? padded : Picture.transpose(padded), tiling, cells);
    }

    private Tiling tiling() throws ScoringException {
        if (fault.isPresent()) {
            throw new ScoringException(fault.get());
        }
        if (frames.isEmpty()) {
            throw new ScoringException("it has no frames");
        }
        return Tiling.ofVideo(width(), height(), side);
    }

    private int width() {
        return wide
                ? frames.stream().mapToInt(Pixels::width).max().orElseThrow()
                : frames.stream().mapToInt(f -> f.width() + GAP).sum();
    }

    private int height() {
        return wide
                ? frames.stream().mapToInt(f -> f.height() + GAP + STRIP).sum()
                : frames.stream().mapToInt(Pixels::height).max().orElseThrow() + STRIP;
    }

    /** The sheet as it is before it is resized. */
    Pixels sheet(Optional<VideoTitles> titles) {
        int width = width();
        int height = height();
        byte[] rgb = new byte[Math.multiplyExact(Math.multiplyExact(width, height), CHANNELS)];
        Arrays.fill(rgb, (byte) 255);
        int at = 0; // where the next frame begins, along the sheet
        for (int i = 0; i < frames.size(); i++) {
            Pixels frame = frames.get(i);
            int left = wide ? 0 : at;
            int top = wide ? at : 0;
            paste(frame, rgb, width, left, top + STRIP);
            int number = i;
            titles.ifPresent(t -> t.draw(rgb, width, left, top, number));
            at += wide ? STRIP + frame.height() : frame.width();
            if (i < frames.size() - 1) {
                line(rgb, width, height, at + LINE_AFTER);
            }
            at += GAP;
        }
        return new Pixels(width, height, rgb);
    }

    private static void paste(Pixels frame, byte[] rgb, int width, int left, int top) {
        int row = frame.width() * CHANNELS;
        for (int y = 0; y < frame.height(); y++) {
            System.arraycopy(frame.rgb(), y * row, rgb, ((top + y) * width + left) * CHANNELS, row);
        }
    }

    /** A black line across the sheet. */
    private void line(byte[] rgb, int width, int height, int at) {
        for (int y = 0; y < (wide ? 1 : height); y++) {
            int from = (wide ? at * width : y * width + at) * CHANNELS;
            Arrays.fill(rgb, from, from + LINE * (wide ? width : 1) * CHANNELS, (byte) 0);
        }
    }

    /**
     * The parts of the finished picture that titles reach: every pixel into which a pixel of a strip went. Outside of
     * them, the picture is the same with and without titles.
     *
     * @throws ScoringException as {@link #picture}
     */
    List<PictureArea> titleStrips() throws ScoringException {
        Tiling tiling = tiling();
        int width = tiling.upright() ? tiling.height() : tiling.width();
        int height = tiling.upright() ? tiling.width() : tiling.height();
        List<PictureArea> strips = new ArrayList<>();
        int top = 0;
        for (int i = 0; i < (wide ? frames.size() : 1); i++) {
            int[] rows = Resampler.reached(height(), height, top, top + STRIP);
            strips.add(new PictureArea(0, rows[0], width, rows[1] - rows[0]));
            top += STRIP + frames.get(i).height() + GAP;
        }
        return strips;
    }
}
