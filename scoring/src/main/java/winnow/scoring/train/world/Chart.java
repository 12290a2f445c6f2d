package winnow.scoring.train.world;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Bars beside each other, the value above and a letter below each.
 *
 * @param letters of the bars, from the left; 2 to 4, all different
 * @param values of the bars, 1 to 9, all different
 * @param colours of the bars
 * @param left edge of the first column, in pixels; whole columns, so that a bar is no wider than a cell of the model
 * @param background light, as 0xRRGGBB
 */
record Chart(List<String> letters, List<Integer> values, List<Colour> colours, int left, int background)
        implements View {

    /** Letters there are. */
    static final List<String> LETTERS = List.of("A", "B", "C", "D", "E", "F", "G", "H");

    /** Values there are. */
    static final List<Integer> VALUES = List.of(1, 2, 3, 4, 5, 6, 7, 8, 9);

    private static final int COLUMN = 28;
    private static final int BAR = 16;
    private static final int GROUND = 92;
    private static final int UNIT = 8;
    private static final int SCALE = 2;
    private static final int GLYPH = Glyphs.HEIGHT * SCALE;
    private static final int MOST = 4;
    private static final int BLACK = 0x101010;

    Chart {
        letters = List.copyOf(letters);
        values = List.copyOf(values);
        colours = List.copyOf(colours);
    }

    /** Any chart. */
    static Chart of(RandomGenerator random) {
        int bars = random.nextInt(2, MOST + 1);
        List<Colour> colours = IntStream.range(0, bars)
                .mapToObj(i -> Draw.one(Colour.values(), random))
                .toList();
        return new Chart(
                Draw.shuffled(LETTERS, random).subList(0, bars),
                Draw.shuffled(VALUES, random).subList(0, bars),
                colours,
                COLUMN * random.nextInt(MOST - bars + 1),
                Draw.background(random));
    }

    /** The cell of 28 pixels in which a bar stands and has its letter, row by row. */
    int foot(int bar) {
        return GROUND / COLUMN * (Canvas.SIDE / COLUMN) + left / COLUMN + bar;
    }

    /** The cell in which the value of a bar is written. */
    int head(int bar) {
        return (GROUND - values.get(bar) * UNIT - GLYPH / 2 - 2) / COLUMN * (Canvas.SIDE / COLUMN)
                + left / COLUMN
                + bar;
    }

    @Override
    public List<Canvas> frames() {
        Canvas canvas = new Canvas(background);
        int glyph = (COLUMN - Glyphs.WIDTH * SCALE) / 2;
        List<Integer> columns = new ArrayList<>();
        for (int i = 0; i < letters.size(); i++) {
            columns.add(left + i * COLUMN);
        }
        for (int i = 0; i < letters.size(); i++) {
            int height = values.get(i) * UNIT;
            int x = columns.get(i);
            canvas.fill(
                    x + (COLUMN - BAR) / 2,
                    GROUND - height,
                    BAR,
                    height,
                    colours.get(i).rgb());
            canvas.write(String.valueOf(values.get(i)), x + glyph, GROUND - height - GLYPH - 2, SCALE, BLACK);
            canvas.write(letters.get(i), x + glyph, GROUND + 4, SCALE, BLACK);
        }
        return List.of(canvas);
    }
}
