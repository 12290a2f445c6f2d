package winnow.scoring.train.world;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;
import winnow.store.media.Pixels;
import winnow.store.media.Stills;
import winnow.store.media.Videos;

/** The demo world is the same for a seed, plants exactly what it says, and words alone do not give it away. */
class DemoWorldTest {

    private static final int DRAWS = 8000;

    @TempDir
    private Path temp = Path.of("");

    private DemoWorld.Made make(String name, long seed, int samples, double share) throws IOException {
        return new DemoWorld(seed, samples, share).write(temp.resolve(name), Progress.SILENT, new CancelToken());
    }

    private static Map<String, String> bytes(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), new String(Files.readAllBytes(file), ISO_8859_1));
            }
        }
        return files;
    }

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherOtherOnes() throws IOException {
        make("one", 5, 60, 0.3);
        make("two", 5, 60, 0.3);
        make("three", 6, 60, 0.3);

        Map<String, String> first = bytes(temp.resolve("one"));
        assertEquals(62, first.size());
        assertEquals(first, bytes(temp.resolve("two")));
        assertNotEquals(first, bytes(temp.resolve("three")));
    }

    @Test
    void exactlyTheShareIsPlantedAndTheTruthSaysWhere() throws IOException {
        DemoWorld.Made made = make("share", 9, 180, 0.2);

        assertEquals(
                36, made.defects().values().stream().mapToInt(Integer::intValue).sum());
        assertEquals(Defect.values().length - 2, made.defects().size(), "no questions about charts");
        assertEquals(Set.of(3), new HashSet<>(made.defects().values()));
        JsonNode truth = new JsonMapper().readTree(made.truth().toFile());
        JsonNode data = new JsonMapper().readTree(made.data().toFile());
        assertEquals(36, truth.size());
        assertEquals(180, data.size());
        Map<String, Integer> found = new HashMap<>();
        for (Map.Entry<String, JsonNode> one : truth.properties()) {
            found.merge(one.getValue().asText(), 1, Integer::sum);
            JsonNode answer = data.path(Integer.parseInt(one.getKey())).at("/conversations/1/value");
            assertEquals(
                    one.getValue().asText().equals("empty"), answer.asText().isEmpty(), one.getKey());
        }
        assertEquals(made.defects(), new TreeMap<>(found));
    }

    @Test
    void typesOfQuestionsAreAsFrequentAmongPlantedRecordsAsAmongOthers() {
        List<DemoWorld.Plan> plans = new DemoWorld(3, 9000, 0.1).plans();

        for (Task task : DemoWorld.ASKED) {
            long planted = plans.stream()
                    .filter(p -> p.defect().isPresent() && p.task() == task)
                    .count();
            long clean = plans.stream()
                    .filter(p -> p.defect().isEmpty() && p.task() == task)
                    .count();
            assertTrue(Math.abs(planted - 180) <= 1, task + " " + planted);
            assertTrue(Math.abs(clean - 1620) <= 1, task + " " + clean);
        }
    }

    /** Words of right and of wrong answers, and of answers beside another picture, have the same distribution. */
    @ParameterizedTest
    @EnumSource
    void wrongAnswersReadLikeRightOnes(Task task) {
        Map<String, Integer> right = new HashMap<>();
        Map<String, Integer> wrong = new HashMap<>();
        Map<String, Integer> swapped = new HashMap<>();
        SplittableRandom random = new SplittableRandom(17);
        for (int i = 0; i < DRAWS; i++) {
            count(right, Item.of(task, random));
            count(wrong, Item.of(task, random).wrong(random));
            count(swapped, Item.of(task, random).swapped(random));
        }

        assertAlike(right, wrong, task + " wrong");
        assertAlike(right, swapped, task + " swapped");
    }

    /** Counts words and lengths. */
    private static void count(Map<String, Integer> words, Item item) {
        String said = Wording.ENGLISH.of(item.claim());
        String[] parts = said.split(" ", -1);
        words.merge("length " + parts.length, 1, Integer::sum);
        for (String word : parts) {
            words.merge(word, 1, Integer::sum);
        }
    }

    /**
     * No word is more than five standard deviations more frequent on one side; half as much again because words of a
     * list come together.
     */
    private static void assertAlike(Map<String, Integer> first, Map<String, Integer> second, String what) {
        Set<String> words = new HashSet<>(first.keySet());
        words.addAll(second.keySet());
        for (String word : words) {
            double a = first.getOrDefault(word, 0);
            double b = second.getOrDefault(word, 0);
            assertTrue(
                    Math.abs(a - b) <= 5 * Math.sqrt(a + b + 1) * 1.5, what + ": " + word + " " + a + " against " + b);
        }
    }

    @ParameterizedTest
    @EnumSource
    void rightAnswersHoldAndWrongOnesDoNot(Task task) {
        SplittableRandom random = new SplittableRandom(23);
        for (int i = 0; i < 500; i++) {
            Item item = Item.of(task, random);
            assertTrue(item.claim().holds(item.view()), item.toString());
            Item wrong = item.wrong(random);
            assertFalse(wrong.claim().holds(item.view()), wrong.toString());
            Item swapped = item.swapped(random);
            assertFalse(swapped.claim().holds(swapped.view()), swapped.toString());
            assertEquals(item.question(), swapped.question());
        }
    }

    @Test
    void answersAreAsFrequentAsEachOther() {
        SplittableRandom random = new SplittableRandom(31);
        Map<String, Integer> counts = new TreeMap<>();
        for (int i = 0; i < DRAWS; i++) {
            count(counts, Item.of(Task.COUNT, random));
        }

        for (String number : List.of("one", "two", "three", "four")) {
            assertEquals(DRAWS / 4.0, counts.getOrDefault(number, 0), 250, number);
        }
    }

    @Test
    void picturesShowWhatIsSaidOfThem() throws IOException {
        Thing thing = new Thing(true, Colour.RED, Shape.SQUARE);
        Scene scene = Scene.of(thing, 1, new SplittableRandom(1));
        ViewFiles.picture(scene.frames().get(0), temp.resolve("scene.png"));

        Pixels pixels = new Stills().decode(temp.resolve("scene.png"));

        assertEquals(Canvas.SIDE, pixels.width());
        int red = 0;
        for (int i = 0; i < pixels.rgb().length; i += 3) {
            red += (pixels.rgb()[i] & 0xFF) == 0xD6 && (pixels.rgb()[i + 1] & 0xFF) == 0x20 ? 1 : 0;
        }
        assertEquals(24 * 24, red);
    }

    @Test
    void clipsAreSeenInThreeFrames() throws IOException {
        Clip clip = new Clip(new Thing(true, Colour.BLUE, Shape.SQUARE), Motion.RIGHT, 56, 56, 0xFFFFFF);
        ViewFiles.clip(clip.frames(), temp.resolve("clip.gif"));
        List<Integer> left = new ArrayList<>();

        try (Videos videos = new Videos()) {
            videos.sampled(temp.resolve("clip.gif"), (frame, index) -> left.add(firstDark(frame)));
        }

        assertEquals(List.of(56 - 28 - 14, 56 - 14, 56 + 28 - 14), left);
    }

    private static int firstDark(Pixels frame) {
        int row = frame.height() / 2 * frame.width();
        for (int x = 0; x < frame.width(); x++) {
            if ((frame.rgb()[3 * (row + x)] & 0xFF) < 128) {
                return x;
            }
        }
        return -1;
    }

    @Test
    void everyWordOfASignAndEveryValueOfAChartFits() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 300; i++) {
            Chart chart = Chart.of(random);
            Canvas canvas = chart.frames().get(0);
            for (int x = 0; x < Canvas.SIDE; x++) {
                assertEquals(chart.background(), canvas.pixel(x, 0), "a chart is cut off");
                assertEquals(chart.background(), canvas.pixel(x, Canvas.SIDE - 1), "a chart is cut off");
            }
            Sign sign = Sign.of(random);
            Canvas plate = sign.frames().get(0);
            for (int y = 0; y < Canvas.SIDE; y++) {
                assertNotEquals(0, plate.pixel(0, y), "a word is cut off");
                assertNotEquals(0, plate.pixel(Canvas.SIDE - 1, y), "a word is cut off");
            }
        }
    }

    @Test
    void faultsOfTextChangeIt() {
        SplittableRandom random = new SplittableRandom(2);
        String text = "The big ring is red.";
        for (int i = 0; i < 200; i++) {
            String cut = TextFaults.truncated(text, random).orElseThrow();
            assertTrue(text.startsWith(cut) && cut.length() < text.length() - 1, cut);
            String mixed = TextFaults.garbled(text, random).orElseThrow();
            assertNotEquals(text, mixed);
            assertEquals(letters(text), letters(mixed));
            assertTrue(TextFaults.foreign(text, random).length() >= text.length());
        }
        assertEquals(Optional.empty(), TextFaults.truncated("word", random));
        assertEquals(Optional.empty(), TextFaults.garbled("a", random));
        assertEquals(Optional.empty(), TextFaults.repeated(" "));
        assertEquals(Optional.of("a b a b"), TextFaults.repeated("a b"));
    }

    private static String letters(String text) {
        return text.chars().sorted().mapToObj(Character::toString).collect(Collectors.joining());
    }

    @Test
    void aFolderWithSomethingInItIsRefused() throws IOException {
        Files.writeString(temp.resolve("mine.txt"), "mine");

        IOException refused = assertThrows(
                IOException.class, () -> new DemoWorld(1, 5, 0.1).write(temp, Progress.SILENT, new CancelToken()));

        assertTrue(String.valueOf(refused.getMessage()).contains("is not empty"), refused.getMessage());
    }
}
