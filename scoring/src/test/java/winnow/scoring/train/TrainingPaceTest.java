package winnow.scoring.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.scoring.ixc.IxcTraining;
import winnow.scoring.ixc.TrainedPart;
import winnow.scoring.ixc.TrainingOptions;
import winnow.scoring.ixc.TrainingRow;
import winnow.scoring.torch.NativeHeap;
import winnow.store.data.Media;
import winnow.store.data.Role;
import winnow.store.data.Sample;
import winnow.store.data.Turn;
import winnow.store.media.MediaRoots;

/** How long a step takes beside a forward pass, whether memory grows, and that a shared beginning changes nothing. */
class TrainingPaceTest {

    private static final Path TINY = Path.of("src/test/resources/tiny");
    private static final Path MODEL = Path.of(System.getProperty(
            "winnow.training.model", TINY.resolve("ixc-small-safetensors").toString()));
    private static final MediaRoots MEDIA = new MediaRoots(List.of(TINY.resolve("inputs")));
    private static final List<Media> PICTURE = List.of(new Media(Media.Kind.IMAGE, "small.png"));
    private static final Optimizer ADAMW = new Optimizer(Optimizer.Kind.ADAMW, 0.9, 0.95, 1e-8, 0.1, 1);
    private static final int WARM = 20;
    private static final int LOOK = 100;
    private static final double MOST = 3;
    private static final double GROWTH = 1.05;

    private static TrainingOptions options(String part) {
        return new TrainingOptions(
                TrainedPart.of(part).orElseThrow(),
                new TrainingOptions.Lora(4, 8, 5),
                0,
                0.25,
                0.01,
                new TrainingOptions.Inputs(4, 8192),
                TrainingOptions.Computing.on(1));
    }

    private static Sample sample(int candidate, List<Media> media, String answer) {
        List<Turn> turns = List.of(
                new Turn(Role.USER, "Look at it well. What is on the picture, and which colour has it?"),
                new Turn(Role.ASSISTANT, answer));
        return new Sample(0, candidate, 1, turns, media, "{}");
    }

