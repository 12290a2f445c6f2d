package winnow.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Votes of two annotators, their workspaces united, and pairs built of them. */
class PairsCommandTest {

    private static final Path FORMATS = Path.of("../store/src/test/resources/formats");

    @TempDir
    Path folder;

    private Shell shell;
    private Path workspace;

    @BeforeEach
    void open() {
        shell = new Shell(folder.resolve("home"));
        workspace = folder.resolve("w.winnow");
    }

    @Test
    void rightAnswersToScienceQaArePairedWithWrongOnes() throws IOException {
        ok("import", FORMATS.resolve("scienceqa/real_model_answers.jsonl"), "-w", workspace);
        Path out = folder.resolve("pairs.jsonl");

        JsonNode report = ok("pairs", "build", "--from", "verifier", "--out", out, "-w", workspace);

        int written = report.get("pairs").asInt();
        JsonNode dropped = report.get("dropped");
        int without = dropped.path("all_right").asInt()
                + dropped.path("all_wrong").asInt()
                + dropped.path("single_answer").asInt();
        assertEquals(28, written + without, report.toString());
        assertEquals(12, written);
        List<String> lines = Files.readAllLines(out);
        assertEquals(written, lines.size());
        JsonNode first = new ObjectMapper().readTree(lines.get(0));
        assertTrue(first.has("chosen") && first.has("rejected"), lines.get(0));
        assertEquals(written, report.at("/length/after/pairs").asInt());
    }

    @Test
    void votesOfTwoAnnotatorsAreUnitedAndBecomePairs() throws IOException {
        Path other = folder.resolve("other.winnow");
        Path both = folder.resolve("both.winnow");
        for (Path each : List.of(workspace, other)) {
            ok("import", FORMATS.resolve("llmbar/Natural.first30.json"), "-w", each);
        }
        vote(workspace, "kim", 0, "a-much");
        vote(workspace, "kim", 1, "a");
        vote(workspace, "kim", 2, "both-bad");
        vote(other, "lee", 0, "a");
        vote(other, "lee", 1, "b");

        JsonNode merged = ok("merge", workspace, other, "--out", both);
        Path out = folder.resolve("pairs.json");
        JsonNode report = ok("pairs", "build", "--from", "votes", "--format", "ixc-reward", "--out", out, "-w", both);

        assertEquals(5, merged.get("votes").asInt());
        assertEquals(0, merged.get("decisions").asInt());
        assertEquals(1, merged.get("conflicts").asInt());
        assertEquals("answer 1", merged.at("/conflicting/0/said/lee").asText());
        assertEquals(1, report.get("pairs").asInt());
        assertEquals(1, report.at("/dropped/tie").asInt());
        assertEquals(1, report.at("/dropped/both_bad").asInt());
        JsonNode pair = new ObjectMapper().readTree(out.toFile()).get(0);
        JsonNode record = new ObjectMapper()
                .readTree(FORMATS.resolve("llmbar/Natural.first30.json").toFile())
                .get(0);
        String better = record.get("output_" + record.get("label").asInt()).asText();
        assertEquals(better, pair.at("/conversations_a/1/value").asText(pair.toString()));
    }

    @Test
    void answersArePutInOrderAndTakenBackAtOnce() throws IOException {
        Path data = Files.writeString(
                folder.resolve("group.json"),
                "[{\"instruction\": \"Why?\", \"completions\": [{\"response\": \"a\"}, {\"response\": \"b\"},"
                        + " {\"response\": \"c\"}]}]");
        ok("import", data, "-w", workspace);

        JsonNode ranked = ok("pairs", "rank", 0, "2,0=1", "--annotator", "kim", "-w", workspace);

        assertEquals(3, ranked.path("votes").asInt());
        assertEquals(3, ok("agreement", "-w", workspace).path("votes").asInt());
        assertEquals(1, ok("agreement", "-w", workspace).path("ties").asInt());
        ok("undo", "-w", workspace);
        assertEquals(0, ok("agreement", "-w", workspace).path("votes").asInt());
        for (String order : List.of("2,0", "best", "0,1,2,2")) {
            Shell.Result refused = shell.run("pairs", "rank", 0, order, "-w", workspace);
            assertEquals(Answer.USAGE, refused.code(), refused.err());
        }
    }

