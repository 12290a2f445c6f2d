package winnow.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemarkCommandsTest {

    private static final String TALK =
            "{\"id\": \"%d\", \"conversations\": [{\"from\": \"human\", \"value\": \"Why?\"},"
                    + " {\"from\": \"gpt\", \"value\": \"Because of %d.\"}]}";

    @TempDir
    Path folder;

    private Shell shell;
    private Path workspace;

    @BeforeEach
    void importThree() throws IOException {
        shell = new Shell(folder.resolve("settings"));
        workspace = folder.resolve("w.winnow");
        Path data = folder.resolve("talks.json");
        Files.writeString(
                data, "[" + TALK.formatted(0, 0) + "," + TALK.formatted(1, 1) + "," + TALK.formatted(2, 2) + "]");
        assertEquals(0, shell.run("import", data, "-w", workspace).code());
    }

    @Test
    void tagsArePutOnFoundTakenOffAndUndone() {
        assertEquals(2, changed("tag", "record:1..2", "--add", "later"));
        assertEquals(1, changed("tag", "record:0..1", "--add", "later"));
        assertEquals(3, count("tag:later"));
        assertEquals(1, changed("tag", "record:2", "--remove", "later"));
        assertEquals(2, count("tag:later"));
        assertEquals(1, changed("undo"));
        assertEquals(3, count("tag:later"));
        assertEquals(1, changed("redo"));
        assertEquals(2, count("tag:later"));
    }

    @Test
    void aTagNeedsANameAndOneDirection() {
        assertEquals(2, shell.run("-w", workspace, "tag", "", "--add", " ").code());
        assertEquals(2, shell.run("-w", workspace, "tag", "").code());
        assertEquals(
                2,
                shell.run("-w", workspace, "tag", "", "--add", "a", "--remove", "b")
                        .code());
        assertEquals(
                2, shell.run("-w", workspace, "tag", "colour:red", "--add", "a").code());
    }

    @Test
    void searchesAreKeptListedAndTakenAway() {
        shell.run("-w", workspace, "views", "--save", "later ones", "tag:later");
        JsonNode views = shell.run("-w", workspace, "views", "--save", "all", "", "--json")
                .json()
                .get("views");

        assertEquals("all", views.get(0).get("name").asText());
        assertEquals("tag:\"later\"", views.get(1).get("query").asText());
        assertEquals(
                1,
                shell.run("-w", workspace, "views", "--remove", "all", "--json")
                        .json()
                        .get("views")
                        .size());
        assertEquals(2, shell.run("-w", workspace, "views", "--remove", "all").code());
        assertEquals(
                2,
                shell.run("-w", workspace, "views", "--save", "bad", "colour:red")
                        .code());
        assertEquals(2, shell.run("-w", workspace, "views", "tag:later").code());
    }

    @Test
    void whatWasRemovedCarriesItsTags() throws IOException {
        shell.run("-w", workspace, "tag", "record:1", "--add", "later");
        shell.run("-w", workspace, "tag", "record:1", "--add", "blurred \"edge\"");
        shell.run("-w", workspace, "decide", "record:1", "--verdict", "prune", "--note", "ask Kim");

        Path out = folder.resolve("out");
        assertEquals(0, shell.run("-w", workspace, "export", "--out", out).code());

        try (var files = Files.walk(out)) {
            Path rejects = files.filter(file -> file.getFileName().toString().contains("removed"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("There is no list of what was removed"));
            JsonNode line = new ObjectMapper().readTree(Files.readString(rejects));
            assertEquals("blurred \"edge\"", line.get("tags").get(0).asText());
            assertEquals("later", line.get("tags").get(1).asText());
            assertTrue(line.get("note").asText().contains("ask Kim"));
        }
    }

    private int changed(String... arguments) {
        Object[] all = new Object[arguments.length + 3];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--json";
        all[arguments.length + 1] = "-w";
        all[arguments.length + 2] = workspace;
        Shell.Result result = shell.run(all);
        assertEquals(0, result.code(), result.err());
        return result.json().get("changed").asInt();
    }

    private int count(String query) {
        return shell.run("-w", workspace, "find", query, "--json")
                .json()
                .get("count")
                .asInt();
    }
}