    private static List<TrainingRow> pair(IxcTraining training, List<Media> media) throws Exception {
        return List.of(
                training.prepare(sample(0, media, "A red house stands on the hill, the water is cold."), MEDIA),
                training.prepare(sample(1, media, "Maybe it is a small dog; who knows it, no idea."), MEDIA));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSharedBeginningGivesTheRewardsThatEachSideHasAlone(boolean pictures) throws Exception {
        try (IxcTraining training = IxcTraining.load(MODEL, options("head"))) {
            List<TrainingRow> rows = pair(training, pictures ? PICTURE : List.of());

            IxcTraining.PairResult both = training.check(rows.get(0), rows.get(1));

            List<Double> alone = training.rewards(rows);
            assertEquals(alone.get(0), both.chosen(), 1e-4);
            assertEquals(alone.get(1), both.rejected(), 1e-4);
            double lead = alone.get(0) - alone.get(1) - 0.25;
            double sum = alone.get(0) + alone.get(1);
            assertEquals(Math.log1p(Math.exp(-lead)) + 0.01 * sum * sum, both.loss(), 1e-4);
        }
    }

    @Test
    void sidesWithOtherPicturesShareNothingOfThem() throws Exception {
        try (IxcTraining training = IxcTraining.load(MODEL, options("head"))) {
            List<Media> other = List.of(new Media(Media.Kind.IMAGE, other()));
            TrainingRow one = training.prepare(sample(0, PICTURE, "A red house."), MEDIA);
            TrainingRow two = training.prepare(sample(1, other, "A red house."), MEDIA);
            TrainingRow none = training.prepare(sample(1, List.of(), "A red house."), MEDIA);

            for (List<TrainingRow> rows : List.of(List.of(one, two), List.of(none, two), List.of(one, none))) {
                IxcTraining.PairResult both = training.check(rows.get(0), rows.get(1));
                List<Double> alone = training.rewards(rows);
                assertEquals(alone.get(0), both.chosen(), 1e-4);
                assertEquals(alone.get(1), both.rejected(), 1e-4);
            }
        }
    }

    private static String other() throws IOException {
        try (var files = Files.list(TINY.resolve("inputs"))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".png") && !name.equals("small.png"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** By hand: {@code -Dwinnow.training=2000}, the number of steps. */
    @ParameterizedTest
    @CsvSource({"head", "plora", "lora", "last:1", "all"})
    @EnabledIfSystemProperty(named = "winnow.training", matches = "\\d+")
    void aStepIsNotMuchLongerThanAForwardPassAndMemoryIsFlat(String part) throws Exception {
        int steps = Integer.getInteger("winnow.training", 2000);
        try (IxcTraining training = IxcTraining.load(MODEL, options(part))) {
            List<TrainingRow> rows = pair(training, PICTURE);
            double forward = seconds(WARM * 2, () -> training.rewards(rows));
            seconds(Math.max(WARM, steps / 10), () -> step(training, rows)); // until every pool has its size
            List<Long> curve = new ArrayList<>(List.of(resident()));
            List<Double> medians = new ArrayList<>();
            for (int made = 0; made < steps; made += LOOK) {
                medians.add(seconds(Math.min(LOOK, steps - made), () -> step(training, rows)));
                curve.add(resident());
            }
            double step = medians.stream()
                    .sorted()
                    .skip(medians.size() / 2)
                    .findFirst()
                    .orElseThrow();
            String line = String.format(
                    Locale.ROOT,
                    "%s: a step %.2f ms, both sides forward %.2f ms, %.2f x; MB every %d of %d steps: %s",
                    part,
                    1000 * step,
                    1000 * forward,
                    step / forward,
                    LOOK,
                    steps,
                    curve.stream().map(bytes -> bytes >> 20).toList());
            System.out.println(line);
            assertTrue(step <= MOST * forward, line);
            assertTrue(curve.get(curve.size() - 1) <= GROWTH * curve.get(0), line);
        }
    }

    /** By hand: {@code -Dwinnow.training=1 -Dwinnow.training.model=DIR}, of some size. */
    @ParameterizedTest
    @CsvSource({"head", "lora", "all"})
    @EnabledIfSystemProperty(named = "winnow.training", matches = "\\d+")
    void computingLayersAgainNeedsLessMemory(String part) throws Exception {
        long all = peak(part, new TrainingOptions.Computing(1, false, false));
        long again = peak(part, new TrainingOptions.Computing(1, true, false));
        long halves = peak(part, new TrainingOptions.Computing(1, true, true));
        String line = String.format(
                Locale.ROOT,
                "%s: most MB in a step beside %d before: all kept %d, computed again %d, and halves %d",
                part,
                resident() >> 20,
                all >> 20,
                again >> 20,
                halves >> 20);
        System.out.println(line);
        assertTrue(again < all, line);
    }

    /** Most bytes in memory while a long pair is learned. */
    private static long peak(String part, TrainingOptions.Computing computing) throws Exception {
        TrainingOptions some = options(part);
        TrainingOptions options = new TrainingOptions(some.part(), some.lora(), 0.05, 0, 0, some.inputs(), computing);
        try (IxcTraining training = IxcTraining.load(MODEL, options)) {
            TrainingRow one =
                    training.prepare(sample(0, PICTURE, "A red house stands on the hill. ".repeat(100)), MEDIA);
            TrainingRow two =
                    training.prepare(sample(1, PICTURE, "Who knows it, no idea, maybe so. ".repeat(100)), MEDIA);
            NativeHeap.open().release();
            resident();
            Files.writeString(Path.of("/proc/self/clear_refs"), "5"); // forgets the highest mark
            training.learn(one, two, 1);
            return bytes("VmHWM:");
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double seconds(int times, Work work) throws Exception {
        List<Double> all = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            work.run();
            all.add((System.nanoTime() - start) / 1e9);
        }
        return all.stream().sorted().skip(times / 2).findFirst().orElseThrow(); // the median: others use this machine
    }

    private static void step(IxcTraining training, List<TrainingRow> rows) throws Exception {
        training.learn(rows.get(0), rows.get(1), 1);
        ADAMW.step(training.learner(), 1e-4);
    }

    /** Bytes of this process that are in memory. */
    private static long resident() throws IOException {
        System.gc();
        return bytes("VmRSS:");
    }

    private static long bytes(String of) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith(of))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElseThrow();
    }
}
