package winnow.scoring.train.world;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Different things in the cells of a grid, in the order of the cells: row by row.
 *
 * @param things 1 to 4, no two alike
 * @param places of their centres, x and y in turn
 * @param background light, as 0xRRGGBB
 */
record Scene(List<Thing> things, List<Integer> places, int background) implements View {

    /** Most things. */
    static final int MOST = 4;

    private static final int GRID = 4;
    private static final int CELL = Canvas.SIDE / GRID;
    private static final int JITTER = 2;

    Scene {
        things = List.copyOf(things);
        places = List.copyOf(places);
    }

    /** A scene of so many things, a given one being the only one of its size and shape; all differ. */
    static Scene of(Thing first, int count, RandomGenerator random) {
        Set<Thing> things = new LinkedHashSet<>(List.of(first));
        while (things.size() < count) {
            Thing more = thing(random);
            if (more.big() != first.big() || more.shape() != first.shape()) {
                things.add(more);
            }
        }
        return laid(things, random);
    }

    /** A scene of so many different things. */
    static Scene any(int count, RandomGenerator random) {
        Set<Thing> things = new LinkedHashSet<>();
        while (things.size() < count) {
            things.add(thing(random));
        }
        return laid(things, random);
    }

    private static Scene laid(Set<Thing> things, RandomGenerator random) {
        int count = things.size();
        List<Thing> shuffled = Draw.shuffled(List.copyOf(things), random);
        Set<Integer> cells = new TreeSet<>();
        while (cells.size() < count) {
            cells.add(random.nextInt(GRID * GRID));
        }
        List<Integer> places = new ArrayList<>();
        for (int cell : cells) {
            places.add(cell % GRID * CELL + CELL / 2 + jitter(random));
            places.add(cell / GRID * CELL + CELL / 2 + jitter(random));
        }
        return new Scene(shuffled, places, Draw.background(random));
    }

    /** Any thing. */
    static Thing thing(RandomGenerator random) {
        return new Thing(random.nextBoolean(), Draw.one(Colour.values(), random), Draw.one(Shape.values(), random));
    }

    /** The cell of 28 pixels a thing stands in, row by row. */
    int cell(int thing) {
        return places.get(2 * thing + 1) / CELL * GRID + places.get(2 * thing) / CELL;
    }

    private static int jitter(RandomGenerator random) {
        return random.nextInt(-JITTER, JITTER + 1);
    }

    @Override
    public List<Canvas> frames() {
        Canvas canvas = new Canvas(background);
        for (int i = 0; i < things.size(); i++) {
            Thing thing = things.get(i);
            canvas.draw(
                    thing.shape(),
                    places.get(2 * i),
                    places.get(2 * i + 1),
                    thing.size(),
                    thing.colour().rgb());
        }
        return List.of(canvas);
    }
}
