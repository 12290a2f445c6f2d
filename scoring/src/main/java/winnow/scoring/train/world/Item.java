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
        if (task == Task.COLOUR) {
            Thing asked = Scene.thing(random);
            return coloured(asked, Scene.of(asked, random.nextInt(1, Scene.MOST + 1), random), random);
        }
        View view = switch (task) {
            case COUNT, LISTING, COLOUR -> Scene.any(random.nextInt(1, Scene.MOST + 1), random);
            case NUMBER, LABEL -> Chart.of(random);
            case SIGN -> Sign.of(random);
            case MOTION -> Clip.of(random);
        };
        return about(view, task, random);
    }

    /** A question of a type about a view that it can be asked about. */
    static Item about(View view, Task task, RandomGenerator random) {
        if (view instanceof Scene scene) {
            return about(scene, task, random);
        } else if (view instanceof Chart chart) {
            return about(chart, random.nextInt(chart.letters().size()), task, random);
        } else if (view instanceof Sign sign) {
            String question = choice(random, "What does the sign say?", "Read the sign.");
            return new Item(task, sign, question, new Claim.Says(sign.word()));
        }
        Clip clip = (Clip) view;
        String question = choice(random, "What happens in the clip?", "What does the object do?");
        Claim claim = new Claim.Moves(clip.thing().colour(), clip.thing().shape(), clip.motion());
        return new Item(task, clip, question, claim);
    }

    private static Item about(Scene scene, Task task, RandomGenerator random) {
        if (task == Task.COLOUR) {
            return coloured(Draw.one(scene.things(), random), scene, random);
        } else if (task == Task.COUNT) {
            String question = choice(random, "How many objects are there?", "Count the objects.");
            return new Item(
                    task, scene, question, new Claim.Count(scene.things().size()));
        }
        String question = choice(random, "What is in the picture?", "List all objects.");
        return new Item(task, scene, question, new Claim.Listing(scene.things()));
    }

    /** What colour a thing of a scene has, the only one of its size and shape. */
    static Item coloured(Thing asked, Scene scene, RandomGenerator random) {
        String thing = asked.sizeWord() + " " + asked.shape().word();
        String question = choice(random, "What color is the " + thing + "?", "Name the color of the " + thing + ".");
        return new Item(Task.COLOUR, scene, question, new Claim.Coloured(asked));
    }

    /** A question about a bar of a chart. */
    static Item about(Chart chart, int bar, Task task, RandomGenerator random) {
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
