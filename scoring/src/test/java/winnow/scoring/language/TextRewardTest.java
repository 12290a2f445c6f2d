package winnow.scoring.language;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import winnow.scoring.Computing;
import winnow.scoring.Conversation;
import winnow.scoring.InputOptions;
import winnow.scoring.ModelOptions;
import winnow.scoring.Placement;
import winnow.scoring.Precision;
import winnow.scoring.Prepared;
import winnow.scoring.RewardModel;
import winnow.scoring.RewardModels;
import winnow.scoring.RunningReward;
import winnow.scoring.ScoringException;
import winnow.scoring.internlm2.InternLm2Text;
import winnow.scoring.llama.LlamaText;
import winnow.store.data.Media;
import winnow.store.data.Role;
import winnow.store.data.Sample;
import winnow.store.data.Turn;
import winnow.store.media.MediaRoots;

class TextRewardTest {

    private static final MediaRoots NOWHERE = new MediaRoots(List.of());

    static Stream<TextGolden> goldens() throws IOException {
        return Stream.of(TextGolden.read("internlm2-reward-tiny"), TextGolden.read("llama-seqcls-tiny"));
    }

    private static void near(List<Double> expected, List<Double> actual, double tolerance) {
        assertEquals(expected.size(), actual.size());
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(expected.get(i), actual.get(i), tolerance, "score " + i);
        }
    }

    private static List<Prepared> prepared(RewardModel model, List<Conversation> conversations)
            throws ScoringException {
        List<Prepared> all = new ArrayList<>();
        for (Conversation conversation : conversations) {
            all.add(model.prepare(conversation, model.inputOptions()));
        }
        return all;
    }

    private static String message(Executable work) {
        return String.valueOf(assertThrows(ScoringException.class, work).getMessage());
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void idsAreThoseOfTheOfficialTokenizer(TextGolden golden) throws ScoringException {
        try (RewardModel model = golden.load()) {
            List<Prepared> inputs = prepared(model, golden.conversations());
            for (int i = 0; i < inputs.size(); i++) {
                assertArrayEquals(golden.ids(i), ((TextPrepared) inputs.get(i)).ids(), "conversation " + i);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void scoresAreThoseOfTheOfficialCodeAloneAndTogether(TextGolden golden) throws ScoringException {
        try (RewardModel model = golden.load()) {
            List<Conversation> conversations = golden.conversations();
            List<Double> single = new ArrayList<>();
            for (Conversation conversation : conversations) {
                single.add(model.score(conversation));
            }

            near(golden.numbers("scores_single"), single, golden.tolerance());
            near(golden.numbers("scores_batch"), model.scores(conversations), golden.tolerance());
            List<Integer> rank =
                    golden.numbers("rank").stream().map(Double::intValue).toList();
            assertEquals(rank, model.rank(conversations));
            List<Double> official = golden.numbers("scores_single");
            assertEquals(official.get(0) > official.get(1), model.compare(conversations.get(0), conversations.get(1)));
        }
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void theLastRunningRewardsAreReadInsideTheAnswerAndCoverIt(TextGolden golden) throws ScoringException {
        try (RewardModel model = golden.load()) {
            for (Conversation conversation : golden.conversations()) {
                String answer = conversation
                        .turns()
                        .get(conversation.turns().size() - 1)
                        .text();
                List<RunningReward> running = model.running(model.prepare(conversation, model.inputOptions()));
                int at = 0;
                for (RunningReward reward : running) {
                    assertTrue(reward.from() <= at && reward.to() >= at, reward + " leaves a gap at " + at);
                    at = reward.to();
                }
                assertEquals(
                        answer.strip().length(),
                        answer.isEmpty() ? 0 : Math.min(at, answer.strip().length()));
                assertEquals(answer.isEmpty(), running.isEmpty());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void aFinishedPromptIsScoredAsItsConversation(TextGolden golden) throws ScoringException {
        try (RewardModel model = golden.load()) {
            InputOptions raw = new InputOptions(1, 16384, false, false);
            String prompt = golden.json().path("prompts").path(0).asText();

            Prepared input = model.prepare(Conversation.finished(prompt, List.of()), raw);

            assertEquals(
                    model.score(golden.conversations().get(0)),
                    model.score(List.of(input)).get(0));
            assertEquals(List.of(), model.running(input));
        }
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void picturesAndVideosAreRefusedWithTheRecordAndTheReason(TextGolden golden) throws ScoringException {
        List<Turn> turns = List.of(new Turn(Role.USER, "What?"), new Turn(Role.ASSISTANT, "A cat."));
        Sample sample = new Sample(7, 0, 8, turns, List.of(new Media(Media.Kind.VIDEO, "clip.mp4")), "{}");
        try (RewardModel model = golden.load()) {
            assertEquals(
                    "clip.mp4 of record 7 (line 8) cannot be judged: this model reads text only."
                            + " Choose a model for pictures.",
                    message(() -> model.prepare(sample, NOWHERE)));
            Sample text = new Sample(7, 0, 8, turns, List.of(), "{}");
            assertEquals(
                    model.score(new Conversation(turns, List.of())),
                    model.score(List.of(model.prepare(text, NOWHERE))).get(0));
        }
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void anInputLongerThanAllowedIsCutAtTheEndAndSaysSo(TextGolden golden) throws ScoringException {
        try (RewardModel model = golden.load()) {
            Prepared cut = model.prepare(golden.conversations().get(2), new InputOptions(1, 20, true, true));
            Prepared whole = model.prepare(golden.conversations().get(1), model.inputOptions());

            assertEquals(20, cut.tokens());
            assertTrue(cut.truncated());
            assertFalse(whole.truncated());
            assertTrue(Double.isFinite(model.score(List.of(cut)).get(0)));
        }
    }

    private static TextReward load(TextGolden golden, Placement placement, boolean roomy) throws ScoringException {
        boolean llama = golden.name().startsWith("llama");
        TextSnapshot snapshot = TextSnapshot.open(TextGolden.FOLDER.resolve(golden.name()), Map.of());
        TextFamily family = llama ? new LlamaText() : new InternLm2Text();
        int reward = golden.json().path("reward_token_id").intValue();
        TextInputs.Marks marks = new TextInputs.Marks(
                snapshot.file().size("vocab_size", 1 << 20),
                llama ? OptionalInt.empty() : OptionalInt.of(reward),
                OptionalInt.empty());
        String head = llama ? "score.weight" : "v_head.weight";
        ModelOptions options = TextGolden.OPTIONS.by(new Computing(placement, false));
        return new TextReward(snapshot, family, head, marks, options, roomy);
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void weightsConvertedWhileComputingGiveTheSameScores(TextGolden golden) throws ScoringException {
        try (TextReward model = load(golden, Placement.RESIDENT, false)) {
            int before = model.manager().getManagedArrays().size();

            List<Double> scores = model.scores(golden.conversations());

            near(golden.numbers("scores_single"), scores, golden.tolerance());
            assertEquals(before, model.manager().getManagedArrays().size());
            assertEquals(List.of(), model.zeroWeights());
        }
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void layersThatComeOneAtATimeGiveTheSameScores(TextGolden golden) throws ScoringException {
        List<Double> resident;
        List<RunningReward> running;
        try (TextReward model = load(golden, Placement.RESIDENT, true)) {
            resident = model.scores(golden.conversations());
            running = model.running(model.prepare(golden.conversations().get(1), model.inputOptions()));
            assertEquals(16_384, model.batchTokens());
        }
        try (TextReward chosen = load(golden, Placement.AUTO, false);
                TextReward model = load(golden, Placement.STREAM, true)) {
            int before = model.manager().getManagedArrays().size();

            near(resident, model.scores(golden.conversations()), 1e-5);
            near(resident, model.scores(golden.conversations()), 1e-5); // in a second pass
            assertEquals(resident.get(2), model.score(golden.conversations().get(2)), 1e-5, "alone");
            assertEquals(
                    running, model.running(model.prepare(golden.conversations().get(1), model.inputOptions())));
            assertEquals(List.of(), model.zeroWeights());
            assertEquals(before, model.manager().getManagedArrays().size());
            assertEquals(65_536, model.batchTokens());
            assertEquals(65_536, chosen.batchTokens(), "chosen where memory is short");
            near(resident, chosen.scores(golden.conversations()), 1e-5);
        }
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void whatTextsHaveInCommonIsComputedOnceAndChangesNoScore(TextGolden golden) throws ScoringException {
        List<Conversation> conversations = TextGolden.siblings();
        List<Double> plain;
        long counted;
        try (RewardModel model = RewardModels.load(
                TextGolden.FOLDER.resolve(golden.name()),
                TextGolden.OPTIONS.by(new Computing(Placement.RESIDENT, true)))) {
            plain = model.scores(conversations);
            counted = model.operations();
        }
        try (TextReward model = load(golden, Placement.RESIDENT, true)) {
            int before = model.manager().getManagedArrays().size();
            List<Double> together = model.scores(conversations);
            long shared = model.operations();
            List<Double> alone = new ArrayList<>();
            for (Conversation conversation : conversations) {
                alone.add(model.score(conversation));
            }
            long unshared = model.operations() - shared;

            near(plain, together, 2e-4);
            near(plain, alone, 2e-4);
            assertEquals(counted, shared, "products that are necessary, whoever computes them");
            assertTrue(shared < 0.6 * unshared, shared + " of " + unshared);
            assertEquals(before, model.manager().getManagedArrays().size());
        }
        try (TextReward streamed = load(golden, Placement.STREAM, true)) {
            near(plain, streamed.scores(conversations), 2e-4);
        }
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void bfloat16IsNearTheReferenceButNotEqual(TextGolden golden) throws ScoringException {
        for (Precision precision : List.of(Precision.BFLOAT16, Precision.BFLOAT16_AUTOCAST)) {
            try (RewardModel model =
                    RewardModels.load(TextGolden.FOLDER.resolve(golden.name()), TextGolden.OPTIONS.in(precision))) {
                List<Double> scores = model.scores(golden.conversations());

                near(golden.numbers("scores_single"), scores, 0.2);
                assertNotEquals(golden.numbers("scores_single"), scores);
            }
        }
    }

    @Test
    void theClassifierIsReadBeforeTheFirstPaddingTokenAsTheOfficialCodeDoes() throws Exception {
        TextGolden golden = TextGolden.read("llama-seqcls-tiny");
        try (RewardModel model = golden.load()) {
            InputOptions raw = new InputOptions(1, 16384, false, false);
            String prompt = golden.json().path("prompts").path(1).asText();
            Prepared padded = model.prepare(
                    Conversation.finished(prompt + "<|end_of_text|> and more<|end_of_text|>", List.of()), raw);
            Prepared padFirst = model.prepare(Conversation.finished("<|end_of_text|>Hi", List.of()), raw);
            Prepared last = model.prepare(Conversation.finished("Hi", List.of()), raw);

            assertEquals(
                    golden.numbers("scores_single").get(1),
                    model.score(List.of(padded)).get(0),
                    golden.tolerance());
            assertTrue(padFirst.tokens() > last.tokens());
            assertNotEquals(model.score(List.of(last)), model.score(List.of(padFirst)));
        }
    }

    @Test
    void aClosedModelSaysSoAndClosesTwice() throws Exception {
        TextGolden golden = TextGolden.read("llama-seqcls-tiny");
        RewardModel model = golden.load();
        Prepared input = model.prepare(golden.conversations().get(0), model.inputOptions());
        model.close();
        model.close();

        assertThrows(IllegalStateException.class, () -> model.score(List.of(input)));
        assertThrows(
                IllegalStateException.class,
                () -> model.prepare(golden.conversations().get(0), model.inputOptions()));
        try (RewardModel other = golden.load()) {
            assertThrows(IllegalArgumentException.class, () -> other.score(List.of(input)));
        }
    }
}
