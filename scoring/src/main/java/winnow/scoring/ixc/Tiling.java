package winnow.scoring.ixc;

import winnow.scoring.ScoringException;

/**
 * How a picture is resized, padded and cut into tiles (SPEC 5, 5.2, 5.3).
 *
 * @param upright whether the picture is taller than wide, so that it is turned on its diagonal before and after
 * resizing
 * @param width of the resized picture, turned if it was upright, in pixels
 * @param height of the resized picture, turned if it was upright, in pixels; the rest up to full tiles is white
 * @param rows of tiles, in the picture as it stands
 * @param columns of tiles, in the picture as it stands
 */
public record Tiling(boolean upright, int width, int height, int rows, int columns) {

    /** A picture's bytes, three a pixel, must fit in one array. */
    static final long MAX_PIXELS = 600_000_000;

    /**
     * The tiling of a picture at inference.
     *
     * @param width pixels
     * @param height pixels
     * @param hdNum most tiles, 1 or more
     * @param side S, pixels of a tile's side
     * @throws ScoringException if the picture is so thin that nothing of it would be left
     */
    public static Tiling of(int width, int height, int hdNum, int side) throws ScoringException {
        return of(width, height, hdNum, side, 1);
    }

    /** The same in training, where small pictures may become half as large again (SPEC 12). */
    static Tiling forTraining(int width, int height, int hdNum, int side) throws ScoringException {
        return of(width, height, hdNum, side, 1.5);
    }

    private static Tiling of(int width, int height, int hdNum, int side, double growth) throws ScoringException {
        boolean upright = width < height;
        int longer = Math.max(width, height);
        double ratio = (double) longer / Math.min(width, height);
        long most = (long) Math.ceil(growth * longer / side);
        long across = 1;
        while (across <= most && across * Math.ceil(across / ratio) <= hdNum) {
            across++;
        }
        across--;
        int newWidth = Math.toIntExact(side * across);
        int newHeight = (int) (newWidth / ratio);
        if (newHeight == 0) {
            throw new ScoringException("it is " + width + " x " + height
                    + " pixels, so thin that nothing is left of it at " + hdNum + " tiles");
        }
        if ((long) newWidth * (newHeight + side) > MAX_PIXELS) {
            throw new ScoringException("at " + hdNum + " tiles it would be " + newWidth + " x " + newHeight
                    + " pixels, more than can be computed with; lower the tile budget (hd-num)");
        }
        int tilesAcross = (int) across;
        int tilesDown = (newHeight + side - 1) / side;
        return upright
                ? new Tiling(true, newWidth, newHeight, tilesAcross, tilesDown)
                : new Tiling(false, newWidth, newHeight, tilesDown, tilesAcross);
    }

    /**
     * The tiling of the frames of a video on one sheet (SPEC 7): one row or one column of tiles.
     *
     * @param width of the sheet in pixels
     * @param height of the sheet in pixels
     * @param side S, pixels of a tile's side
     * @throws ScoringException if it would be too large
     */
    public static Tiling ofVideo(int width, int height, int side) throws ScoringException {
        boolean upright = width < height;
        double ratio = (double) Math.max(width, height) / Math.min(width, height);
        double length = side * ratio;
        if ((length + side) * side > MAX_PIXELS || (long) width * height > MAX_PIXELS) {
            throw new ScoringException("its frames would make a picture of " + width + " x " + height
                    + " pixels, more than can be computed with");
        }
        int tiles = ((int) length + side - 1) / side;
        return upright
                ? new Tiling(true, (int) length, side, tiles, 1)
                : new Tiling(false, (int) length, side, 1, tiles);
    }

    /**
     * Tokens the picture becomes.
     *
     * @param cells g, cells a tile's side has; 20 for tiles of 560 pixels
     */
    public int tokens(int cells) {
        int perView = Math.multiplyExact(cells, cells);
        return Math.addExact(Math.multiplyExact(rows * columns + 1, perView), 1 + (rows + 1) * cells);
    }
}
