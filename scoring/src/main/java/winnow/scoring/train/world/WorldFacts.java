package winnow.scoring.train.world;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import winnow.scoring.ixc.Lesson.Fact;

/** What the cells of views show, in words of the vocabulary: one cell of the model is 28 pixels wide. */
final class WorldFacts {

    private static final int CELL = 28;
    private static final int SIDE = Canvas.SIDE / CELL;
    private static final int CELLS = SIDE * SIDE;
    private static final int STRIP = 40; // for the titles of frames, whose sides are doubled
    private static final int GAP = 10;
    private static final int EMPTY = 3; // empty cells of a scene that are asked for
    private static final Set<String> FAR = Set.of("count", "value", "sign", "motion"); // of several cells
    private static final String NOTHING = piece("nothing");

    private WorldFacts() {}

    /** Groups of words that exclude each other. */
    static Map<String, List<String>> groups() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        List<String> shapes =
                Stream.of(Shape.values()).map(s -> piece(s.word())).toList();
        List<String> colours =
                Stream.of(Colour.values()).map(c -> piece(c.word())).toList();
        groups.put("shape", with(shapes, NOTHING));
        groups.put("color", colours);
        groups.put("size", List.of(piece("big"), piece("small")));
        groups.put("count", List.of(piece("one"), piece("two"), piece("three"), piece("four")));
        groups.put("letter", Chart.LETTERS.stream().map(WorldFacts::piece).toList());
        groups.put("value", Chart.VALUES.stream().map(String::valueOf).toList());
        groups.put("digit", groups.getOrDefault("value", List.of()));
        groups.put("bar", colours);
        groups.put("sign", Sign.WORDS.stream().map(WorldFacts::piece).toList());
        groups.put(
                "glyph",
                Sign.WORDS.stream()
                        .flatMapToInt(String::chars)
                        .distinct()
                        .sorted()
                        .mapToObj(letter -> piece(Character.toString(letter)))
                        .toList());
        groups.put("motion", Stream.of(Motion.values()).map(m -> piece(last(m))).toList());
        groups.put("moving shape", shapes);
        groups.put("moving color", colours);
        return groups;
    }

    private static List<String> with(List<String> words, String more) {
        return Stream.concat(words.stream(), Stream.of(more)).toList();
    }

    /** A word within a text as a piece of the vocabulary. */
    private static String piece(String word) {
        return "\u2581" + word;
    }

    private static String last(Motion motion) {
        return motion.words().substring(motion.words().lastIndexOf(' ') + 1);
    }

    /** What there is to see; {@code near} for what a cell shows by itself. */
    static List<Fact> of(View view, boolean near, RandomGenerator random) {
        List<Fact> facts = new ArrayList<>();
        if (view instanceof Scene scene) {
            scene(scene, facts, random);
        } else if (view instanceof Chart chart) {
            for (int i = 0; i < chart.letters().size(); i++) {
                int cell = chart.foot(i);
                facts.add(new Fact("letter", cell, piece(chart.letters().get(i))));
                facts.add(new Fact("value", cell, String.valueOf(chart.values().get(i))));
                facts.add(new Fact(
                        "digit", chart.head(i), String.valueOf(chart.values().get(i))));
                facts.add(new Fact("bar", cell, piece(chart.colours().get(i).word())));
            }
        } else if (view instanceof Sign sign) {
            everywhere("sign", piece(sign.word()), facts);
            for (int i = 0; i < sign.word().length(); i++) {
                int cell = SIDE + Math.min(SIDE - 1, sign.across(i) / CELL);
                facts.add(new Fact("glyph", cell, piece(sign.word().substring(i, i + 1))));
            }
        } else if (view instanceof Clip clip) {
            everywhere("motion", piece(last(clip.motion())), facts);
            for (int i = 0; i < Clip.FRAMES; i++) {
                moving(clip, i, facts);
            }
        }
        return near ? facts.stream().filter(fact -> !FAR.contains(fact.group())).toList() : facts;
    }

    /** What moves, where it is in a frame: on the whole, which is squeezed, and on the tiles (SPEC 7). */
    private static void moving(Clip clip, int frame, List<Fact> facts) {
        double scale = Canvas.SIDE / (2.0 * Canvas.SIDE + STRIP);
        double across = (frame * (2 * Canvas.SIDE + GAP) + 2 * clip.across(frame)) * scale;
        double down = (STRIP + 2 * clip.down(frame)) * scale;
        int row = SIDE * (int) (down / CELL);
        int onWhole = row + (int) (across / Clip.FRAMES / CELL);
        int onTile = CELLS * (1 + (int) (across / Canvas.SIDE)) + row + (int) ((across % Canvas.SIDE) / CELL);
        for (String prefix : List.of("", "moving ")) {
            int cell = prefix.isEmpty() ? onTile : onWhole;
            facts.add(
                    new Fact(prefix + "shape", cell, piece(clip.thing().shape().word())));
            facts.add(
                    new Fact(prefix + "color", cell, piece(clip.thing().colour().word())));
        }
    }

    private static void everywhere(String group, String word, List<Fact> facts) {
        for (int cell = 0; cell < CELLS; cell++) {
            facts.add(new Fact(group, cell, word));
        }
    }

    private static void scene(Scene scene, List<Fact> facts, RandomGenerator random) {
        Set<Integer> empty = new TreeSet<>();
        for (int cell = 0; cell < CELLS; cell++) {
            empty.add(cell);
        }
        for (int i = 0; i < scene.things().size(); i++) {
            Thing thing = scene.things().get(i);
            int cell = scene.cell(i);
            empty.remove(cell);
            facts.add(new Fact("shape", cell, piece(thing.shape().word())));
            facts.add(new Fact("color", cell, piece(thing.colour().word())));
            facts.add(new Fact("size", cell, piece(thing.sizeWord())));
        }
        Draw.shuffled(List.copyOf(empty), random)
                .subList(0, Math.min(empty.size(), EMPTY))
                .forEach(cell -> facts.add(new Fact("shape", cell, NOTHING)));
        if (scene.things().size() <= Scene.MOST) {
            everywhere("count", NUMBERS.get(scene.things().size() - 1), facts);
        }
    }

    private static final List<String> NUMBERS = List.of(piece("one"), piece("two"), piece("three"), piece("four"));
}
