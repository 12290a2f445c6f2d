package winnow.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code train} learns from official pair files, says what it left out, and refuses what it does not know. */
class TrainCommandTest {

    private static final Path TINY =
            Path.of("../scoring/src/test/resources/tiny").toAbsolutePath().normalize();
    private static final Path MODEL = TINY.resolve("ixc-small-safetensors");

    @TempDir
    private Path folder = Path.of("");

    private Shell shell = new Shell(Path.of(""));

    @BeforeEach
    void prepare() throws IOException {
        shell = new Shell(folder.resolve("home"));
        Files.copy(TINY.resolve("inputs/small.png"), folder.resolve("small.png"));
        List<String> records = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            records.add(record(i, i % 2 == 0 ? "\"image\": \"small.png\"," : "", "a red house " + i, "no idea"));
        }
        records.add(record(12, "", " ", "no idea"));
        records.add(record(13, "", "a very long story of a very long night at sea", "no"));
        Files.writeString(folder.resolve("pairs.json"), "[" + String.join(",\n", records) + "]");
        Files.writeString(folder.resolve("data.txt"), "pairs.json 0.008\n");
    }

    private static String record(int id, String image, String good, String bad) {
        return "{\"id\": " + id + ", " + image + " \"conversations_a\": [" + turns(good) + "], \"conversations_b\": ["
                + turns(bad) + "]}";
    }

    private static String turns(String answer) {
        return "{\"from\": \"human\", \"value\": \"What is it?\"}, {\"from\": \"bot\", \"value\": \"" + answer + "\"}";
    }

    private Shell.Result train(String more) throws IOException {
        Path config = Files.writeString(
                folder.resolve("train.json"),
                "{\"model\": \"" + MODEL.toString().replace('\\', '/') + "\", \"threads\": 1, " + more + "}");
        return shell.run("--json", "train", "--config", config);
    }

    private Shell.Result pretrain(String stage) throws IOException {
        shell.run("model", "random", "--size", "nano", "--out", folder.resolve("start"));
        Path config = Files.writeString(
                folder.resolve("stages.json"),
                "{\"model\": \"start\", \"out\": \"made\", \"stages\": [{\"stage\": \"first\", \"max_steps\": 1, "
                        + stage + "}]}");
        return shell.run("--json", "train", "--config", config);
    }

    @Test
    void aModelIsTrainedFromNothingStageByStage() throws IOException {
        Shell.Result trained = pretrain("\"pairs\": 1, \"points\": 1, \"reading\": 1, \"pictures\": 1, \"clips\": 1");

        assertEquals(0, trained.code(), trained.err());
        assertEquals(1, trained.json().path("steps").intValue());
        assertTrue(trained.json().path("loss").doubleValue() > 0);
        Path out = Path.of(trained.json().path("out").asText());
        assertTrue(Files.readString(out.resolve("metrics.csv")).contains("1,first,"));
        assertTrue(Files.exists(out.resolve("model.safetensors")));
    }

    @Test
    void aStageWithAKeyThatMeansNothingIsRefused() throws IOException {
        Shell.Result refused = pretrain("\"lookin\": 1");

        assertEquals(1, refused.code());
        assertTrue(refused.err().contains("keys that mean nothing here: lookin"), refused.err());
    }

    @Test
    void aTrainedModelPassesItsCheck() throws IOException {
        Shell.Result trained = train("\"data\": \"pairs.json\", \"out\": \"made\", \"max_steps\": 6, \"hd_num\": 1,"
                + " \"learning_rate\": 0.02, \"length_constraint\": 10,"
                + " \"gradient_checkpointing\": true, \"bf16\": true");

        assertEquals(0, trained.code(), trained.err());
        JsonNode json = trained.json();
        assertEquals(6, json.path("steps").intValue());
        assertEquals(12, json.path("pairs").intValue());
        assertEquals(1, json.path("dropped").path("an answer is empty").intValue());
        assertEquals(
                1, json.path("dropped").path("the chosen answer is much longer").intValue());
        assertTrue(json.path("loss").isDouble());
        assertTrue(json.path("accuracy").doubleValue() <= 100);
        Path out = Path.of(json.path("out").asText());
        assertEquals(7, Files.readAllLines(out.resolve("metrics.csv")).size());
        Shell.Result check = shell.run("--json", "model", "check", out);
        assertEquals(0, check.code(), check.out() + check.err());
    }

    @Test
    void aListOfFilesSaysHowManyThousandPairs() throws IOException {
        JsonNode json = train("\"data\": [\"data.txt\"], \"given_num\": true, \"out\": \"made\", \"max_steps\": 1,"
                        + " \"hd_num\": 1")
                .json();

        assertEquals(8, json.path("pairs").intValue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"data\": \"pairs.json\"|has no out. Name it.",
                "\"out\": \"o\"|has no data. Name at least one file.",
                "\"out\": \"o\", \"data\": \"pairs.json\", \"lr\": 1|has keys that mean nothing here: lr.",
                "\"out\": \"o\", \"data\": \"pairs.json\", \"train\": \"head-only\"|train must be \"head\",",
                "\"out\": \"o\", \"data\": \"pairs.json\", \"train\": \"last:3\"|The model has",
                "\"out\": \"o\", \"data\": \"pairs.json\", \"max_steps\": -1|max_steps must be a whole number of 0",
                "\"out\": \"o\", \"data\": \"pairs.json\", \"warmup_ratio\": 1|warmup_ratio must be 0 or more",
                "\"out\": \"o\", \"data\": \"pairs.json\", \"keep\": \"1\"|keep must be \"best\" or \"last\",",
                "\"out\": \"o\", \"data\": \"pairs.json\", \"bf16\": 1|bf16 must be true or false",
                "\"out\": \"o\", \"data\": 3|data must be the name of a file",
                "\"out\": \"o\", \"data\": \"none.json\"|do not exist.",
                "\"out\": \"o\", \"data\": \"small.png\"|holds no pairs with the better answer first",
                "\"out\": \".\", \"data\": \"pairs.json\"|is not empty and holds no training.",
            })
    void whatIsWrongIsRefusedByName(String more, String sentence) throws IOException {
        Shell.Result refused = train(more);

        assertEquals(1, refused.code(), refused.out());
        assertTrue(refused.err().contains(sentence), refused.err());
    }
}
