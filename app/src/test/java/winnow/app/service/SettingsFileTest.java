package winnow.app.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFileTest {

    @TempDir
    Path folder;

    @Test
    void settingsComeBackAsTheyWereWritten() throws IOException {
        Settings written = new Settings(
                "dark",
                "ko",
                "kim",
                List.of(Path.of("/a b/w.winnow")),
                List.of(Path.of("/m")),
                Map.of("width", 800.5),
                Map.of("/a b/w.winnow", 17L),
                new Preferences(true, 3, 512, List.of("Too long", "Wrong"), Map.of("keep", "A")));

        new SettingsFile(folder.resolve("new")).update(old -> written);

        assertEquals(written, new SettingsFile(folder.resolve("new")).read());
        try (Stream<Path> files = Files.list(folder.resolve("new"))) {
            assertEquals(List.of(folder.resolve("new/settings.json")), files.toList());
        }
    }

    @Test
    void withoutAFileThereAreDefaults() {
        Settings settings = new SettingsFile(folder).read();

        assertEquals(
                List.of("light", "en", System.getProperty("user.name")),
                List.of(settings.theme(), settings.language(), settings.annotator()));
        assertEquals(Optional.empty(), settings.lastWorkspace());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"theme\": ", "[]", "null", "{\"recent\": 7}", ""})
    void aDamagedFileIsKeptAsideAndDefaultsAreUsed(String text) throws IOException {
        Files.writeString(folder.resolve("settings.json"), text);

        Settings settings = new SettingsFile(folder).read();

        assertEquals("light", settings.theme());
        assertEquals(text, Files.readString(folder.resolve("settings.json.damaged")));
        assertFalse(Files.exists(folder.resolve("settings.json")));
    }

    @Test
    void whatIsMissingOrUnknownInAFileIsLeftToTheDefaults() throws IOException {
        Files.writeString(
                folder.resolve("settings.json"), "{\"theme\": \"pink\", \"later\": 1, \"recent\": [null, \"/w\"]}");

        Settings settings = new SettingsFile(folder).read();

        assertEquals("light", settings.theme());
        assertEquals(List.of(Path.of("/w")), settings.recent());
    }

    @Test
    void whatCannotBeSetIsLeftToTheDefaultsEachForItself() throws IOException {
        Files.writeString(
                folder.resolve("settings.json"),
                "{\"theme\": \"system\", \"compact\": true, \"threads\": -1, \"cacheMb\": 99999999,"
                        + " \"reasons\": [\"Wrong\", \" \", null, \"Wrong\", \" Rude \"],"
                        + " \"keys\": {\"keep\": \"Shift+A\", \"prune\": \" \", \"skip\": null}}");

        Settings settings = new SettingsFile(folder).read();

        assertEquals("system", settings.theme());
        assertEquals(
                new Preferences(true, 0, 2048, List.of("Wrong", "Rude"), Map.of("keep", "Shift+A")),
                settings.preferences());
    }

    @Test
    void theLastTenWorkspacesAreRememberedEachOnce() throws IOException {
        SettingsFile file = new SettingsFile(folder);
        for (int i = 0; i < 12; i++) {
            Path workspace = Path.of("/w" + i);
            file.update(now -> now.using(workspace));
        }

        Settings settings = file.update(now -> now.using(Path.of("/w5")));

        assertEquals(10, settings.recent().size());
        assertEquals(Optional.of(Path.of("/w5").toAbsolutePath()), settings.lastWorkspace());
        assertEquals(1, settings.recent().stream().filter(p -> p.endsWith("w5")).count());
    }
}
