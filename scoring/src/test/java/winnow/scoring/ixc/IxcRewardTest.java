package winnow.scoring.ixc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import winnow.scoring.Conversation;
import winnow.scoring.InputOptions;
import winnow.scoring.ModelOptions;
import winnow.scoring.Prepared;
import winnow.scoring.ScoringException;
import winnow.store.data.Media;
import winnow.store.data.Role;
import winnow.store.data.Sample;
import winnow.store.data.Turn;
import winnow.store.media.MediaRoots;
import winnow.store.media.Pixels;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IxcRewardTest {

    private static final MediaRoots INPUTS = new MediaRoots(List.of(Golden.TINY.resolve("inputs")));

    private IxcReward model;

    @BeforeAll
    void load() throws ScoringException {
        model = IxcReward.load(Golden.TINY.resolve("ixc-small-safetensors"), Golden.OPTIONS, Golden::decode);
    }

    @AfterAll
    void close() {
        model.close();
    }

    private static Sample sample(String question, String answer, Media... media) {
        List<Turn> turns = List.of(new Turn(Role.USER, question), new Turn(Role.ASSISTANT, answer));
        return new Sample(0, 0, 1, turns, List.of(media), "{}");
    }

    private static Media image(String path) {
        return new Media(Media.Kind.IMAGE, path);
    }

    private static String message(Executable work) {
        return String.valueOf(assertThrows(ScoringException.class, work).getMessage());
    }

    private List<Prepared> batch() throws ScoringException {
        List<Prepared> batch = new ArrayList<>();
        batch.add(model.prepare(sample("<image>\nWhat?", "A square.", image("square560.png")), INPUTS));
        batch.add(model.prepare(sample("What is the capital of France?", "Paris."), INPUTS));
        batch.add(model.prepare(sample("<image>\nWhat?", "Nothing.", image("square560.png")), INPUTS));
        batch.add(model.prepare(sample("Same?", "No.", image("small.png"), image("gray.png")), INPUTS));
        return batch;
    }

    @Test
    void aScoreIsTheSameAloneAndInABatch() throws ScoringException {
        List<Prepared> batch = batch();

        List<Double> together = model.score(batch);

        for (int i = 0; i < batch.size(); i++) {
            assertEquals(model.score(List.of(batch.get(i))).get(0), together.get(i), 1e-5);
        }
        assertNotEquals(together.get(0), together.get(2));
    }

    @Test
    void scoringLeavesNothingBehindButItsResultAndTheFeaturesOfItsPictures() throws ScoringException {
        model.score(batch());
        int before = model.manager().getManagedArrays().size();

        model.score(batch());

        assertEquals(before, model.manager().getManagedArrays().size());
    }

    @Test
    void anEmptyBatchHasNoScores() throws ScoringException {
        assertEquals(List.of(), model.score(List.of()));
    }

    @Test
    void aSampleIsScoredAsItsConversation() throws ScoringException, IOException {
        Sample sample = sample("<image>\nDescribe the image.", "A small picture.", image("small.png"));
        List<Turn> said =
                List.of(new Turn(Role.USER, "Describe the image."), new Turn(Role.ASSISTANT, "A small picture."));
        Pixels pixels = Golden.decode(Golden.TINY.resolve("inputs/small.png"));

        List<Double> asSample = model.score(List.of(model.prepare(sample, INPUTS)));

        assertEquals(asSample, model.score(List.of(model.prepare(said, List.of(pixels), 9, 16384))));
        double golden = Golden.read("goldens/small", "img_small.json")
                .json()
                .path("score")
                .doubleValue();
        assertEquals(golden, asSample.get(0), 2e-4);
    }

    @Test
    void upcastingWhileComputingGivesTheGoldenScores() throws Exception {
        Golden golden = Golden.read("goldens", "img_two.json");
        try (IxcReward mapped = Golden.model("ixc-tiny", golden.overrides(), 0)) {
            List<Double> scores = mapped.score(golden.prepareAll(mapped));

            assertEquals(golden.json().path("score").doubleValue(), scores.get(0), 2e-4);
        }
    }

    @Test
    void preparingSaysHowLongTheInputIsAndWhetherItWasCut() throws ScoringException {
        Prepared whole = model.prepare("one two three", List.of(), 9, 100);
        Prepared cut = model.prepare("one two three", List.of(), 9, 2);

        assertTrue(!whole.truncated() && whole.tokens() > 2);
        assertTrue(cut.truncated());
        assertEquals(2, cut.tokens());
    }

    @Test
    void samplesArePreparedOnManyThreadsAtOnce() throws Exception {
        AtomicInteger same = new AtomicInteger();
        Sample sample = sample("<image>\nWhat?", "A picture.", image("small.png"));
        int tokens = model.prepare(sample, INPUTS).tokens();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(new Thread(() -> {
                try {
                    if (model.prepare(sample, INPUTS).tokens() == tokens) {
                        same.incrementAndGet();
                    }
                } catch (ScoringException e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertEquals(4, same.get());
    }

    @Test
    void aVideoIsJudgedAsOnePicture() throws ScoringException {
        Sample sample = sample("<video>\nWhat?", "A clip.", new Media(Media.Kind.VIDEO, "clip.mp4"));

        Prepared input = model.prepare(sample, INPUTS);

        assertEquals(1, ((IxcPrepared) input).pictureRows().size());
        assertEquals(2101, ((IxcPrepared) input).pictureRows().get(0).end() - 1);
        assertTrue(Double.isFinite(model.score(List.of(input)).get(0)));
    }

    @Test
    void aPictureNextToAVideoGetsTheTilesOfSeveral() throws ScoringException {
        Path inputs = Golden.TINY.resolve("inputs");
        InputOptions oneTile = new InputOptions(1, 16384, true, true);
        Conversation alone = Conversation.of("<ImageHere><ImageHere>What?", "A clip.", inputs.resolve("wide.png"));
        Conversation both = alone.withMedia(List.of(inputs.resolve("clip_frames"), inputs.resolve("wide.png")));

        IxcPrepared one = (IxcPrepared) model.prepare(alone, oneTile);
        IxcPrepared two = (IxcPrepared) model.prepare(both, oneTile);

        assertEquals(841, one.parts().get(1).tokens());
        assertEquals(List.of(2101, 1641), pictureTokens(two));
    }

    private static List<Integer> pictureTokens(IxcPrepared input) {
        return input.parts().stream()
                .filter(IxcPrepared.Part.Image.class::isInstance)
                .map(IxcPrepared.Part::tokens)
                .toList();
    }

    @Test
    void aVideoThatIsNoneIsNamed(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("words.mp4"), "no video at all");
        Sample sample = sample("<video>\nWhat?", "A clip.", new Media(Media.Kind.VIDEO, "words.mp4"));

        String message = message(() -> model.prepare(sample, new MediaRoots(List.of(folder))));

        assertTrue(message.startsWith("words.mp4 is not a video that can be read"), message);
    }

    @Test
    void aPictureThatIsNotThereIsNamed() {
        Sample sample = sample("<image>\nWhat?", "A cat.", image("gone.png"));

        assertTrue(message(() -> model.prepare(sample, INPUTS)).contains("gone.png"));
    }

    @Test
    void aPictureTooThinToSeeIsNamed() {
        Pixels thin = new Pixels(1200, 1, new byte[3600]);

        String message = message(() -> model.prepare("x", List.of(thin), 1, 100));

        assertEquals(
                "Picture 1 cannot be judged: it is 1200 x 1 pixels, so thin that nothing is left of it at 1 tiles.",
                message);
    }

    @Test
    void whatAnotherModelPreparedIsRefused() {
        Prepared foreign = new Prepared() {
            @Override
            public int tokens() {
                return 1;
            }

            @Override
            public boolean truncated() {
                return false;
            }
        };

        assertThrows(IllegalArgumentException.class, () -> model.score(List.of(foreign)));
    }

    @Test
    void aGraphicsCardIsRefusedWithASentence() {
        ModelOptions cuda = new ModelOptions("cuda:0", 0, 9, 100);

        String message = message(() -> IxcReward.load(Golden.TINY.resolve("ixc-small-safetensors"), cuda));

        assertTrue(message.startsWith("Device cuda:0 cannot be used"), message);
    }

    @Test
    void aTokenizerOfAnotherModelIsRefused(@TempDir Path folder) throws IOException {
        RandomSnapshot.DEMO.write(
                folder.resolve("m"),
                RandomSnapshot.TokenizerFiles.in(Golden.TINY.resolve("ixc-tiny")),
                Long.MAX_VALUE,
                done -> {});

        String message = message(() -> IxcReward.load(folder.resolve("m"), Golden.OPTIONS));

        assertTrue(message.contains("They are not of the same model"), message);
    }

    @Test
    void nothingIsEverDownloadedOrReported() {
        assertEquals("true", System.getProperty("ai.djl.offline"));
        assertEquals("true", System.getProperty("OPT_OUT_TRACKING"));
        assertTrue(Files.exists(Golden.TINY));
    }

    @Test
    void aClosedModelSaysSoAndClosesTwice() throws ScoringException {
        IxcReward closed = IxcReward.load(Golden.TINY.resolve("ixc-small-safetensors"), Golden.OPTIONS, Golden::decode);
        Prepared input = closed.prepare("x", List.of(), 9, 100);
        closed.close();
        closed.close();

        assertThrows(IllegalStateException.class, () -> closed.score(List.of(input)));
        assertThrows(IllegalStateException.class, () -> closed.prepare("x", List.of(), 9, 100));
        assertThrows(IllegalStateException.class, () -> closed.prepare(sample("Q", "A"), INPUTS));
    }

    @Test
    void modelsSideBySideKeepTheirInputsApart() throws ScoringException {
        List<Double> alone = model.score(batch());
        try (IxcReward other = IxcReward.load(Golden.TINY.resolve("ixc-tiny"), Golden.OPTIONS, Golden::decode)) {
            other.score(List.of(other.prepare("x", List.of(), 9, 100)));

            assertEquals(alone, model.score(batch()));
            assertThrows(IllegalArgumentException.class, () -> other.score(batch()));
        }
        assertEquals(alone, model.score(batch()));
    }

    @Test
    void aLongNeighbourStretchesPositionsOnlyWhereTheOfficialBatchDoes() throws Exception {
        Golden golden = Golden.read("goldens", "rope_ntk_512.json");
        try (IxcReward stretched = Golden.model("ixc-tiny", golden.overrides(), Golden.PLENTY)) {
            Prepared shorter = stretched.prepare("What is the capital of France?", List.of(), 9, 16384);
            List<Prepared> batch = new ArrayList<>(golden.prepareAll(stretched));
            batch.add(shorter);

            List<Double> padded = stretched.scorePadded(batch);

            assertEquals(golden.json().path("score").doubleValue(), padded.get(0), 2e-4);
            assertNotEquals(stretched.score(List.of(shorter)).get(0), padded.get(1), 1e-4);
            assertEquals(stretched.score(List.of(shorter)), stretched.scorePadded(List.of(shorter)));
        }
    }
}
