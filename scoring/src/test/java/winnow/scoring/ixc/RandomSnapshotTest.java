package winnow.scoring.ixc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.scoring.ModelInfo;
import winnow.scoring.Prepared;
import winnow.scoring.ScoringException;
import winnow.scoring.weights.SnapshotConfig;
import winnow.scoring.weights.Weights;
import winnow.store.data.Role;
import winnow.store.data.Turn;
import winnow.store.media.Pixels;

class RandomSnapshotTest {

    private static final RandomSnapshot.TokenizerFiles TOKENIZER =
            RandomSnapshot.TokenizerFiles.in(Golden.TINY.resolve("ixc-small-safetensors"));
    private static final Path SHIPPED = Path.of("../resources/demo/model");
    private static final long ONE_FILE = Long.MAX_VALUE;

    @TempDir
    private Path folder;

    private Path write(String name, long seed, long shardBytes) throws IOException {
        RandomSnapshot demo = RandomSnapshot.DEMO;
        Path to = folder.resolve(name);
        new RandomSnapshot(demo.name(), demo.config(), demo.rank(), seed).write(to, TOKENIZER, shardBytes, done -> {});
        return to;
    }

    private static Map<String, Integer> contents(Path folder) throws IOException {
        Map<String, Integer> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                contents.put(file.getFileName().toString(), Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        return contents;
    }

    private static List<Prepared> questions(IxcReward model) throws ScoringException, IOException {
        String[] answers = {"Paris.", "I don't know.", "It is a cat on a red sofa.", "", "4", "The answer is 12 because"
        };
        List<Prepared> inputs = new ArrayList<>();
        Pixels[] pictures = {
            Golden.decode(Golden.TINY.resolve("inputs/small.png")),
            Golden.decode(Golden.TINY.resolve("inputs/wide.png"))
        };
        for (int i = 0; i < answers.length; i++) {
            List<Turn> turns =
                    List.of(new Turn(Role.USER, "What is shown here?"), new Turn(Role.ASSISTANT, answers[i]));
            inputs.add(model.prepare(turns, List.of(), 9, 16384));
            inputs.add(model.prepare(turns, List.of(pictures[i % 2]), 9, 16384));
        }
        return inputs;
    }

    @Test
    void theSameSeedGivesTheSameBytes() throws IOException {
        assertEquals(contents(write("a", 7, ONE_FILE)), contents(write("b", 7, ONE_FILE)));
    }

    @Test
    void anotherSeedGivesOtherWeights() throws IOException {
        byte[] one = Files.readAllBytes(write("a", 7, ONE_FILE).resolve("model.safetensors"));
        byte[] other = Files.readAllBytes(write("b", 8, ONE_FILE).resolve("model.safetensors"));

        assertFalse(Arrays.equals(one, other));
    }

    @Test
    void itScoresTextAndPicturesVisiblyApart() throws Exception {
        try (IxcReward model = IxcReward.load(write("a", 2026, ONE_FILE), Golden.OPTIONS, Golden::decode)) {
            List<Double> scores = model.score(questions(model));

            double low = scores.stream().mapToDouble(d -> d).min().orElseThrow();
            double high = scores.stream().mapToDouble(d -> d).max().orElseThrow();
            assertTrue(high - low > 1, () -> "scores " + scores);
            assertTrue(low > -10 && high < 10, () -> "scores " + scores);
        }
    }

    @Test
    void severalFilesScoreAsOneDoes() throws Exception {
        Path one = write("one", 3, ONE_FILE);
        Path several = write("several", 3, 200_000);
        assertTrue(Files.exists(several.resolve("model.safetensors.index.json")));
        try (IxcReward first = IxcReward.load(one, Golden.OPTIONS, Golden::decode);
                IxcReward second = IxcReward.load(several, Golden.OPTIONS, Golden::decode)) {
            assertEquals(first.score(questions(first)), second.score(questions(second)));
        }
    }

    @Test
    void itsConfigurationSaysThatItIsNotTrained() throws Exception {
        ModelInfo info = new IxcRewardProvider(Golden::decode).inspect(write("a", 1, ONE_FILE));

        assertFalse(info.trained());
        assertEquals("Winnow random", info.name());
    }

    @Test
    void aFolderWithSomethingInItIsLeftAlone() throws IOException {
        Files.writeString(folder.resolve("mine.txt"), "mine");

        assertThrows(IOException.class, () -> RandomSnapshot.DEMO.write(folder, TOKENIZER, ONE_FILE, done -> {}));

        assertEquals(1, contents(folder).size());
    }

    @Test
    void theFullSizeHasTheTensorsOfTheOfficialModel() {
        RandomSnapshot full = RandomSnapshot.Size.FULL.snapshot(1);

        assertEquals(8_300_756_992L, full.parameters());
        assertEquals(16_601_513_984L, full.bytes());
    }

    @Test
    void everyTensorOfASmallerOneIsUsed() throws Exception {
        Path small = folder.resolve("small");
        RandomSnapshot.Size.TINY.snapshot(5).write(small, TOKENIZER, ONE_FILE, done -> {});
        Weights weights = Weights.open(small);

        IxcConfig.from(SnapshotConfig.read(small), weights);

        assertEquals(List.of(), weights.unexpected());
        assertEquals(RandomSnapshot.Size.TINY.snapshot(5).parameters(), weights.elements());
    }

    @Test
    void oneThatIsStoppedLeavesNothing() throws IOException {
        Path stopped = folder.resolve("stopped");

        assertThrows(
                CancellationException.class,
                () -> RandomSnapshot.DEMO.write(stopped, TOKENIZER, ONE_FILE, done -> {
                    throw new CancellationException();
                }));

        assertEquals(0, contents(stopped).size());
    }

    @Test
    void theModelThatComesWithWinnowIsMadeByThisRecipe() throws IOException {
        RandomSnapshot.DEMO.write(
                folder.resolve("demo"), RandomSnapshot.TokenizerFiles.in(SHIPPED), ONE_FILE, done -> {});
        Map<String, Integer> shipped = contents(SHIPPED);
        shipped.keySet().removeAll(List.of("NOTICE", "files.txt")); // about the model, not of it

        assertEquals(shipped, contents(folder.resolve("demo")));
    }
}
