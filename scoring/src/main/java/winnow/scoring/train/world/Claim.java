package winnow.scoring.train.world;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What an answer says: right or wrong of a view. */
sealed interface Claim {

    /** Whether it is right of a view; of a view of another kind nothing is. */
    boolean holds(View view);

    /** A wrong claim of the same form, with what right ones say elsewhere. */
    Claim wrong(View view, RandomGenerator random);

    /** The right answer to the same question; none where the view does not answer it. */
    Optional<Claim> right(View view);

    /** There are so many things. */
    record Count(int number) implements Claim {

        private static final List<Integer> NUMBERS = List.of(1, 2, 3, 4);

        @Override
        public boolean holds(View view) {
            return view instanceof Scene scene && scene.things().size() == number;
        }

        @Override
        public Optional<Claim> right(View view) {
            return view instanceof Scene scene
                    ? Optional.of(new Count(scene.things().size()))
                    : Optional.empty();
        }

        @Override
        public Claim wrong(View view, RandomGenerator random) {
            return new Count(Draw.other(NUMBERS, number, random));
        }
    }

    /** The only thing of its size and shape has a colour. */
    record Coloured(Thing thing) implements Claim {

        @Override
        public boolean holds(View view) {
            return view instanceof Scene scene && scene.things().contains(thing);
        }

        @Override
        public Optional<Claim> right(View view) {
            List<Thing> seen = view instanceof Scene scene ? scene.things() : List.of();
            return seen.stream()
                    .filter(other -> other.big() == thing.big() && other.shape() == thing.shape())
                    .<Claim>map(Coloured::new)
                    .findFirst();
        }

        @Override
        public Claim wrong(View view, RandomGenerator random) {
            Colour other = Draw.other(List.of(Colour.values()), thing.colour(), random);
            return new Coloured(new Thing(thing.big(), other, thing.shape()));
        }
    }

    /** These are all things there are. */
    record Listing(List<Thing> things) implements Claim {

        public Listing {
            things = List.copyOf(things);
        }

        @Override
        public boolean holds(View view) {
            return view instanceof Scene scene && new HashSet<>(scene.things()).equals(new HashSet<>(things));
        }

        @Override
        public Optional<Claim> right(View view) {
            return view instanceof Scene scene ? Optional.of(new Listing(scene.things())) : Optional.empty();
        }

        /** One of them is another one, so that a wrong list is as long as a right one. */
        @Override
        public Claim wrong(View view, RandomGenerator random) {
            List<Thing> changed = new ArrayList<>(things);
            Thing invented = Scene.thing(random);
            while (things.contains(invented)) {
                invented = Scene.thing(random);
            }
            changed.set(random.nextInt(changed.size()), invented);
            return new Listing(changed);
        }
    }

    /** A bar has a value. */
    record Value(String letter, int value, boolean letterAsked) implements Claim {

        @Override
        public boolean holds(View view) {
            return view instanceof Chart chart
                    && chart.letters().contains(letter)
                    && chart.values().get(chart.letters().indexOf(letter)) == value;
        }

        @Override
        public Optional<Claim> right(View view) {
            if (!(view instanceof Chart chart)) {
                return Optional.empty();
            }
            int bar = letterAsked
                    ? chart.values().indexOf(value)
                    : chart.letters().indexOf(letter);
            return bar < 0
                    ? Optional.empty()
                    : Optional.of(
                            new Value(chart.letters().get(bar), chart.values().get(bar), letterAsked));
        }

        /** Another value, or where the bar was asked for, another bar of the chart. */
        @Override
        public Claim wrong(View view, RandomGenerator random) {
            if (letterAsked && view instanceof Chart chart) {
                return new Value(Draw.other(chart.letters(), letter, random), value, true);
            }
            return new Value(letter, Draw.other(Chart.VALUES, value, random), false);
        }
    }

    /** The sign says a word. */
    record Says(String word) implements Claim {

        @Override
        public boolean holds(View view) {
            return view instanceof Sign sign && sign.word().equals(word);
        }

        @Override
        public Optional<Claim> right(View view) {
            return view instanceof Sign sign ? Optional.of(new Says(sign.word())) : Optional.empty();
        }

        @Override
        public Claim wrong(View view, RandomGenerator random) {
            return new Says(Draw.other(Sign.WORDS, word, random));
        }
    }

    /** A thing of a colour and a shape does something. */
    record Moves(Colour colour, Shape shape, Motion motion) implements Claim {

        @Override
        public boolean holds(View view) {
            return view instanceof Clip clip
                    && clip.thing().colour() == colour
                    && clip.thing().shape() == shape
                    && clip.motion() == motion;
        }

        @Override
        public Optional<Claim> right(View view) {
            return view instanceof Clip clip
                    ? Optional.of(new Moves(clip.thing().colour(), clip.thing().shape(), clip.motion()))
                    : Optional.empty();
        }

        @Override
        public Claim wrong(View view, RandomGenerator random) {
            return new Moves(colour, shape, Draw.other(List.of(Motion.values()), motion, random));
        }
    }
}
