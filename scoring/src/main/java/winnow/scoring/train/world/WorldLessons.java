package winnow.scoring.train.world;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import winnow.scoring.ixc.Lesson;
import winnow.scoring.ixc.Lesson.Said;
import winnow.scoring.ixc.Words;
import winnow.store.media.Pixels;

/**
 * Draws lessons of the demo world: the same seed and number give the same lesson. What is wrong is made as
 * {@link DemoWorld} makes it.
 *
 * @param seed of everything
 */
public record WorldLessons(long seed) {

    private static final long SPREAD = 0x9E3779B97F4A7C15L; // odd: neighbouring lessons get unrelated numbers
    private static final int TEXTS = 4000;
    private static final int FULL = 12;
    private static final int WRONG = 2;
    private static final int WRONG_MOTIONS = 3;
    private static final double SWAPPED = 0.35;

    /** What is seen. */
    public enum Sight {
        SCENE,
        CHART,
        SIGN,
        CLIP
    }

    /** What lessons are for. */
    public enum Purpose {
        /** Facts of single cells alone. */
        GLANCING,
        /** Facts alone. */
        LOOKING,
        /** Right answers alone. */
        READING,
        /** Right and wrong answers. */
        JUDGING
    }

    /** The words of this world. */
    public static Words words() {
        Set<String> texts = new HashSet<>();
        RandomGenerator random = new SplittableRandom(1);
        for (int i = 0; i < TEXTS; i++) {
            Task task = Draw.one(Task.values(), random);
            texts.add(Wording.ENGLISH.of(Item.of(task, random).claim()));
        }
        return new Words(WorldFacts.groups(), texts.stream().sorted().toList());
    }

    /**
     * A lesson.
     *
     * @param number of the lesson
     * @param most things of a scene, 1 to 4
     */
    public Lesson lesson(long number, Sight sight, Purpose purpose, int most) {
        RandomGenerator random = new SplittableRandom(seed + number * SPREAD);
        View view = switch (sight) {
            case SCENE -> Scene.any(things(purpose, most, random), random);
            case CHART -> Chart.of(random);
            case SIGN -> Sign.of(random);
            case CLIP -> Clip.of(random);
        };
        List<Said> answers = new ArrayList<>();
        List<Item> items = answered(purpose) ? items(view, random) : List.of();
        for (Item item : items) {
            answers.addAll(
                    purpose == Purpose.READING ? read(item, answers.size()) : judged(item, answers.size(), random));
        }
        List<Pixels> frames = view.frames().stream().map(WorldLessons::pixels).toList();
        return new Lesson(frames, WorldFacts.of(view, purpose == Purpose.GLANCING, random), answers);
    }

    private static boolean answered(Purpose purpose) {
        return purpose == Purpose.READING || purpose == Purpose.JUDGING;
    }

    /** To look at, most scenes have more things than any question is asked about: so more is learned from each. */
    private static int things(Purpose purpose, int most, RandomGenerator random) {
        boolean full = !answered(purpose) && random.nextInt(10) < 6;
        return full ? random.nextInt(most + 1, FULL + 1) : random.nextInt(1, most + 1);
    }

    static Pixels pixels(Canvas canvas) {
        byte[] rgb = new byte[Canvas.SIDE * Canvas.SIDE * 3];
        for (int i = 0; i < Canvas.SIDE * Canvas.SIDE; i++) {
            int pixel = canvas.pixel(i % Canvas.SIDE, i / Canvas.SIDE);
            rgb[3 * i] = (byte) (pixel >> 16);
            rgb[3 * i + 1] = (byte) (pixel >> 8);
            rgb[3 * i + 2] = (byte) pixel;
        }
        return new Pixels(Canvas.SIDE, Canvas.SIDE, rgb);
    }

    /** Questions about a view, all that have one right answer. */
    private static List<Item> items(View view, RandomGenerator random) {
        List<Item> items = new ArrayList<>();
        if (view instanceof Scene scene) {
            items.add(Item.about(scene, Task.COUNT, random));
            items.add(Item.about(scene, Task.LISTING, random));
            for (Thing thing : scene.things()) {
                long alike = scene.things().stream()
                        .filter(other -> other.big() == thing.big() && other.shape() == thing.shape())
                        .count();
                if (alike == 1) {
                    items.add(Item.coloured(thing, scene, random));
                }
            }
            return items.subList(0, Math.min(items.size(), 4));
        } else if (view instanceof Chart chart) {
            for (int i = 0; i < chart.letters().size(); i++) {
                items.add(Item.about(chart, i, random.nextBoolean() ? Task.NUMBER : Task.LABEL, random));
            }
            return items;
        }
        return List.of(Item.about(view, view instanceof Sign ? Task.SIGN : Task.MOTION, random));
    }

    private static List<Said> read(Item item, int question) {
        String answer = Wording.ENGLISH.of(item.claim());
        return List.of(new Said(question, item.question(), answer, true, true, Lesson.NOWHERE));
    }

    private static List<Said> judged(Item item, int question, RandomGenerator random) {
        List<Said> said = new ArrayList<>(read(item, question));
        int wrong = item.task() == Task.MOTION || item.task() == Task.SIGN ? WRONG_MOTIONS : WRONG;
        Set<Claim> claims = new HashSet<>();
        for (int i = 0; i < wrong; i++) {
            Claim claim = item.claim().wrong(item.view(), random);
            if (claims.add(claim)) {
                said.add(bad(item, item.question(), claim, question));
            }
        }
        if (random.nextDouble() < SWAPPED) {
            Item other = Item.of(item.task(), random);
            if (!other.claim().holds(item.view())) {
                said.add(bad(item, other.question(), other.claim(), -1 - question));
            }
        }
        fault(item, random)
                .ifPresent(text -> said.add(new Said(question, item.question(), text, false, false, Lesson.UNSAID)));
        return said;
    }

    private static Said bad(Item item, String asked, Claim claim, int question) {
        String text = Wording.ENGLISH.of(claim);
        return new Said(question, asked, text, false, false, wrongFrom(claim, text, item.view()));
    }

    /** The first character that is not as in the right answer, if there is one; else of the word that is asked for. */
    private static int wrongFrom(Claim claim, String text, View view) {
        Optional<String> right = claim.right(view).map(Wording.ENGLISH::of);
        if (right.isPresent()) {
            int at = 0;
            while (at < text.length()
                    && at < right.get().length()
                    && text.charAt(at) == right.get().charAt(at)) {
                at++;
            }
            return at;
        }
        return claim instanceof Claim.Value ? text.indexOf(' ') + 1 : text.lastIndexOf(' ') + 1;
    }

    /** The right answer with a fault of its text; of two answers one gets one. */
    private static Optional<String> fault(Item item, RandomGenerator random) {
        String right = Wording.ENGLISH.of(item.claim());
        return switch (random.nextInt(14)) {
            case 0 -> Optional.of("");
            case 1, 2 -> TextFaults.truncated(right, random);
            case 3 -> Optional.of(TextFaults.offTopic(random));
            case 4 -> Optional.of(Wording.foreign(random).of(item.claim()));
            case 5, 6 -> TextFaults.garbled(right, random);
            case 7 -> TextFaults.repeated(right);
            default -> Optional.empty();
        };
    }
}
