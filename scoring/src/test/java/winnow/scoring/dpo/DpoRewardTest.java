package winnow.scoring.dpo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.scoring.Computing;
import winnow.scoring.Conversation;
import winnow.scoring.InputOptions;
import winnow.scoring.ModelInfo;
import winnow.scoring.Placement;
import winnow.scoring.Prepared;
import winnow.scoring.RewardModel;
import winnow.scoring.RewardModels;
import winnow.scoring.ScoringException;
import winnow.scoring.language.TextGolden;
import winnow.store.data.Role;
import winnow.store.data.Turn;

class DpoRewardTest {

    private static final String LLAMA = "llama-seqcls-tiny";
    private static final String INTERNLM2 = "internlm2-reward-tiny";

    @TempDir
    private Path folder;

    private static List<Double> golden(String name, String key) throws IOException {
        JsonNode json = new JsonMapper()
                .readTree(TextGolden.FOLDER.resolve("dpo-goldens.json").toFile());
        List<Double> numbers = new ArrayList<>();
        json.path(name).path(key).forEach(n -> numbers.add(n.doubleValue()));
        return numbers;
    }

    private static String message(Executable work) {
        return String.valueOf(assertThrows(ScoringException.class, work).getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {LLAMA, INTERNLM2})
    void theRewardIsBetaTimesTheDifferenceOfTheLogProbabilities(String name) throws Exception {
        CausalFolder.make(folder.resolve("policy"), name, 37);
        CausalFolder.make(folder.resolve("before"), name, 53);
        Path dpo = CausalFolder.dpo(
                folder.resolve("dpo"), "{\"policy\": \"../policy\", \"reference\": \"../before\", \"beta\": 0.25}");
        List<Double> policy = golden(name, "head37");
        List<Double> reference = golden(name, "head53");
        try (RewardModel model = RewardModels.load(dpo, TextGolden.OPTIONS)) {
            List<Double> scores = model.scores(TextGolden.read(name).conversations());

            for (int i = 0; i < scores.size(); i++) {
                assertEquals(0.25 * (policy.get(i) - reference.get(i)), scores.get(i), 2e-4, "conversation " + i);
            }
            assertEquals(5, scores.size());
            try (RewardModel streamed =
                    RewardModels.load(dpo, TextGolden.OPTIONS.by(new Computing(Placement.STREAM, false)))) {
                List<Double> other = streamed.scores(TextGolden.read(name).conversations());
                for (int i = 0; i < scores.size(); i++) {
                    assertEquals(scores.get(i), other.get(i), 1e-4, "conversation " + i);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {LLAMA, INTERNLM2})
    void whatConversationsHaveInCommonIsComputedOnceAndChangesNoReward(String name) throws Exception {
        CausalFolder.make(folder.resolve("policy"), name, 37);
        CausalFolder.make(folder.resolve("before"), name, 53);
        Path dpo = CausalFolder.dpo(
                folder.resolve("dpo"), "{\"policy\": \"../policy\", \"reference\": \"../before\", \"beta\": 0.25}");
        List<Conversation> conversations = TextGolden.siblings().stream()
                .filter(one -> !one.turns().get(1).text().isEmpty())
                .toList();
        List<Double> plain;
        try (RewardModel model =
                RewardModels.load(dpo, TextGolden.OPTIONS.by(new Computing(Placement.RESIDENT, true)))) {
            plain = model.scores(conversations);
        }
        try (RewardModel model = RewardModels.load(dpo, TextGolden.OPTIONS)) {
            List<Double> together = model.scores(conversations);
            long shared = model.operations();
            for (int i = 0; i < plain.size(); i++) {
                assertEquals(plain.get(i), together.get(i), 2e-4, "conversation " + i);
                assertEquals(plain.get(i), model.score(conversations.get(i)), 2e-4, "alone " + i);
            }
            long unshared = model.operations() - shared;

            assertTrue(shared < 0.8 * unshared, shared + " of " + unshared);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {LLAMA, INTERNLM2})
    void withoutReferenceTheSecondTermFallsAwayAndTiedEmbeddingsAreTheHead(String name) throws Exception {
        Path policy = CausalFolder.make(folder.resolve("policy"), name, 0);
        Path dpo = CausalFolder.dpo(
                folder.resolve("dpo"),
                new JsonMapper()
                        .createObjectNode()
                        .put("policy", policy.toString())
                        .toString());
        List<Double> expected = golden(name, "tied");
        try (RewardModel model = RewardModels.load(dpo, TextGolden.OPTIONS)) {
            List<Double> scores = model.scores(TextGolden.read(name).conversations());

            for (int i = 0; i < scores.size(); i++) {
                assertEquals(0.1 * expected.get(i), scores.get(i), 5e-4, "conversation " + i);
            }
        }
    }

    @Test
    void anAnswerLongerThanOneStretchOfRowsIsSummedWhole() throws Exception {
        CausalFolder.make(folder.resolve("policy"), LLAMA, 37);
        Path dpo = CausalFolder.dpo(folder.resolve("dpo"), "{\"policy\": \"../policy\", \"beta\": 1}");
        try (RewardModel model = RewardModels.load(dpo, TextGolden.OPTIONS)) {
            Conversation few = Conversation.of("Count.", "1 2 3 ".repeat(60).strip());
            Prepared prepared = model.prepare(few, model.inputOptions());
            double score = model.score(few);

            assertTrue(prepared.tokens() > 300, "tokens " + prepared.tokens());
            assertTrue(score < model.score(few.withAnswer("1 2 3 ".repeat(40).strip())));
        }
    }

    @Test
    void aConversationWithoutAnswerIsRefused() throws Exception {
        CausalFolder.make(folder.resolve("policy"), LLAMA, 37);
        Path dpo = CausalFolder.dpo(folder.resolve("dpo"), "{\"policy\": \"../policy\"}");
        try (RewardModel model = RewardModels.load(dpo, TextGolden.OPTIONS)) {
            Conversation question = new Conversation(List.of(new Turn(Role.USER, "Hi")), List.of());
            Conversation cut = Conversation.of("Why is it that way?", "Because.");

            assertEquals(
                    "The text has no answer of an assistant, so that there is nothing to judge.",
                    message(() -> model.prepare(question, model.inputOptions())));
            assertTrue(message(() -> model.prepare(cut, new InputOptions(1, 8, true, true)))
                    .startsWith("Nothing is left of the answer"));
            assertEquals(List.of(), model.zeroWeights());
        }
    }

    @Test
    void theFingerprintKnowsBothModelsAndBeta() throws Exception {
        CausalFolder.make(folder.resolve("policy"), LLAMA, 37);
        CausalFolder.make(folder.resolve("before"), LLAMA, 53);
        Path one = CausalFolder.dpo(folder.resolve("a"), "{\"policy\": \"../policy\", \"reference\": \"../before\"}");
        Path two = CausalFolder.dpo(folder.resolve("b"), "{\"policy\": \"../policy\", \"reference\": null}");
        DpoRewardProvider provider = new DpoRewardProvider();

        ModelInfo info = provider.inspect(one);

        assertEquals("dpo", info.kind());
        assertEquals("policy: safetensors, 3 files, with reference", info.weights());
        assertNotEquals(info.fingerprint(), provider.inspect(two).fingerprint());
        assertEquals(info.fingerprint(), provider.inspect(one).fingerprint());
    }

    @Test
    void aWrongFolderIsRefusedWithASentenceThatNamesTheFile() throws Exception {
        DpoRewardProvider provider = new DpoRewardProvider();
        Path nothing = CausalFolder.dpo(folder.resolve("a"), "{}");
        Path gone = CausalFolder.dpo(folder.resolve("b"), "{\"policy\": \"../gone\"}");
        Path zero = CausalFolder.dpo(folder.resolve("c"), "{\"policy\": \"../a\", \"beta\": 0}");
        Path reward = CausalFolder.dpo(
                folder.resolve("d"),
                new JsonMapper()
                        .createObjectNode()
                        .put(
                                "policy",
                                TextGolden.FOLDER
                                        .resolve(LLAMA)
                                        .toAbsolutePath()
                                        .toString())
                        .toString());

        assertTrue(message(() -> provider.inspect(nothing)).contains("names no policy"));
        assertTrue(message(() -> provider.inspect(gone)).contains("there is no folder"));
        assertTrue(message(() -> provider.inspect(zero)).contains("beta must be a number above 0, was 0"));
        assertTrue(message(() -> provider.inspect(reward)).contains("InternLM2ForCausalLM and LlamaForCausalLM"));
        Files.writeString(nothing.resolve("dpo.json"), "no JSON");
        assertTrue(message(() -> provider.load(nothing, TextGolden.OPTIONS)).contains("dpo.json is not valid JSON"));
    }

    @Test
    void whatItAllocatesForAScoreIsFreed() throws Exception {
        CausalFolder.make(folder.resolve("policy"), LLAMA, 37);
        Path dpo = CausalFolder.dpo(folder.resolve("dpo"), "{\"policy\": \"../policy\"}");
        try (DpoReward model = (DpoReward) RewardModels.load(dpo, TextGolden.OPTIONS)) {
            int before = model.manager().getManagedArrays().size();

            model.scores(TextGolden.read(LLAMA).conversations());

            assertEquals(before, model.manager().getManagedArrays().size());
        }
    }
}
