package winnow.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import winnow.scoring.dpo.CausalFolder;
import winnow.scoring.judge.FakeJudge;

/** What every kind of reward model keeps, each with a folder of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RewardModelContractTest {

    private static final Path TINY = Path.of("src/test/resources/tiny");
    private static final ModelOptions OPTIONS = new ModelOptions("cpu", 1, 9, 16384);
    private static final List<Conversation> TALKS = List.of(
            Conversation.of("What is the capital of France?", "Paris."),
            Conversation.of("2+2?", "Four, as two and two are four."),
            Conversation.of("What is the capital of France?", "I do not know."));

    private final Map<String, Path> folders = new TreeMap<>();
    private final List<RewardModelProvider> providers = new ArrayList<>();
    private FakeJudge judge;

    @BeforeAll
    void makeFolders(@TempDir Path made) throws IOException {
        ServiceLoader.load(RewardModelProvider.class).forEach(providers::add);
        judge = new FakeJudge();
        folders.put("ixc-reward", TINY.resolve("ixc-small-safetensors"));
        folders.put("internlm2-reward", TINY.resolve("text-rm/internlm2-reward-tiny"));
        folders.put("llama-reward", TINY.resolve("text-rm/llama-seqcls-tiny"));
        CausalFolder.make(made.resolve("policy"), "llama-seqcls-tiny", 37);
        folders.put("dpo", CausalFolder.dpo(made.resolve("dpo"), "{\"policy\": \"../policy\"}"));
        folders.put("judge", judge.folder(made.resolve("judge"), ""));
    }

    @AfterAll
    void stop() {
        judge.close();
    }

    private RewardModelProvider provider(String id) {
        return providers.stream().filter(p -> p.id().equals(id)).findFirst().orElseThrow();
    }

    @Test
    void everyKindOnTheClassPathHasAnExampleHereAndNamesOfItsOwn() {
        assertEquals(
                List.copyOf(folders.keySet()),
                providers.stream().map(RewardModelProvider::id).sorted().toList());
    }

    @Test
    void exactlyOneKindAcceptsAFolder(@TempDir Path folder) throws IOException {
        folders.forEach((id, path) -> assertEquals(
                List.of(id),
                providers.stream()
                        .filter(p -> p.accepts(path))
                        .map(RewardModelProvider::id)
                        .toList()));
        Files.writeString(folder.resolve("judge.json"), "{}");
        Files.writeString(folder.resolve("dpo.json"), "{}");
        assertEquals(1, providers.stream().filter(p -> p.accepts(folder)).count());
        Files.writeString(folder.resolve("config.json"), "{\"architectures\": [\"LlamaForCausalLM\"]}");
        assertEquals(0, providers.stream().filter(p -> p.accepts(folder)).count());
    }

    @Test
    void aFolderSaysWhatItIsAndAlwaysTheSame() throws ScoringException {
        for (Map.Entry<String, Path> each : folders.entrySet()) {
            ModelInfo info = provider(each.getKey()).inspect(each.getValue());

            assertEquals(each.getKey(), info.kind());
            assertTrue(info.fingerprint().matches("[0-9a-f]{64}"), each.getKey());
            assertEquals(info, provider(each.getKey()).inspect(each.getValue()));
            assertTrue(info.modalities().contains(Modality.TEXT));
            assertFalse(info.weights().isBlank());
        }
    }

    @Test
    void aRewardIsTheSameAloneAndInABatchInOrder() throws ScoringException {
        for (Map.Entry<String, Path> each : folders.entrySet()) {
            try (RewardModel model = RewardModels.load(each.getValue(), OPTIONS)) {
                List<Prepared> batch = new ArrayList<>();
                for (Conversation talk : TALKS) {
                    batch.add(model.prepare(talk, model.inputOptions()));
                }
                List<Double> together = model.score(batch);

                assertEquals(TALKS.size(), together.size(), each.getKey());
                for (int i = 0; i < batch.size(); i++) {
                    double alone = model.score(List.of(batch.get(i))).get(0);
                    assertEquals(together.get(i), alone, 1e-5, each.getKey());
                }
                assertEquals(List.of(), model.score(List.of()));
                assertEquals(RewardModel.order(together), model.rank(TALKS));
            }
        }
    }

    @Test
    void aClosedModelTakesNothingAndInputsOfOthersAreRefused() throws ScoringException {
        for (Map.Entry<String, Path> each : folders.entrySet()) {
            RewardModel closed = RewardModels.load(each.getValue(), OPTIONS);
            Prepared input = closed.prepare(TALKS.get(0), closed.inputOptions());
            closed.close();
            closed.close();

            assertThrows(IllegalStateException.class, () -> closed.score(List.of(input)), each.getKey());
            assertThrows(IllegalStateException.class, () -> closed.prepare(TALKS.get(0), closed.inputOptions()));
            try (RewardModel other = RewardModels.load(each.getValue(), OPTIONS)) {
                assertThrows(IllegalArgumentException.class, () -> other.score(List.of(input)), each.getKey());
            }
        }
    }
}