    @Test
    void theNextPairIsShownBlindAndTheLastVoteIsTakenBack() throws IOException {
        ok("import", FORMATS.resolve("llmbar/Natural.first30.json"), "-w", workspace);

        JsonNode first = ok("pairs", "next", "--queue", "undecided", "--annotator", "kim", "-w", workspace);

        assertEquals(30, first.at("/left/random").asInt());
        assertEquals(0, first.at("/left/conflict").asInt());
        assertEquals(0, first.at("/next/record").asInt());
        assertTrue(first.at("/next/a").asText().length() > 1, first.toString());
        assertTrue(first.at("/next/reward").isMissingNode());
        String answers = first.at("/next/answers/0").asInt() + ","
                + first.at("/next/answers/1").asInt();
        ok("pairs", "vote", "0", "a", "--answers", answers, "--annotator", "kim", "-w", workspace);
        JsonNode second = ok("pairs", "next", "--queue", "undecided", "--annotator", "kim", "-w", workspace);
        assertEquals(1, second.at("/next/record").asInt());
        assertEquals(1, second.get("done").asInt());
        assertEquals(1, ok("undo", "-w", workspace).get("changed").asInt());
        assertEquals(
                0,
                ok("pairs", "next", "--annotator", "kim", "-w", workspace)
                        .get("done")
                        .asInt());
        assertEquals(1, ok("redo", "-w", workspace).get("changed").asInt());
        assertEquals(0, ok("redo", "-w", workspace).get("changed").asInt());
        refused("must be mixed, disagreement,", 2, "pairs", "next", "--queue", "best", "-w", workspace);
    }

    @Test
    void theAgreementTellsEachAnnotator() throws IOException {
        ok("import", FORMATS.resolve("vl-rewardbench/data.sample.json"), "-w", workspace);
        vote(workspace, "kim", 0, "a");

        JsonNode report = ok("agreement", "-w", workspace);

        assertEquals("kim", report.at("/people/0/annotator").asText());
        assertEquals(1, report.at("/people/0/votes").asInt());
        assertTrue(report.at("/people/0/steady").isNull());
    }

    @Test
    void wrongUsageIsSaidInOneSentence() throws IOException {
        ok("import", FORMATS.resolve("llmbar/Natural.first30.json"), "-w", workspace);

        refused(
                "There is no layout \"nonsense\".",
                1,
                "pairs",
                "build",
                "--from",
                "votes",
                "--format",
                "nonsense",
                "--out",
                folder.resolve("x"),
                "-w",
                workspace);
        refused(
                "Nothing was scored yet",
                1,
                "pairs",
                "build",
                "--from",
                "reward",
                "--out",
                folder.resolve("x"),
                "-w",
                workspace);
        refused(
                "must be reward, votes, verifier or judge",
                2,
                "pairs",
                "build",
                "--from",
                "luck",
                "--out",
                folder.resolve("x"),
                "-w",
                workspace);
        refused(
                "The length ratio must be more than 0",
                2,
                "pairs",
                "build",
                "--from",
                "votes",
                "--max-length-ratio",
                "0",
                "--out",
                folder.resolve("x"),
                "-w",
                workspace);
        refused("has no answers 0 and 7", 2, "pairs", "vote", "0", "a", "--answers", "0,7", "-w", workspace);
        refused("must be a-much, a, tie", 2, "pairs", "vote", "0", "best", "-w", workspace);
        refused("names two answers", 2, "pairs", "vote", "0", "a", "--answers", "0,1,2", "-w", workspace);
        refused("exists already", 1, "merge", workspace, "--out", workspace);
        refused("does not exist", 1, "merge", folder.resolve("gone"), "--out", folder.resolve("new"));
        Path text = Files.writeString(folder.resolve("text.winnow"), "no workspace at all".repeat(20));
        refused("is not a Winnow workspace", 1, "merge", text, "--out", folder.resolve("new"));
        try (var left = Files.list(folder)) {
            assertTrue(left.noneMatch(each -> each.getFileName().toString().startsWith(".winnow")));
        }
    }

    private void refused(String sentence, int code, Object... command) {
        Shell.Result result = shell.run(command);

        assertEquals(code, result.code(), result.err());
        assertTrue(result.err().contains(sentence), result.err());
    }

    private void vote(Path where, String annotator, int record, String choice) {
        ok("pairs", "vote", record, choice, "--annotator", annotator, "-w", where);
    }

    private JsonNode ok(Object... command) {
        Object[] withJson = Arrays.copyOf(command, command.length + 1);
        withJson[command.length] = "--json";
        Shell.Result result = shell.run(withJson);
        assertEquals(Answer.DONE, result.code(), result.err());
        return result.json();
    }
}
