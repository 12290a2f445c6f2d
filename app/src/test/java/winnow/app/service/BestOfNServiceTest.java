package winnow.app.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.scoring.rank.BestOfN;
import winnow.store.data.ScoreColumns;
import winnow.store.data.Verdict;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;

/** The model of the tests gives an answer a tenth of its length. */
class BestOfNServiceTest {

    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void open() throws IOException {
        bench = Bench.open(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private static String line(String question, String... answers) {
        return "{\"q\": \"" + question + "\", \"a\": [\"" + String.join("\", \"", answers) + "\"]}";
    }

    private BestOfNService.Report run(RankingChoice ranking, Optional<Path> out, CancelToken cancel)
            throws IOException {
        return bench.session()
                .bestOfN()
                .run(
                        new BestOfNService.Request(bench.run().getAsLong(), OptionalLong.empty(), ranking, 128, out),
                        Progress.SILENT,
                        cancel);
    }

    private List<JsonNode> picks(RankingChoice ranking) throws IOException {
        Path out = folder.resolve(ranking.id() + ".jsonl");
        run(ranking, Optional.of(out), new CancelToken());
        List<JsonNode> picks = new ArrayList<>();
        for (String line : Files.readAllLines(out)) {
            picks.add(new ObjectMapper().readTree(line));
        }
        return picks;
    }

    private void fourPrompts() throws Exception {
        bench.imported(
                "a.jsonl",
                List.of(
                        line("A", "x", "xxxx", "xx"),
                        line("B", "xxx", "xxxxx"),
                        line("C", "x"),
                        line("D", "unreadable", "xx")));
        bench.scored();
    }

    /** A: the mean of 1, 4, 2 is 7/3, of the better of two 10/3, of three 4. B: 4, then 5. Rewards are a tenth. */
    @Test
    void expectationsAreThoseWorkedOutByHand() throws Exception {
        fourPrompts();

        BestOfNService.Report report = run(new RankingChoice.Raw(), Optional.empty(), new CancelToken());

        assertEquals(4, report.prompts());
        assertEquals(2, report.picks());
        assertEquals(1, report.unscored());
        assertEquals(0, report.pruned());
        assertEquals(List.of(1, 2, 3), report.overN().stream().map(BestOfN::n).toList());
        assertEquals(
                List.of(2, 2, 1), report.overN().stream().map(BestOfN::prompts).toList());
        BestOfN one = report.overN().get(0);
        assertEquals((7.0 / 3 + 4) / 2, one.length().value(), 1e-9);
        assertEquals((7.0 / 3 + 4) / 20, one.reward().value(), 1e-9);
        double half = 12.706204736 / 12; // Student's t with one degree of freedom, times the standard error
        assertEquals(one.reward().value() - half, one.reward().low(), 1e-6);
        assertEquals(one.reward().value() + half, one.reward().high(), 1e-6);
        assertEquals((10.0 / 3 + 5) / 20, report.overN().get(1).reward().value(), 1e-9);
        BestOfN three = report.overN().get(2);
        assertEquals(0.4, three.reward().value(), 1e-9);
        assertTrue(Double.isNaN(three.reward().low()), "one prompt has no interval");
    }

    @Test
    void aRecordWithAPrunedAnswerIsLeftOut() throws Exception {
        fourPrompts();
        bench.session().review().decide("kim", 1, Verdict.PRUNE, Optional.empty(), Optional.empty());

        BestOfNService.Report report = run(new RankingChoice.Raw(), Optional.empty(), new CancelToken());

        assertEquals(1, report.pruned());
        assertEquals(1, report.picks());
        assertEquals(0.5, report.overN().get(1).reward().value(), 1e-9);
    }

    @Test
    void picksAreWrittenWithTheirConversation() throws Exception {
        fourPrompts();

        List<JsonNode> picks = picks(new RankingChoice.Raw());

        assertEquals(2, picks.size());
        JsonNode first = picks.get(0);
        assertEquals(0, first.path("record").asInt(-1));
        assertEquals(1, first.path("candidate").asInt(-1));
        assertEquals(3, first.path("of").asInt());
        assertEquals(0.4, first.path("reward").asDouble(), 1e-9);
        assertEquals("xxxx", first.path("answer").textValue());
        assertEquals("user", first.at("/conversation/0/role").textValue());
        assertEquals("A", first.at("/conversation/0/content").textValue());
        assertEquals("xxxx", first.at("/conversation/1/content").textValue());
        assertEquals("xxxxx", picks.get(1).path("answer").textValue());
    }

    @Test
    void adjustedPicksAreTheBestOfTheAdjustedRanking() throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 1; i <= 40; i++) {
            lines.add(line("Q" + i, "x".repeat(i), "x".repeat(3 * i), "x".repeat(7 * i)));
        }
        bench.imported("a.jsonl", lines);
        bench.scored();
        RankingChoice adjusted = new RankingChoice.Adjusted();
        RankingService rankings = bench.session().rankings();
        ScoreColumns columns = rankings.columns(bench.run().getAsLong(), Progress.SILENT, new CancelToken());
        Ranking ranking = rankings.rank(columns, adjusted, new CancelToken());

        List<JsonNode> picks = picks(adjusted);

        assertEquals(40, picks.size());
        for (JsonNode pick : picks) {
            long first = pick.path("record").asLong() * 3 + 1; // samples are numbered from 1, in order
            double best = Double.NEGATIVE_INFINITY;
            for (long id = first; id < first + 3; id++) {
                best = Math.max(best, ranking.place(id).orElseThrow().value());
            }
            assertEquals(best, pick.path("value").asDouble(), 1e-12);
        }
        assertNotEquals(
                picks(new RankingChoice.Raw()).stream()
                        .map(pick -> pick.path("candidate").asInt())
                        .toList(),
                picks.stream().map(pick -> pick.path("candidate").asInt()).toList());
    }

    @Test
    void whoStopsFindsNoFile() throws Exception {
        fourPrompts();
        CancelToken cancel = new CancelToken();
        cancel.cancel();
        Path out = folder.resolve("picks.jsonl");

        assertThrows(CancellationException.class, () -> run(new RankingChoice.Raw(), Optional.of(out), cancel));

        assertTrue(Files.notExists(out));
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed() throws Exception {
        fourPrompts();
        Path out = folder.resolve("gone/picks.jsonl");

        IOException refused = assertThrows(
                IOException.class, () -> run(new RankingChoice.Raw(), Optional.of(out), new CancelToken()));

        assertEquals(out + " cannot be written: name a file in a folder that exists.", refused.getMessage());
    }
}
