package winnow.scoring.train.world;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A word in black on a white plate.
 *
 * @param word on it
 * @param left edge of the word in pixels
 * @param top edge of the word in pixels
 * @param background around the plate, as 0xRRGGBB
 */
record Sign(String word, int left, int top, int background) implements View {

    /** Words there are. */
    static final List<String> WORDS = List.of(
            "BUS", "BAR", "CAR", "MAP", "ICE", "ART", "SUN", "OPEN", "EXIT", "STOP", "PORT", "CITY", "MENU", "BOOK",
            "NEWS", "ROOM");

    private static final int SCALE = 4;
    private static final int JITTER = 4;
    private static final int MARGIN = 6;

    /** A sign with any word. */
    static Sign of(RandomGenerator random) {
        String word = Draw.one(WORDS, random);
        int width = word.length() * Glyphs.ADVANCE * SCALE - SCALE;
        int height = Glyphs.HEIGHT * SCALE;
        return new Sign(
                word,
                (Canvas.SIDE - width) / 2 + random.nextInt(-JITTER, JITTER + 1),
                random.nextInt(1, 3) * height + random.nextInt(-JITTER / 2, JITTER / 2 + 1),
                Draw.one(Colour.values(), random).rgb());
    }

    /** Where the middle of a letter is, across. */
    int across(int letter) {
        return left + letter * Glyphs.ADVANCE * SCALE + Glyphs.WIDTH * SCALE / 2;
    }

    @Override
    public List<Canvas> frames() {
        Canvas canvas = new Canvas(background);
        int width = word.length() * Glyphs.ADVANCE * SCALE - SCALE;
        int height = Glyphs.HEIGHT * SCALE;
        canvas.fill(left - MARGIN, top - MARGIN, width + 2 * MARGIN, height + 2 * MARGIN, 0xFFFFFF);
        canvas.write(word, left, top, SCALE, 0);
        return List.of(canvas);
    }
}
