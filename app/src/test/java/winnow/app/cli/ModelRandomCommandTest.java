package winnow.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.scoring.ModelOptions;
import winnow.scoring.RewardModel;
import winnow.scoring.RewardModels;
import winnow.store.job.CancelToken;

class ModelRandomCommandTest {

    @TempDir
    private Path folder = Path.of("");

    private Shell.Result random(String size, String seed, Path out) {
        return new Shell(folder.resolve("home"))
                .run("model", "random", "--size", size, "--seed", seed, "--out", out, "--json");
    }

    @Test
    void aTinyModelIsMadeAndCanBeLoaded() throws Exception {
        Path out = folder.resolve("tiny");

        Shell.Result result = random("tiny", "7", out);

        assertEquals(0, result.code(), result.err());
        JsonNode json = result.json();
        assertEquals(out.toString(), json.path("folder").asText());
        assertEquals("tiny", json.path("size").asText());
        assertEquals(881_088, json.path("parameters").asLong());
        assertEquals(2 * 881_088, json.path("bytes").asLong());
        assertTrue(json.path("seconds").asDouble() > 0);
        try (RewardModel model = RewardModels.load(out, new ModelOptions("auto", 1, 9, 16384))) {
            assertEquals(16384, model.inputOptions().maxLength());
        }
    }

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherOneOthers() throws IOException {
        for (String seed : new String[] {"1", "1", "2"}) {
            random("tiny", seed, folder.resolve(Files.exists(folder.resolve(seed)) ? "again" : seed));
        }

        byte[] first = Files.readAllBytes(folder.resolve("1/model.safetensors"));
        assertArrayEquals(first, Files.readAllBytes(folder.resolve("again/model.safetensors")));
        assertTrue(Files.mismatch(folder.resolve("1/model.safetensors"), folder.resolve("2/model.safetensors")) > 0);
    }

    @Test
    void theLargerOnesHaveTheOfficialVocabulary() throws IOException {
        Path out = folder.resolve("mid");

        assertEquals(
                235_321_344, random("mid", "1", out).json().path("parameters").asLong());

        assertEquals(1_477_754, Files.size(out.resolve("tokenizer.model")));
    }

    @Test
    void aSizeThereIsNotIsWrongUsage() {
        Shell.Result result = random("8b", "1", folder.resolve("x"));

        assertEquals(Answer.USAGE, result.code());
        assertTrue(result.err().contains("Sizes: tiny, nano, mid, 7b"), result.err());
    }

    @Test
    void aFolderWithSomethingInItIsLeftAlone() throws IOException {
        Path mine = Files.writeString(folder.resolve("mine.txt"), "mine");

        Shell.Result result = random("tiny", "1", folder);

        assertEquals(Answer.FAILED, result.code());
        assertTrue(result.err().contains("is not empty"), result.err());
        assertEquals("mine", Files.readString(mine));
    }

    @Test
    void oneThatIsCancelledLeavesAnEmptyFolder() throws IOException {
        CancelToken cancel = new CancelToken();
        cancel.cancel();
        Shell shell = new Shell(folder.resolve("home"), Map.of(), workspace -> false, cancel);

        Shell.Result result = shell.run("model", "random", "--size", "tiny", "--out", folder.resolve("x"));

        assertEquals(Answer.CANCELLED, result.code(), result.err());
        try (var left = Files.list(folder.resolve("x"))) {
            assertEquals(0, left.count());
        }
    }
}
