package winnow.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.app.service.Models;
import winnow.app.service.SettingsFile;
import winnow.store.job.CancelToken;

class ModelCommandsTest {

    @TempDir
    private Path folder = Path.of("");

    private Shell shell = new Shell(Path.of(""));

    @BeforeEach
    void prepare() {
        Map<String, String> environment = Map.of("HF_HOME", folder.resolve("hf").toString());
        shell = new Shell(
                folder.resolve("home"), environment, workspace -> Optional.of(1).isEmpty(), new CancelToken());
    }

    /** A copy of the shipped model that says it was trained. */
    private Path copy() throws Exception {
        Path shipped = new Models(new SettingsFile(folder.resolve("home"))).folder(Models.DEFAULT);
        Path copy = Files.createDirectories(folder.resolve("copy"));
        try (Stream<Path> files = Files.list(shipped)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName().toString()));
            }
        }
        Path config = copy.resolve("config.json");
        Files.writeString(config, Files.readString(config).replaceAll("\"trained\" *: *false", "\"trained\": true"));
        return copy;
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "add", "pull", "check", "remove"})
    void eachCommandExplainsItself(String command) {
        assertTrue(shell.run("model", "--help")
                .out()
                .lines()
                .anyMatch(line -> line.strip().startsWith(command)));

        assertEquals(0, shell.run("model", command, "--help").code());
    }

    @Test
    void theShippedModelPassesItsTestAndStaysRandom() {
        assertEquals(
                "",
                shell.run("--json", "model", "list")
                        .json()
                        .get("models")
                        .get(0)
                        .get("fingerprint")
                        .asText());

        Shell.Result check = shell.run("--json", "model", "check", "default", "--samples", "1");

        assertEquals(0, check.code(), check.out());
        assertEquals("random", check.json().get("state").asText());
        assertEquals(6, check.json().get("passed").asInt(), check.out());
        assertTrue(check.json().get("checks").get(0).get("passed").isNull(), "not applicable is neither");
        JsonNode listed =
                shell.run("--json", "model", "list").json().get("models").get(0);
        assertEquals(check.json().get("fingerprint"), listed.get("fingerprint"));
        assertTrue(!listed.get("checked_at").asText().isEmpty());
    }

    @Test
    void aModelIsAddedCheckedAndRemoved() throws Exception {
        Path copy = copy();
        JsonNode added =
                shell.run("--json", "model", "add", copy).json().get("models").get(0);
        assertEquals("not checked", added.get("state").asText());
        assertEquals(64, added.get("fingerprint").asText().length());

        shell.run("model", "check", copy, "--samples", "1");

        assertEquals(
                "checked",
                shell.run("--json", "model", "list")
                        .json()
                        .get("models")
                        .get(2)
                        .get("state")
                        .asText());
        assertEquals(1, shell.run("model", "remove", copy, "--delete").code(), "it is the user's");
        assertEquals(0, shell.run("model", "remove", copy).code());
        assertEquals(
                2, shell.run("--json", "model", "list").json().get("models").size());
        assertTrue(Files.exists(copy.resolve("config.json")));
    }

    @Test
    void pullingOfflineIsRefusedInASentence() {
        Shell.Result result = shell.run("--json", "--offline", "model", "pull", "org/model");

        assertEquals(1, result.code());
        assertTrue(result.json().get("error").asText().startsWith("Nothing was downloaded"), result.out());
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        Shell.Result result = shell.run("--json", "model", "check", folder.resolve("nothing"));

        assertEquals(1, result.code());
        assertTrue(result.json().get("error").asText().contains("There is no model folder"), result.out());
    }
}
