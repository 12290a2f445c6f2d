package winnow.scoring.ixc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import winnow.scoring.Conversation;
import winnow.scoring.InputOptions;
import winnow.scoring.ModelOptions;
import winnow.scoring.Prepared;
import winnow.scoring.ScoringException;
import winnow.scoring.train.world.WorldLessons;
import winnow.scoring.train.world.WorldLessons.Purpose;
import winnow.scoring.train.world.WorldLessons.Sight;
import winnow.scoring.weights.TensorInfo;
import winnow.store.media.Pixels;

/** Answers that share a picture get the rewards that each gets alone, the official way. */
class IxcPretrainingTest {

    @TempDir
    private Path temp = Path.of("");

    private Path start() throws IOException {
        SmallStart.write(temp.resolve("start"));
        return temp.resolve("start");
    }

    /** The model under training with the weights of the snapshot. */
    private static IxcPretraining of(Path folder) throws ScoringException {
        IxcPretraining model = IxcPretraining.begin(folder, WorldLessons.words(), 1, 1);
        TrainingOptions options = new TrainingOptions(
                TrainedPart.of("head").orElseThrow(),
                new TrainingOptions.Lora(1, 1, 1),
                0,
                0,
                0,
                new TrainingOptions.Inputs(1, 8192),
                TrainingOptions.Computing.on(1));
        try (IxcTraining reader = IxcTraining.load(folder, options)) {
            for (TensorInfo tensor : reader.tensors()) {
                long[] shape =
                        tensor.shape().stream().mapToLong(Long::longValue).toArray();
                model.learner().put(tensor.name(), reader.values(tensor), shape);
            }
        }
        return model;
    }

    private static List<Lesson> lessons(Sight sight, Purpose purpose, int count) {
        List<Lesson> lessons = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lessons.add(new WorldLessons(11).lesson(i, sight, purpose, 4));
        }
        return lessons;
    }

    private static final class Frames implements PictureReader {
        private final List<Pixels> frames;

        Frames(List<Pixels> frames) {
            this.frames = frames;
        }

        @Override
        public Pixels read(Path file) {
            return frames.get(0);
        }

        @Override
        public void frames(Path video, Consumer<Pixels> each) {
            frames.forEach(each);
        }
    }

    @ParameterizedTest
    @EnumSource(Sight.class)
    void packedAnswersGetTheRewardsOfTheOfficialWay(Sight sight) throws IOException, ScoringException {
        Path folder = start();
        List<Lesson> lessons = lessons(sight, Purpose.JUDGING, 3);
        List<Double> packed;
        try (IxcPretraining model = of(folder)) {
            packed = model.rewards(lessons);
        }
        int at = 0;
        for (Lesson lesson : lessons) {
            PictureReader reader = new Frames(lesson.frames());
            try (IxcReward model = IxcReward.load(folder, ModelOptions.DEFAULT, reader)) {
                for (Lesson.Said said : lesson.answers()) {
                    Path file = Path.of(sight == Sight.CLIP ? "clip.mp4" : "picture.png");
                    Prepared input = model.prepare(
                            Conversation.of(said.asked(), said.answer(), file), InputOptions.of(ModelOptions.DEFAULT));
                    assertEquals(model.score(List.of(input)).get(0), packed.get(at++), 2e-4, said::toString);
                }
            }
        }
        assertEquals(packed.size(), at);
    }

    @Test
    void gradientsOfTheWholeAreTheMeanOfThoseOfItsHalves() throws IOException, ScoringException {
        Path folder = start();
        List<Lesson> lessons = lessons(Sight.CHART, Purpose.LOOKING, 2);
        float[] whole;
        List<float[]> halves = new ArrayList<>();
        try (IxcPretraining model = IxcPretraining.begin(folder, WorldLessons.words(), 1, 1)) {
            model.look(lessons, 1, true);
            model.look(lessons, 1, true);
            whole = model.gradients();
            model.learner().forget();
            model.look(lessons, 1, true);
            halves.add(model.gradients());
            model.exchange(whole);
            halves.add(model.gradients());
        }
        double length = 0;
        for (int i = 0; i < whole.length; i++) {
            assertEquals(whole[i], 2 * halves.get(0)[i], 1e-4);
            assertEquals(whole[i], halves.get(1)[i]);
            length += Math.abs(whole[i]);
        }
        assertTrue(length > 0, "nothing was learned");
    }

    @Test
    void aWordThatIsNoPieceIsRefusedByName() throws IOException {
        Path folder = start();
        Words words = new Words(Map.of("colors", List.of("\u2581ultramarine")), List.of());

        ScoringException refused =
                assertThrows(ScoringException.class, () -> IxcPretraining.begin(folder, words, 1, 1));

        assertTrue(String.valueOf(refused.getMessage()).contains("ultramarine"), refused::getMessage);
    }
}
