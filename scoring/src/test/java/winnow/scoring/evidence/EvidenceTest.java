package winnow.scoring.evidence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import winnow.scoring.Conversation;
import winnow.scoring.InputOptions;
import winnow.scoring.ModelOptions;
import winnow.scoring.Prepared;
import winnow.scoring.RewardModel;
import winnow.scoring.RewardModels;
import winnow.scoring.RunningReward;
import winnow.scoring.ScoringException;
import winnow.store.data.Media;
import winnow.store.data.Role;
import winnow.store.data.Sample;
import winnow.store.data.Turn;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;
import winnow.store.media.MediaRoots;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EvidenceTest {

    private static final Path TINY = Path.of("src/test/resources/tiny");
    private static final MediaRoots INPUTS = new MediaRoots(List.of(TINY.resolve("inputs")));
    private static final InputOptions OPTIONS = new InputOptions(9, 16384, true, true);

    private RewardModel model;

    @BeforeAll
    void load() throws ScoringException {
        model = RewardModels.load(TINY.resolve("ixc-small-safetensors"), new ModelOptions("cpu", 1, 9, 16384));
    }

    @AfterAll
    void close() {
        model.close();
    }

    private static Sample sample(String question, String answer, Media... media) {
        List<Turn> turns = List.of(new Turn(Role.USER, question), new Turn(Role.ASSISTANT, answer));
        return new Sample(0, 0, 1, turns, List.of(media), "{}");
    }

    private double score(Sample sample) throws ScoringException {
        return model.score(List.of(model.prepare(sample, INPUTS))).get(0);
    }

    private double score(Conversation conversation) throws ScoringException {
        return model.score(List.of(model.prepare(conversation, OPTIONS))).get(0);
    }

    /** Rewards an answer with its length less 100 for every "bad" in it, and 10 more with a picture. */
    private record Plain() implements RewardModel {

        record Text(double reward) implements Prepared {
            @Override
            public int tokens() {
                return 1;
            }

            @Override
            public boolean truncated() {
                return false;
            }
        }

        @Override
        public Prepared prepare(Sample sample, MediaRoots media) {
            return prepared(sample.answer(), sample.media().size());
        }

        @Override
        public Prepared prepare(Conversation conversation, InputOptions options) {
            List<Turn> turns = conversation.turns();
            return prepared(
                    turns.get(turns.size() - 1).text(), conversation.media().size());
        }

        private static Text prepared(String answer, int media) {
            return new Text(answer.length() - 100.0 * (answer.split("bad", -1).length - 1) + 10 * media);
        }

        @Override
        public InputOptions inputOptions() {
            return OPTIONS;
        }

        @Override
        public List<Double> score(List<Prepared> batch) {
            return batch.stream().map(p -> ((Text) p).reward()).toList();
        }

        @Override
        public void close() {
            // holds nothing
        }
    }

    @Test
    void everyPartIsWhatTheModelSaysOfTheChangedSample() throws ScoringException {
        Media picture = new Media(Media.Kind.IMAGE, "small.png");

        Evidence evidence = Evidence.of(model, sample("<image>\nWhat?", "A cat. It sleeps. Or not.", picture), INPUTS);

        assertEquals(score(sample("<image>\nWhat?", "A cat. It sleeps. Or not.", picture)), evidence.score(), 1e-5);
        double alone = score(sample("What?", "A cat. It sleeps. Or not."));
        assertEquals(alone, evidence.withoutMedia().orElseThrow(), 1e-5);
        double[] wanted = {
            score(sample("<image>\nWhat?", "It sleeps. Or not.", picture)),
            score(sample("<image>\nWhat?", "A cat. Or not.", picture)),
            score(sample("<image>\nWhat?", "A cat. It sleeps.", picture))
        };
        assertArrayEquals(
                wanted,
                evidence.sentences().stream()
                        .mapToDouble(Evidence.LeftOut::score)
                        .toArray(),
                1e-5); // sentences are scored together, which rounds differently
        assertEquals(25, evidence.running().get(evidence.running().size() - 1).to());
    }

    @Test
    void aConversationGivesTheSameAsItsSample() throws ScoringException {
        Media picture = new Media(Media.Kind.IMAGE, "small.png");
        Path file = TINY.resolve("inputs/small.png");

        Evidence evidence = Evidence.of(model, Conversation.of("What?", "A cat. It sleeps.", file), OPTIONS);

        assertEquals(Evidence.of(model, sample("<image>\nWhat?", "A cat. It sleeps.", picture), INPUTS), evidence);
        assertEquals(OptionalDouble.of(score(Conversation.of("What?", "A cat. It sleeps."))), evidence.withoutMedia());
    }

    @Test
    void theCostliestSentenceIsTheOneWithoutWhichTheAnswerIsBest() throws ScoringException {
        String answer = "Good start. This is bad. A long and fine end of it.";

        Evidence evidence = Evidence.of(new Plain(), sample("Q", answer), INPUTS);

        Evidence.LeftOut worst = evidence.costliest().orElseThrow();
        assertEquals("This is bad.", answer.substring(worst.from(), worst.to()));
        assertEquals(100 - 13, worst.cost());
        assertEquals(worst, evidence.ranked().get(0));
        assertEquals(
                List.of(0, 12, 25),
                evidence.sentences().stream().map(Evidence.LeftOut::from).toList());
    }

    @Test
    void withoutPicturesAndHeadNothingIsMadeUp() throws ScoringException {
        Evidence evidence = Evidence.of(new Plain(), sample("Q", "Yes."), INPUTS);

        assertEquals(OptionalDouble.empty(), evidence.withoutMedia());
        assertEquals(List.<RunningReward>of(), evidence.running());
        assertEquals(List.of(new Evidence.LeftOut(0, 4, 0, -4)), evidence.sentences());
        assertTrue(Evidence.of(new Plain(), sample("Q", ""), INPUTS).costliest().isEmpty());
    }

    @Test
    void ofAFinishedPromptNoSentencesAreLeftOut() throws ScoringException {
        Conversation finished = Conversation.finished("One. Two.", List.of());

        Evidence evidence = Evidence.of(model, finished, new InputOptions(9, 100, false, true));

        assertEquals(List.of(), evidence.sentences());
        assertEquals("", evidence.answer());
    }

    @Test
    void itTellsHowFarItIsAndStopsWhenAsked() throws ScoringException {
        Sample sample = sample("Q", "One. ".repeat(20), new Media(Media.Kind.IMAGE, "small.png"));
        List<Long> told = new ArrayList<>();
        Evidence.of(new Plain(), sample, INPUTS, (done, total) -> told.add(done * 100 + total), new CancelToken());

        assertEquals(List.of(122L, 222L, 1022L, 1822L, 2222L), told);
        CancelToken cancel = new CancelToken();
        Progress stop = (done, total) -> {
            assertFalse(cancel.isCancelled());
            cancel.cancel();
        };
        assertThrows(CancellationException.class, () -> Evidence.of(new Plain(), sample, INPUTS, stop, cancel));
    }
}
