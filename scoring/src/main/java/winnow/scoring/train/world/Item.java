package winnow.scoring.train.world;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A view, a question about it, and a claim that answers it.
 *
 * @param task type of the question
 * @param view what is seen
 * @param question in words
 * @param claim the answer
 */
record Item(Task task, View view, String question, Claim claim) {

    /** Any item of a type, rightly answered. What is asked for is drawn first, so that all answers are as frequent. */
    static Item of(Task task, RandomGenerator random) {
        return switch (task) {
            case COUNT -> {
                Scene scene = Scene.any(random.nextInt(1, Scene.MOST + 1), random);
                String question = choice(random, "How many objects are there?", "Count the objects.");
                yield new Item(
                        task, scene, question, new Claim.Count(scene.things().size()));
            }
            case LISTING -> {
                Scene scene = Scene.any(random.nextInt(1, Scene.MOST + 1), random);
                String question = choice(random, "What is in the picture?", "List all objects.");
                yield new Item(task, scene, question, new Claim.Listing(scene.things()));
            }
            case COLOUR -> {
                Thing asked = Scene.thing(random);
                Scene scene = Scene.of(asked, random.nextInt(1, Scene.MOST + 1), random);
                String thing = asked.sizeWord() + " " + asked.shape().word();
                String question =
                        choice(random, "What color is the " + thing + "?", "Name the color of the " + thing + ".");
                yield new Item(task, scene, question, new Claim.Coloured(asked));
            }
            case NUMBER, LABEL -> chart(task, random);
            case SIGN -> {
                Sign sign = Sign.of(random);
                String question = choice(random, "What does the sign say?", "Read the sign.");
                yield new Item(task, sign, question, new Claim.Says(sign.word()));
            }
            case MOTION -> {
                Clip clip = Clip.of(random);
                String question = choice(random, "What happens in the clip?", "What does the object do?");
                Claim claim =
                        new Claim.Moves(clip.thing().colour(), clip.thing().shape(), clip.motion());
                yield new Item(task, clip, question, claim);
            }
        };
    }

    private static Item chart(Task task, RandomGenerator random) {
        Chart chart = Chart.of(random);
        int bar = random.nextInt(chart.letters().size());
        String letter = chart.letters().get(bar);
        int value = chart.values().get(bar);
        boolean letterAsked = task == Task.LABEL;
        String question = letterAsked
                ? choice(random, "Which bar has the value " + value + "?", "Name the bar of value " + value + ".")
                : choice(random, "What is the value of bar " + letter + "?", "How high is bar " + letter + "?");
        return new Item(task, chart, question, new Claim.Value(letter, value, letterAsked));
    }

    private static String choice(RandomGenerator random, String... questions) {
        return Draw.one(List.of(questions), random);
    }

    /** The same with a wrong answer. */
    Item wrong(RandomGenerator random) {
        return new Item(task, view, question, claim.wrong(view, random));
    }

    /** The same beside a view of its kind of which the answer is wrong. */
    Item swapped(RandomGenerator random) {
        View other = of(task, random).view();
        while (claim.holds(other)) {
            other = of(task, random).view();
        }
        return new Item(task, other, question, claim);
    }
}
