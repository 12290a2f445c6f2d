package winnow.scoring.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.scoring.ixc.IxcTraining;
import winnow.scoring.ixc.TrainedPart;
import winnow.scoring.ixc.TrainingOptions;
import winnow.scoring.ixc.TrainingOptions.Computing;
import winnow.scoring.ixc.TrainingRow;
import winnow.store.data.Media;
import winnow.store.data.Role;
import winnow.store.data.Sample;
import winnow.store.data.Turn;
import winnow.store.media.MediaRoots;

/** What saves memory changes no figure: layers computed again, and weights left in half precision. */
class TrainingThriftTest {

    private static final Path TINY = Path.of("src/test/resources/tiny");
    private static final Path SINGLE = TINY.resolve("ixc-small-safetensors");
    private static final Path HALF = TINY.resolve("ixc-tiny");
    private static final MediaRoots MEDIA = new MediaRoots(List.of(TINY.resolve("inputs")));
    private static final List<Media> PICTURE = List.of(new Media(Media.Kind.IMAGE, "small.png"));
    private static final Optimizer ADAMW = new Optimizer(Optimizer.Kind.ADAMW, 0.9, 0.95, 1e-8, 0.1, 1);
    private static final double DROPOUT = 0.3;

    /** What two steps on a pair with a picture and one without came to, exactly. */
    private static Map<String, List<Number>> learned(Path model, String part, Computing computing) throws Exception {
        TrainingOptions options = new TrainingOptions(
                TrainedPart.of(part).orElseThrow(),
                new TrainingOptions.Lora(4, 8, 5),
                DROPOUT,
                0.25,
                0.01,
                new TrainingOptions.Inputs(1, 8192),
                computing);
        Map<String, List<Number>> found = new TreeMap<>();
        try (IxcTraining training = IxcTraining.load(model, options)) {
            training.learner().seed(7);
            for (int step = 0; step < 2; step++) {
                for (List<Media> media : List.of(PICTURE, List.<Media>of())) {
                    IxcTraining.PairResult pair = training.learn(
                            row(training, 0, media, "A red house stands on the hill."),
                            row(training, 1, media, "A red dog; maybe, who knows it."),
                            0.5);
                    found.put("pair " + step + media, List.of((float) pair.loss(), (float) pair.chosen(), (float)
                            pair.rejected()));
                }
                for (String name : training.learner().trained()) {
                    found.put("slope " + step + name, List.of((float)
                            training.learner().slope(name)));
                }
                ADAMW.step(training.learner(), 1e-3);
            }
            for (String name : training.learner().trained()) {
                found.put(name, List.of(Arrays.hashCode(training.learner().values(name))));
            }
        }
        return found;
    }

    private static TrainingRow row(IxcTraining training, int candidate, List<Media> media, String answer)
            throws Exception {
        List<Turn> turns = List.of(new Turn(Role.USER, "What is there?"), new Turn(Role.ASSISTANT, answer));
        return training.prepare(new Sample(0, candidate, 1, turns, media, "{}"), MEDIA);
    }

    private static void assertSame(Path model, String part, Computing computing) throws Exception {
        Map<String, List<Number>> plain = learned(model, part, Computing.on(1));

        Map<String, List<Number>> thrifty = learned(model, part, computing);

        assertEquals(plain.keySet(), thrifty.keySet());
        plain.forEach((name, values) -> assertEquals(values, thrifty.get(name), name));
        assertTrue(
                plain.getOrDefault("slope 0score.weight", List.of(0)).get(0).floatValue() > 0, "something was learned");
    }

    @ParameterizedTest
    @ValueSource(strings = {"head", "plora", "lora", "last:1", "all"})
    void layersThatAreComputedAgainChangeNothing(String part) throws Exception {
        assertSame(SINGLE, part, new Computing(1, true, false));
    }

    @ParameterizedTest
    @CsvSource({"head,false", "lora,true"})
    void weightsThatStayInHalfPrecisionChangeNothing(String part, boolean checkpointing) throws Exception {
        assertSame(HALF, part, new Computing(1, checkpointing, true));
    }
}
