package winnow.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BestOfNCommandTest {

    private static final Path MODEL = Path.of("../scoring/src/test/resources/tiny/ixc-small-safetensors");

    private static final String GROUP = """
            {"prompt": "%s", "chosen": ["Yes.", "Yes, it is."], "rejected": ["No.", "I do not know that."]}
            """;

    @TempDir
    private Path folder = Path.of("");

    private Path workspace = Path.of("");
    private Shell shell = new Shell(Path.of(""));

    @BeforeEach
    void prepare() throws IOException {
        shell = new Shell(folder.resolve("home"));
        workspace = folder.resolve("w.winnow");
        Path data = Files.writeString(
                folder.resolve("groups.jsonl"), GROUP.formatted("Is it red?") + GROUP.formatted("Is it blue?"));
        assertEquals(0, shell.run("import", data, "-w", workspace).code());
    }

    private void score() {
        assertEquals(
                0,
                shell.run("score", "--model", MODEL, "--threads", "1", "-w", workspace)
                        .code());
    }

    private JsonNode bon(Object... more) {
        Object[] all = new Object[4 + more.length];
        System.arraycopy(new Object[] {"bon", "--json", "-w", workspace}, 0, all, 0, 4);
        System.arraycopy(more, 0, all, 4, more.length);
        Shell.Result result = shell.run(all);
        assertEquals(0, result.code(), result.err());
        return result.json();
    }

    @Test
    void everyPickIsTheHighestRewardOfItsRecord() throws IOException {
        score();
        Path out = folder.resolve("picks.jsonl");

        JsonNode json = bon("--out", out);

        assertEquals(2, json.path("prompts").asInt());
        assertEquals(2, json.path("picks").asInt());
        assertEquals(4, json.path("over_n").size());
        List<String> lines = Files.readAllLines(out);
        assertEquals(2, lines.size());
        double sum = 0;
        for (String line : lines) {
            JsonNode pick = new ObjectMapper().readTree(line);
            assertEquals(4, pick.path("of").asInt());
            assertEquals(
                    pick.path("answer").asText(),
                    pick.at("/conversation/1/content").asText("none"));
            sum += pick.path("reward").asDouble();
        }
        JsonNode four = json.path("over_n").get(3);
        assertEquals(4, four.path("n").asInt());
        assertEquals(sum / 2, four.at("/reward/mean").asDouble(), 1e-9);
        assertTrue(four.at("/reward/mean").asDouble()
                > json.at("/over_n/0/reward/mean").asDouble());
        assertTrue(four.at("/reward/interval/0").asDouble()
                <= four.at("/reward/interval/1").asDouble());
        assertTrue(four.at("/length/mean").asDouble() > 0);
    }

    @Test
    void tableForPeople() {
        score();

        Shell.Result result = shell.run("bon", "--rank", "adjusted", "--max-n", "2", "-w", workspace);

        assertEquals(0, result.code(), result.err());
        assertTrue(result.out().contains("2 of 2 prompts have several scored answers"), result.out());
        assertTrue(result.out().contains("adjusted reward of run 1"), result.out());
        assertEquals(
                2,
                result.out()
                        .lines()
                        .filter(line -> line.matches(" *[12] +2 .*"))
                        .count(),
                result.out());
    }

    @Test
    void nothingToPickIsSaidAndIsNoFault() throws IOException {
        Path out = folder.resolve("picks.jsonl");

        JsonNode unscored = bon("--out", out);
        Path single = Files.writeString(
                folder.resolve("one.json"),
                "[{\"id\": \"a\", \"conversations\": [{\"from\": \"human\", \"value\": \"Why?\"},"
                        + " {\"from\": \"gpt\", \"value\": \"So.\"}]}]");
        assertEquals(0, shell.run("import", single, "-w", workspace).code());
        score();
        JsonNode alone = bon("--out", out, "--dataset", "2");

        assertTrue(unscored.path("note").asText().startsWith("Nothing was scored yet"), unscored.toString());
        assertEquals(0, unscored.path("picks").asInt(-1));
        assertTrue(alone.path("note").asText().startsWith("No prompt has two answers or more"), alone.toString());
        assertEquals(1, alone.path("prompts").asInt());
        assertEquals(0, alone.path("over_n").size());
        assertTrue(Files.notExists(out));
    }

    @Test
    void wrongCallsAreRefused() {
        for (List<String> wrong : List.of(
                List.of("--rank", "group"),
                List.of("--max-n", "0"),
                List.of("--run", "7"),
                List.of("--dataset", "7"),
                List.of("--dataset", "x"))) {
            Shell.Result result = shell.run("bon", wrong.get(0), wrong.get(1), "-w", workspace);

            assertEquals(Answer.USAGE, result.code(), wrong + ": " + result.err());
        }
    }
}
