package winnow.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.app.service.FakeEndpoint;
import winnow.store.job.CancelToken;

/** Prompts become candidates, candidates get scores of a judge, and both become picks and pairs. */
class CandidatesCommandTest {

    @TempDir
    Path folder;

    private Shell shell;
    private FakeEndpoint server;

    @BeforeEach
    void open() throws IOException {
        shell = new Shell(
                folder.resolve("home"), Map.of("MY_KEY", "secret-key"), workspace -> false, new CancelToken());
        server = new FakeEndpoint();
        Path file = Files.writeString(folder.resolve("data.jsonl"), """
                {"messages": [{"role": "user", "content": "one"}]}
                {"messages": [{"role": "user", "content": "two"}]}
                """);
        ok("import", file);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Shell.Result run(Object... arguments) {
        List<Object> all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(List.of("-w", folder.resolve("w.winnow"), "--json"));
        return shell.run(all.toArray());
    }

    private JsonNode ok(Object... arguments) {
        Shell.Result result = run(arguments);
        assertEquals(Answer.DONE, result.code(), result.err() + result.out());
        return result.json();
    }

    private JsonNode candidates(Object... more) {
        List<Object> all = new ArrayList<>(List.of("candidates", "--endpoint", server.address(), "--model", "m"));
        all.addAll(List.of("--n", "3", "--key-env", "MY_KEY"));
        all.addAll(Arrays.asList(more));
        return ok(all.toArray());
    }

    private Path judge(String style) throws IOException {
        Path judge = Files.createDirectories(folder.resolve(style));
        Files.writeString(
                judge.resolve("judge.json"),
                "{\"endpoint\": \"" + server.address() + "\", \"model\": \"j\", \"style\": \"" + style + "\"}");
        return judge;
    }

    /** Likes answers with a high seed, and says so of one or of two. */
    private static String judged(FakeEndpoint.Asked asked) {
        String text = asked.text();
        if (text.contains("<answer_a>")) {
            int a = seed(text, "<answer_a>");
            int b = seed(text, "<answer_b>");
            return "Overall Judgment: Answer " + (a > b ? "A" : "B") + " is better";
        }
        return text.contains("<answer>") ? "Score: " + (50 + seed(text, "<answer>")) : asked.key();
    }

    /** Fails every question once, and then judges it after a while that is another each time. */
    private static void rude(FakeEndpoint.Asked asked, HttpExchange exchange) throws IOException {
        int hash = asked.key().hashCode();
        if (asked.time() > 1) {
            FakeEndpoint.rest(Math.floorMod(hash, 40));
            FakeEndpoint.says(CandidatesCommandTest::judged).give(asked, exchange);
            return;
        }
        switch (Math.floorMod(hash, 3)) {
            case 0 -> FakeEndpoint.send(exchange, 429, "", "Retry-After", "0");
            case 1 -> FakeEndpoint.send(exchange, 500, "", "Retry-After", "0");
            default -> FakeEndpoint.hangUp(exchange, FakeEndpoint.reply(judged(asked), "stop", true));
        }
    }

    private static int seed(String text, String mark) {
        String after = text.substring(text.indexOf(mark) + mark.length());
        return Integer.parseInt(
                after.substring(after.indexOf('|') + 1, after.indexOf("\n<")).strip());
    }

    @Test
    void candidatesAreAskedForScoredPickedAndPaired() throws IOException {
        server.behaves(FakeEndpoint.says(CandidatesCommandTest::judged));

        JsonNode plan = candidates("--dry-run", "--price-in", "2", "--price-out", "8", "--max-tokens", "100");
        assertEquals(6, plan.get("missing").asInt());
        assertEquals((6 * 1 * 2 + 600 * 8) / 1e6, plan.get("price").asDouble(), 1e-12);
        assertEquals(0, server.requests().size());
        JsonNode report = candidates("--price-in", "2", "--price-out", "8");
        assertEquals(6, report.get("asked").asInt());
        assertEquals((60 * 2 + 30 * 8) / 1e6, report.get("price").asDouble(), 1e-12);
        assertEquals(6, report.at("/datasets/0/imported").asInt());
        assertEquals("Bearer secret-key", server.requests().get(0).authorization());
        assertEquals(0.8, server.requests().get(0).json().get("temperature").asDouble());
        Path file = Path.of(report.at("/datasets/0/file").asText());
        String line = Files.readAllLines(file).get(0);
        assertTrue(line.contains("\"model\":\"m\"") && !line.contains("secret"), line);

        ok("score", "--model", judge("pointwise"), "--dataset", "2");
        JsonNode picks = ok("bon", "--out", folder.resolve("picks.jsonl"));
        assertEquals(2, picks.get("picks").asInt());
        assertTrue(Files.readString(folder.resolve("picks.jsonl")).contains("one|3"));
        Path byReward = folder.resolve("reward.jsonl");
        assertEquals(
                2,
                ok("pairs", "build", "--from", "reward", "--out", byReward)
                        .get("pairs")
                        .asInt());

        int before = server.requests().size();
        Path byJudge = folder.resolve("judge.jsonl");
        Object[] build = {
            "pairs", "build", "--from", "judge", "--judge", judge("pairwise"), "--out", byJudge, "--max-per-prompt", "9"
        };
        server.behaves(CandidatesCommandTest::rude);
        JsonNode pairs = ok(build);
        assertEquals(6, pairs.get("pairs").asInt(), "three pairs of each prompt");
        assertEquals(before + 24, server.requests().size(), "each in both orders, and each failed once");
        assertTrue(Files.readString(byJudge).contains("one|3"));
        assertEquals(pairs, ok(build));
        assertEquals(before + 24, server.requests().size(), "nothing is asked for twice");
    }

    @Test
    void whatIsMissingIsSaidAndWrongUsageIsRefused() {
        server.behaves((asked, exchange) -> FakeEndpoint.send(exchange, 400, ""));
        Shell.Result refused = run("candidates", "--endpoint", server.address(), "--model", "m");
        assertEquals(Answer.PARTLY, refused.code(), refused.err());
        assertEquals(8, refused.json().get("missing").asInt());
        server.behaves((asked, exchange) -> FakeEndpoint.send(exchange, 404, ""));
        Shell.Result unknown = run("candidates", "--endpoint", server.address(), "--model", "m");
        assertEquals(Answer.FAILED, unknown.code());
        assertTrue(unknown.json().get("error").asText().contains("knows no model m (404)"), unknown.out());

        int before = server.requests().size();
        for (List<String> wrong : List.of(
                List.of("--endpoint", "ftp://x", "--model", "m"),
                List.of("--endpoint", server.address(), "--model", "m", "--n", "0"),
                List.of("--endpoint", server.address(), "--model", "m", "--temperature", "3"),
                List.of("--endpoint", server.address(), "--model", "m", "--filter", "reward<<"),
                List.of("--endpoint", server.address(), "--model", "m", "--key-env", "sk-123"))) {
            List<Object> all = new ArrayList<>(List.of("candidates"));
            all.addAll(wrong);
            Shell.Result result = run(all.toArray());
            assertEquals(Answer.USAGE, result.code(), wrong + result.err());
            assertTrue(!result.err().contains("sk-123"), result.err());
        }
        assertEquals(
                Answer.USAGE,
                run("pairs", "build", "--from", "judge", "--out", folder.resolve("x"))
                        .code());
        Shell.Result offline = run("candidates", "--endpoint", server.address(), "--model", "m", "--offline");
        assertEquals(Answer.FAILED, offline.code());
        assertTrue(offline.err().contains("--offline forbids"), offline.err());
        Shell.Result noKey =
                run("candidates", "--endpoint", server.address(), "--model", "m", "--key-env", "NO_SUCH_KEY");
        assertTrue(noKey.err().contains("NO_SUCH_KEY is not set"), noKey.err());
        assertEquals(before, server.requests().size());
    }
}
