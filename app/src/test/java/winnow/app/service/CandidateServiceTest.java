package winnow.app.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.store.data.Dataset;
import winnow.store.data.Generation;
import winnow.store.data.StoredSample;
import winnow.store.data.Turn;
import winnow.store.db.Workspace;
import winnow.store.job.CancelToken;
import winnow.store.job.Lanes;
import winnow.store.job.Progress;

/** Answers of a chat model that is slow, fails, cuts answers and answers out of order: each comes once. */
class CandidateServiceTest {

    private static final int PROMPTS = 8;

    @TempDir
    Path folder;

    private final Lanes lanes = new Lanes();
    private FakeEndpoint server;
    private Workspace workspace;
    private ImportService imports;
    private CandidateService service;

    @BeforeEach
    void open() throws IOException {
        server = new FakeEndpoint();
        reopen();
    }

    @AfterEach
    void close() {
        workspace.close();
        lanes.close();
        server.close();
    }

    private void prompts(int count) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add("{\"conversations\": [{\"from\": \"human\", \"value\": \"question " + i
                    + "\"}, {\"from\": \"gpt\", \"value\": \"old answer\"}]}");
        }
        imported(lines);
    }

    private Dataset imported(List<String> lines) throws IOException {
        Path file = Files.write(folder.resolve("data.jsonl"), lines);
        return imports.run(
                new ImportService.Request(file, List.of(), Optional.empty()), Progress.SILENT, new CancelToken());
    }

    private CandidateRequest request(int n, int maxTokens, boolean partial) {
        return new CandidateRequest(
                new CandidateRequest.Source(
                        URI.create(server.address()), "tiny", "OPENAI_API_KEY", Optional.of("secret-key")),
                new CandidateRequest.Draw(n, 0.8, maxTokens, 1),
                new CandidateRequest.Scope(Optional.empty(), OptionalLong.empty(), OptionalLong.empty()),
                5,
                Duration.ofSeconds(3),
                false,
                partial);
    }

    private CandidateReport run(int n, int maxTokens, boolean partial) throws IOException {
        return service.run(request(n, maxTokens, partial), folder.resolve("out"), Progress.SILENT, new CancelToken());
    }

    /** Fails every question once, each in another way, and then answers after a while that is another each time. */
    private static void rude(FakeEndpoint.Asked asked, HttpExchange exchange) throws IOException {
        String words = asked.key();
        if (asked.time() > 1) {
            FakeEndpoint.rest(Math.floorMod(words.hashCode(), 50));
            FakeEndpoint.send(exchange, 200, FakeEndpoint.reply(words, "stop", true));
            return;
        }
        String good = FakeEndpoint.reply(words, "stop", true);
        switch (words.equals("question 0|1") ? -1 : Math.floorMod(words.hashCode(), 5)) {
            case 0 -> FakeEndpoint.send(exchange, 429, "", "Retry-After", "1");
            case 1 -> FakeEndpoint.send(exchange, 500, "{\"error\": {\"message\": \"busy\"}}");
            case 2 -> FakeEndpoint.hangUp(exchange, good);
            case 3 -> FakeEndpoint.send(exchange, 200, good.substring(0, good.length() / 2));
            case 4 -> exchange.close();
            default -> {
                FakeEndpoint.rest(4_000); // longer than anybody waits
                exchange.close();
            }
        }
    }

    @Test
    void aServerThatFailsInEveryWayAndAnswersOutOfOrderLosesNothingAndIsAskedNothingTwice() throws IOException {
        prompts(PROMPTS);
        server.behaves(CandidateServiceTest::rude);

        CandidateReport report = run(3, 100, false);

        assertEquals(24, report.asked());
        assertEquals(0, report.missing());
        assertEquals(new CandidateReport.Cost(240, 120, 0), report.cost());
        assertEquals(24, server.times().size());
        assertEquals(Set.of(2), new HashSet<>(server.times().values()), "each failed once and came once");
        Dataset candidates = report.datasets().get(0);
        assertEquals(PROMPTS, candidates.records());
        assertEquals(24, candidates.imported());
        for (int record = 0; record < PROMPTS; record++) {
            List<StoredSample> group = workspace.samples().ofRecord(candidates.id(), record);
            for (int number = 0; number < 3; number++) {
                List<Turn> turns = group.get(number).sample().turns();
                assertEquals("question " + record, turns.get(0).text());
                assertEquals(
                        "question " + record + "|" + (number + 1), turns.get(1).text(), "its own answer");
            }
        }

        CandidateReport again = run(3, 100, false);

        assertEquals(48, server.requests().size());
        assertEquals(
                List.of(candidates.id()),
                again.datasets().stream().map(Dataset::id).toList());
        assertEquals(24, again.known());

        server.behaves(FakeEndpoint.says(FakeEndpoint.Asked::key));
        assertEquals(PROMPTS, run(4, 100, false).asked(), "one more to each prompt");
        assertEquals(48 + PROMPTS, server.requests().size());
        assertEquals(3, workspace.datasets().all().size());
    }

    @Test
    void answersThatWereCutOffAreLeftOutUntilTheyMayBeLonger() throws IOException {
        prompts(2);
        server.behaves((asked, exchange) -> FakeEndpoint.send(
                exchange,
                200,
                FakeEndpoint.reply(
                        asked.key(), asked.key().endsWith("2") && asked.time() == 1 ? "length" : "stop", false)));

        CandidateReport short20 = run(2, 20, false);

        assertEquals(2, short20.cut());
        assertEquals(4, short20.cost().estimated(), "the server counts no tokens");
        assertEquals(2, short20.datasets().get(0).imported());
        assertEquals(0, run(2, 20, false).asked(), "to ask again would cut again");

        CandidateReport long90 = run(2, 90, false);

        assertEquals(2, long90.asked());
        assertEquals(0, long90.cut());
        assertEquals(4, long90.datasets().get(0).imported());
    }

    @Test
    void whatIsRefusedIsNamedAndTheRestIsKept() throws IOException {
        prompts(3);
        server.behaves((asked, exchange) -> {
            boolean bad = asked.text().endsWith("1");
            FakeEndpoint.send(
                    exchange,
                    bad ? 400 : 200,
                    bad ? "{\"error\": {\"message\": \"filtered\"}}" : FakeEndpoint.reply("fine", "stop", true));
        });

        CandidateReport report = run(2, 20, false);

        assertEquals(2, report.missing());
        assertEquals(List.of(), report.datasets());
        assertEquals(1, report.failures().size());
        CandidateReport.Failure failure = report.failures().get(0);
        assertEquals(1, failure.record());
        assertTrue(failure.reason().contains("refuses the request (400): filtered"), failure.reason());
        CandidateReport partial = run(2, 20, true);
        assertEquals(2, partial.datasets().get(0).records());
        assertEquals(4 + 2 + 2, server.requests().size(), "only what was refused was asked for again");
    }

    @Test
    void aWrongKeyOrADeadServerStopsAtOnce() throws IOException {
        prompts(50);
        server.behaves((asked, exchange) ->
                FakeEndpoint.send(exchange, 401, "{\"error\": {\"message\": \"" + asked.authorization() + "\"}}"));

        CandidateReport refused = run(2, 20, true);

        String why = refused.stopped().orElseThrow();
        assertTrue(why.contains("Set the environment variable OPENAI_API_KEY") && !why.contains("secret"), why);
        assertTrue(
                server.requests().size() <= 10,
                "no more than were under way: " + server.requests().size());
        assertEquals(List.of(), refused.datasets());
        assertEquals("Bearer secret-key", server.requests().get(0).authorization());
        server.behaves((asked, exchange) -> FakeEndpoint.send(exchange, 503, ""));
        assertTrue(run(2, 20, false).stopped().orElseThrow().contains("error 503, 4 times in a row"));
        assertTrue(server.requests().size() < 100, "" + server.requests().size());
    }

    @Test
    void whoCancelsKeepsWhatWasUnderWay() throws IOException {
        prompts(40);
        server.behaves((asked, exchange) -> {
            FakeEndpoint.rest(20);
            FakeEndpoint.send(exchange, 200, FakeEndpoint.reply(asked.key(), "stop", true));
        });
        CancelToken cancel = new CancelToken();
        Progress stop = (done, all) -> {
            if (done == 7) {
                cancel.cancel();
            }
        };

        assertThrows(
                CancellationException.class,
                () -> service.run(request(1, 20, false), folder.resolve("out"), stop, cancel));

        int before = server.requests().size();
        assertTrue(before < 20, "" + before);
        assertEquals(40 - before, run(1, 20, false).asked());
        assertEquals(Set.of(1), new HashSet<>(server.times().values()));
    }

    @Test
    void picturesTravelWhereTheirTagStandsAndOtherPromptsAreCounted() throws IOException {
        Path picture = Path.of("../scoring/src/test/resources/tiny/inputs/small.png");
        Files.copy(picture, folder.resolve("p.png"));
        String same = "{\"conversations\": [{\"from\": \"human\", \"value\": \"same\"},";
        imported(List.of(
                "{\"image\": \"p.png\", \"conversations\": [{\"from\": \"human\", \"value\": \"Look <image>"
                        + " what?\"}, {\"from\": \"gpt\", \"value\": \"a\"}]}",
                "{\"video\": \"v.mp4\", \"conversations\": [{\"from\": \"human\", \"value\": \"<video>What?\"},"
                        + " {\"from\": \"gpt\", \"value\": \"a\"}]}",
                "{\"image\": \"gone.png\", \"conversations\": [{\"from\": \"human\", \"value\": \"<image>\"},"
                        + " {\"from\": \"gpt\", \"value\": \"a\"}]}",
                same + " {\"from\": \"gpt\", \"value\": \"a\"}]}",
                same + " {\"from\": \"gpt\", \"value\": \"b\"}]}"));

        CandidateReport plan = service.plan(request(1, 20, false), new CancelToken());
        assertEquals(0, server.requests().size());
        assertEquals(3, plan.missing());
        assertEquals(60, plan.cost().tokensOut());
        CandidateReport report = run(1, 20, true);

        assertEquals(3, report.prompts());
        assertEquals(Map.of("video", 1L), report.skipped());
        assertTrue(
                report.failures().get(0).reason().contains("gone.png"),
                report.failures().toString());
        FakeEndpoint.Asked shown = server.requests().stream()
                .filter(asked -> asked.text().contains("Look"))
                .findFirst()
                .orElseThrow();
        JsonNode parts = shown.json().at("/messages/0/content");
        assertEquals("Look", parts.at("/0/text").asText());
        assertTrue(parts.at("/1/image_url/url").asText().startsWith("data:image/png;base64,"));
        assertEquals("what?", parts.at("/2/text").asText());
        Dataset candidates = report.datasets().get(0);
        StoredSample sample = workspace.samples().ofRecord(candidates.id(), 0).get(0);
        assertEquals("p.png", sample.sample().media().get(0).path());
        assertEquals(
                workspace.datasets().all().get(0).mediaRoots(), candidates.mediaRoots(), "the same pictures are found");
    }

    @Test
    void afterAKillOnlyWhatIsMissingIsAskedFor() throws Exception {
        prompts(30);
        workspace.close();
        CountDownLatch some = new CountDownLatch(12);
        server.behaves((asked, exchange) -> {
            FakeEndpoint.rest(some.getCount() > 0 ? 10 : 500); // so that it is killed in the middle
            FakeEndpoint.send(exchange, 200, FakeEndpoint.reply(asked.key(), "stop", true));
            some.countDown();
        });
        Process child = child();
        assertTrue(some.await(60, TimeUnit.SECONDS));
        child.destroyForcibly();
        assertTrue(child.waitFor(30, TimeUnit.SECONDS));
        server.behaves(FakeEndpoint.says(FakeEndpoint.Asked::key));
        reopen();
        Set<String> stored = stored();
        assertTrue(stored.size() >= 12 - 4 && stored.size() < 60, stored.size() + " answers at the kill");
        int before = server.requests().size();

        CandidateReport report = run(2, 20, false);

        assertEquals(60 - stored.size(), report.asked());
        assertEquals(before + 60 - stored.size(), server.requests().size());
        stored.forEach(key -> assertEquals(1, server.times().get(key), key));
        assertEquals(60, report.datasets().get(0).imported());
    }

    private Process child() throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "winnow.app.Winnow",
                "candidates",
                "-w",
                folder.resolve("w.winnow").toString(),
                "--endpoint",
                server.address(),
                "--model",
                "tiny",
                "--n",
                "2",
                "--max-tokens",
                "20");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("WINNOW_HOME", folder.resolve("home").toString());
        builder.redirectOutput(folder.resolve("child.txt").toFile());
        return builder.start();
    }

    private void reopen() {
        workspace = Workspace.open(folder.resolve("w.winnow"));
        imports = new ImportService(workspace, new Formats(), lanes);
        service = new CandidateService(workspace, imports, lanes, time -> {});
    }

    private Set<String> stored() {
        long generation = workspace.generations().find(new Generation(server.address(), "tiny", 0.8, 1));
        Set<String> stored = new HashSet<>();
        CandidatePrompts prompts = new CandidatePrompts(workspace);
        prompts.find(request(2, 20, false).scope(), new CancelToken());
        prompts.found()
                .forEach(prompt -> workspace
                        .generations()
                        .answers(generation, prompt.key())
                        .forEach(answer -> stored.add(answer.text())));
        assertFalse(stored.contains(""));
        return stored;
    }
}
