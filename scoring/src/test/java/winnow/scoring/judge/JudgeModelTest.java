package winnow.scoring.judge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import winnow.scoring.Conversation;
import winnow.scoring.ModelOptions;
import winnow.scoring.Prepared;
import winnow.scoring.ScoringException;
import winnow.store.data.Media;
import winnow.store.data.Role;
import winnow.store.data.Sample;
import winnow.store.data.Turn;
import winnow.store.media.MediaRoots;

class JudgeModelTest {

    private static final Path INPUTS = Path.of("src/test/resources/tiny/inputs");
    private static final Conversation GOOD = Conversation.of("2+2?", "GOOD: 4");
    private static final Conversation BAD = GOOD.withAnswer("BAD: 5");

    @TempDir
    private Path folder;

    private final List<Duration> pauses = new ArrayList<>();
    private Optional<String> key = Optional.of("secret-key");
    private FakeJudge server;

    @BeforeEach
    void start() throws IOException {
        server = new FakeJudge();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private JudgeModel model(String more) throws IOException, ScoringException {
        JudgeProvider provider = new JudgeProvider(name -> key, pauses::add);
        return (JudgeModel) provider.load(server.folder(folder.resolve("judge"), more), ModelOptions.DEFAULT);
    }

    private static String message(Executable work) {
        return String.valueOf(assertThrows(ScoringException.class, work).getMessage());
    }

    private static String text(JsonNode request) {
        JsonNode content = request.path("messages").path(1).path("content");
        return content.isTextual()
                ? content.asText()
                : content.path(content.size() - 1).path("text").asText();
    }

    /** The judge that finds the good answer wherever it stands. */
    private static String fair(JsonNode request) {
        String text = text(request);
        return "Overall Judgment: Answer " + (text.indexOf("GOOD") < text.indexOf("BAD") ? "A" : "B") + " is better";
    }

    @Test
    void aScoreIsTheMeanOfTheRepliesAndUnreadableOnesAreCountedApart() throws Exception {
        server.waiting.add(FakeJudge.says("Fine. Score: 80"));
        server.waiting.add(FakeJudge.says("no idea"));
        server.waiting.add(FakeJudge.says("**Score: 60**"));
        JudgeModel model = model(", \"samples\": 3, \"temperature\": 0.5, \"max_tokens\": 99");
        Prepared input = model.prepare(GOOD, model.inputOptions());

        Scores scores = model.scores(input);

        assertEquals(new Scores(List.of(80.0, 60.0), 1), scores);
        assertEquals(70, scores.mean());
        JsonNode request = server.requests.get(0);
        assertEquals("m", request.path("model").asText());
        assertEquals(0.5, request.path("temperature").doubleValue());
        assertEquals(99, request.path("max_tokens").intValue());
        assertEquals("Bearer secret-key", server.keys.get(0));
        assertTrue(text(request).contains("<answer>\nGOOD: 4\n</answer>"), text(request));
    }

    @Test
    void severalTurnsAreShownAndOnlyTheLastAnswerIsJudged() throws Exception {
        JudgeModel model = model("");
        List<Turn> turns = List.of(
                new Turn(Role.SYSTEM, "Be kind."),
                new Turn(Role.USER, "Hi"),
                new Turn(Role.ASSISTANT, "Hello"),
                new Turn(Role.USER, "Bye"),
                new Turn(Role.ASSISTANT, "See you"));

        assertEquals(50, model.score(new Conversation(turns, List.of())));

        String asked = text(server.requests.get(0));
        for (String part : List.of("<system>\nBe kind.", "<user>\nHi", "<assistant>\nHello", "<answer>\nSee you")) {
            assertTrue(asked.contains(part), part);
        }
    }

    @Test
    void picturesTravelAsTheyAreInTheFile() throws Exception {
        JudgeModel model = model("");
        List<Turn> turns = List.of(new Turn(Role.USER, "<image>\nWhat?"), new Turn(Role.ASSISTANT, "A car."));
        Sample sample = new Sample(
                0,
                0,
                1,
                turns,
                List.of(new Media(Media.Kind.IMAGE, "cars1.jpg"), new Media(Media.Kind.IMAGE, "small.png")),
                "{}");

        model.score(List.of(model.prepare(sample, new MediaRoots(List.of(INPUTS)))));

        JsonNode parts = server.requests.get(0).path("messages").path(1).path("content");
        assertEquals(3, parts.size());
        String jpeg = parts.path(0).path("image_url").path("url").asText();
        assertTrue(jpeg.startsWith("data:image/jpeg;base64,"), jpeg.substring(0, 40));
        byte[] bytes = Base64.getDecoder().decode(jpeg.substring(jpeg.indexOf(',') + 1));
        assertArrayEquals(Files.readAllBytes(INPUTS.resolve("cars1.jpg")), bytes);
        assertTrue(parts.path(1).path("image_url").path("url").asText().startsWith("data:image/png;base64,"));
        assertTrue(text(server.requests.get(0)).contains("[picture]\nWhat?"));
        Sample video = new Sample(0, 0, 1, turns, List.of(new Media(Media.Kind.VIDEO, "a.mp4")), "{}");
        assertTrue(message(() -> model.prepare(video, new MediaRoots(List.of(INPUTS))))
                .startsWith("a.mp4 is a video"));
    }

    @Test
    void bothOrdersAreAskedSoThatAFairJudgeFindsTheBetterAnswer() throws Exception {
        server.usually(JudgeModelTest::fair);
        JudgeModel model = model(", \"style\": \"pairwise\", \"samples\": 2");

        assertEquals(new Votes(4, 0, 0, 0), model.votes(GOOD, BAD));
        assertEquals(new Votes(0, 4, 0, 0), model.votes(BAD, GOOD));
        assertTrue(model.compare(GOOD, BAD));
        assertFalse(model.compare(BAD, GOOD));
    }

    @Test
    void aJudgeThatAlwaysTakesTheFirstPlaceDecidesNothing() throws Exception {
        server.usually(request -> "Overall Judgment: Answer A is better");
        JudgeModel model = model(", \"style\": \"pairwise\"");

        assertEquals(new Votes(1, 1, 0, 0), model.votes(GOOD, BAD));
        assertFalse(model.compare(GOOD, BAD));
        assertFalse(model.compare(BAD, GOOD));
    }

    @Test
    void tiesAndUnreadableVerdictsCountForNobody() throws Exception {
        server.waiting.add(FakeJudge.says("Overall Judgment: tie"));
        server.waiting.add(FakeJudge.says("who knows"));
        JudgeModel model = model(", \"style\": \"pairwise\"");

        assertEquals(new Votes(0, 0, 1, 1), model.votes(GOOD, BAD));
        server.usually(request -> "who knows");
        assertTrue(message(() -> model.compare(GOOD, BAD)).contains("no verdict that could be read in 2 replies"));
        assertTrue(message(() -> model.score(GOOD)).contains("no score that could be read in 1 reply."));
        assertTrue(
                message(() -> model.votes(GOOD, Conversation.of("3+3?", "6"))).contains("different ones"));
    }

    @Test
    void whatMayPassIsTriedAgainAfterLongerAndLongerPauses() throws Exception {
        server.waiting.add(FakeJudge.status(500, "{\"error\": {\"message\": \"busy\"}}"));
        server.waiting.add(FakeJudge.status(429, "", "Retry-After", "7"));
        server.waiting.add(FakeJudge.drops());

        assertEquals(50, model("").score(GOOD));

        assertEquals(List.of(Duration.ofSeconds(1), Duration.ofSeconds(7), Duration.ofSeconds(4)), pauses);
        assertEquals(4, server.requests.size());
    }

    @Test
    void afterSeveralTriesItGivesUpWithTheLastReason() throws Exception {
        for (int i = 0; i < 4; i++) {
            server.waiting.add(FakeJudge.status(
                    503, "{\"error\": {\"message\": \"no room for secret-key\"}}", "Retry-After", "9999"));
        }

        String message = message(() -> model("").score(GOOD));

        assertTrue(message.contains("answers with error 503: no room for …, 4 times in a row"), message);
        assertEquals(
                List.of(60L, 60L, 60L), pauses.stream().map(Duration::toSeconds).toList());
    }

    @Test
    void aReplyThatTakesTooLongIsGivenUp() throws Exception {
        for (int i = 0; i < 4; i++) {
            server.waiting.add(FakeJudge.slow(1500));
        }

        String message = message(() -> model(", \"timeout_s\": 1").score(GOOD));

        assertTrue(message.contains("gave no reply within 1 seconds"), message);
    }

    @Test
    void refusalsAreSaidOnceWithWhatToDo() throws Exception {
        JudgeModel model = model("");
        server.waiting.add(FakeJudge.status(401, "{\"error\": {\"message\": \"bad secret-key\"}}"));
        server.waiting.add(FakeJudge.status(404, ""));
        server.waiting.add(FakeJudge.status(400, "{\"error\": \"too long\"}"));
        server.waiting.add(FakeJudge.status(302, "", "Location", "http://localhost:1/"));

        String key = message(() -> model.score(GOOD));
        assertTrue(key.contains("Set the environment variable OPENAI_API_KEY") && !key.contains("secret"), key);
        assertTrue(message(() -> model.score(GOOD)).contains("knows no model m (404)"));
        assertTrue(message(() -> model.score(GOOD)).contains("refuses the request (400): too long. Check judge.json."));
        assertTrue(message(() -> model.score(GOOD)).contains("refuses the request (302)"));
        assertEquals(List.of(), pauses);
    }

    @Test
    void aReplyThatBreaksOffIsAskedForAgainAndOneWithoutTextCannotBeRead() throws Exception {
        server.waiting.add(FakeJudge.status(200, "<html>Score: 90</html>"));
        server.waiting.add(FakeJudge.status(200, "{\"choices\": [{\"message\": {\"content\": \"Score: 9"));
        server.waiting.add(FakeJudge.cut("{\"choices\": [{\"message\": {\"content\": \"Score: 91\"}}]}"));
        server.waiting.add(FakeJudge.status(200, "{\"choices\": []}"));
        JudgeModel model = model(", \"samples\": 2");

        assertEquals(new Scores(List.of(50.0), 1), model.scores(model.prepare(GOOD, model.inputOptions())));

        assertEquals(5, server.requests.size());
        assertEquals(3, pauses.size());
    }

    @Test
    void aServerThatIsNotThereIsNamed() throws Exception {
        JudgeModel model = model("");
        server.close();

        String message = message(() -> model.score(GOOD));

        assertTrue(
                message.matches("The judge at http://localhost:\\d+/v1 cannot be reached .*4 times in a row.*"),
                message);
    }

    @Test
    void offlineForbidsIt() throws Exception {
        JudgeProvider provider = new JudgeProvider();
        Path judge = server.folder(folder.resolve("judge"), "");
        ModelOptions offline = ModelOptions.DEFAULT.overriding(Map.of("offline", true));

        assertTrue(message(() -> provider.load(judge, offline)).contains("which --offline forbids"));
        assertEquals(List.of(), server.requests);
    }

    @Test
    void theKeyComesFromTheEnvironmentOnly() throws Exception {
        key = Optional.empty();
        assertEquals(50, model("").score(GOOD));
        assertEquals("null", server.keys.get(0));
        assertTrue(message(() -> model(", \"key_env\": \"MY_KEY\"")).contains("variable MY_KEY is not set"));
        String message = message(() -> model(", \"key_env\": \"sk-123\""));
        assertTrue(message.contains("Never write the key") && !message.contains("sk-123"), message);
    }

    @Test
    void wrongSettingsAreNamed() throws Exception {
        for (String wrong : List.of(
                "samples\": 0",
                "temperature\": \"x\"",
                "style\": \"best\"",
                "timeout_s\": 0",
                "endpoint\": \"ftp://x\"",
                "endpoint\": \"http://me:pw@x\"",
                "model\": \" \"")) {
            String name = wrong.substring(0, wrong.indexOf('"'));
            assertTrue(message(() -> model(", \"" + wrong)).contains(name), wrong);
        }
    }
}
