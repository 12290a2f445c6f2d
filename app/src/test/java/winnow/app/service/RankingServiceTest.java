package winnow.app.service;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.store.data.ScoreColumns;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;

class RankingServiceTest {

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

    private RankingService rankings() {
        return bench.session().rankings();
    }

    private ScoreColumns columns() {
        return rankings().columns(bench.run().getAsLong(), Progress.SILENT, new CancelToken());
    }

    private Ranking rank(String choice) {
        return rankings().rank(columns(), RankingChoice.of(choice), new CancelToken());
    }

    private static String line(String question, String answer) {
        return "{\"q\": \"" + question + "\", \"a\": \"" + answer + "\", \"task\": \"" + question + "\"}";
    }

    @Test
    void rawIsTheOrderOfTheQueue() throws Exception {
        bench.imported(
                "a.jsonl", List.of(Bench.line("ccc"), Bench.line("unreadable"), Bench.line("a"), Bench.line("bb")));
        bench.scored();

        Ranking raw = rank("raw");

        assertArrayEquals(new long[] {3, 4, 1}, raw.ids());
        assertArrayEquals(new double[] {0.1, 0.2, 0.3}, raw.shown(), 1e-12);
        assertEquals(Optional.of(new Ranking.Place(0.2, 2, 200.0 / 3)), raw.place(4));
        assertEquals(Optional.empty(), raw.place(2));
    }

    /** The model rewards length; in the group of long answers the shortest is the odd one. */
    @Test
    void withinPromptsTheOddAnswerIsLowest() throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String question = i % 2 == 0 ? "short" : "long";
            int length = i % 2 == 0 ? 10 + i / 4 : 200 + i / 4;
            lines.add(line(question, "x".repeat(i == 21 ? 60 : length)));
        }
        bench.imported("a.jsonl", lines);
        bench.scored();

        assertEquals(Grouping.PROMPT, rankings().usualGrouping(columns()));
        assertEquals(22, rank("group:prompt").id(0));
        assertEquals(22, rank("group:task").id(0));
        assertTrue(rank("raw").place(22).orElseThrow().rank() > 20);
    }

    @Test
    void adjustedTakesLengthOutAndShowsTheCurve() throws Exception {
        bench.imported("a.jsonl", Bench.lines(300));
        bench.scored();

        Ranking adjusted = rank("adjusted");

        double spread = Arrays.stream(adjusted.shown()).max().orElseThrow() - adjusted.value(0);
        assertTrue(spread < 3, "of the rewards 30 apart " + spread + " is left");
        assertEquals(
                15, adjusted.style().orElseThrow().length().at(Math.log1p(150)), 1, "the usual reward at 150 letters");
    }

    @Test
    void agreementCountsRankingsRunsAndRules() throws Exception {
        bench.imported("a.jsonl", Bench.lines(10));
        bench.scored();
        RankingChoice.Agreed choice = (RankingChoice.Agreed) RankingChoice.of("agreement:0.2:raw,run:1,short,long");

        int[] votes = rankings().agreement(columns(), choice, new CancelToken()).votes();

        assertArrayEquals(new int[] {3, 3, 0, 0, 0, 0, 0, 0, 1, 1}, votes);
        assertEquals(1, rank(choice.id()).id(0));
        assertThrows(IllegalArgumentException.class, () -> rank("agreement:0.2:run:77"));
    }

    @Test
    void whatIsKeptIsWhatQueriesFind() throws Exception {
        bench.imported("a.jsonl", Bench.lines(30));
        bench.scored();
        for (String id : List.of("raw", "group:source", "adjusted", "agreement:0.2:raw,run:1,short,long")) {
            rankings().keep(rank(id), new CancelToken());
        }
        Ranking group = rank("group:source");
        double cut = group.value(7);

        assertEquals(7, found("z<" + cut).length);
        assertEquals(8, found("z<=" + cut).length);
        assertArrayEquals(Arrays.copyOf(group.ids(), 3), found("z<=p10"));
        assertEquals(30, found("adjusted>-99 adjusted<99").length);
        assertArrayEquals(new long[] {1, 2, 3, 4, 5, 6}, found("agree>=3"));
        assertEquals(
                3,
                rank("agreement:0.2:raw,run:1,short,long")
                        .place(1)
                        .orElseThrow()
                        .value());
        assertTrue(bench.session().review().asks("decided:no -z<1", group.choice()));
        assertFalse(bench.session().review().asks("reward<1", group.choice()));
    }

    @Test
    void moreScoresMakeAKeptRankingOutOfDate() throws Exception {
        bench.imported("a.jsonl", Bench.lines(5));
        bench.scored();
        rankings().keep(rank("group:source"), new CancelToken());
        bench.imported("b.jsonl", Bench.lines(2));
        bench.scored();

        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> found("z<0"));

        assertTrue(String.valueOf(refused.getMessage()).contains("have changed since z was computed"));
        rankings().keep(rank("group:source"), new CancelToken());
        assertEquals(7, found("z<99").length);
    }

    private long[] found(String query) {
        return bench.session().review().order(bench.run(), query);
    }

    @Test
    void textsAreReadOnceAndNewOnesLater() throws Exception {
        bench.imported("a.jsonl", Bench.lines(3));
        bench.scored();
        List<Long> seen = new ArrayList<>();
        Progress progress = (done, total) -> seen.add(total);
        long run = bench.run().getAsLong();

        rankings().columns(run, progress, new CancelToken());
        rankings().columns(run, progress, new CancelToken());
        bench.imported("b.jsonl", List.of(Bench.line("new"), Bench.line("newer")));
        rankings().columns(run, progress, new CancelToken());

        assertEquals(List.of(3L, 2L), seen);
    }

    @Test
    void anEmptyRunHasEmptyRankings() throws Exception {
        bench.imported("a.jsonl", List.of(Bench.line("unreadable")));
        bench.scored();

        for (String choice : List.of("raw", "group:prompt", "adjusted", "agreement:0.1:raw,adjusted")) {
            assertEquals(0, rank(choice).size());
        }
    }

    @Test
    void whoCancelsIsHeard() throws Exception {
        bench.imported("a.jsonl", Bench.lines(3));
        bench.scored();
        CancelToken cancel = new CancelToken();
        cancel.cancel();

        assertThrows(
                CancellationException.class,
                () -> rankings().columns(bench.run().getAsLong(), Progress.SILENT, cancel));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "raw",
                "group:source",
                "group:length",
                "adjusted",
                "agreement:0.05:raw,group:task,run:12,markdown"
            })
    void aRankingIsReadAsItIsWritten(String id) {
        assertEquals(id, RankingChoice.of(id).id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "group",
                "group:size",
                "agreement",
                "agreement:0.1:",
                "agreement:2:raw",
                "agreement:0:raw",
                "agreement:0.1:raw,raw",
                "agreement:0.1:run:x",
                "agreement:x:raw"
            })
    void whatIsNoRankingIsRefused(String id) {
        assertThrows(IllegalArgumentException.class, () -> RankingChoice.of(id));
    }

    @Test
    void theTruthTellsRankingsApart() throws Exception {
        long dataset = bench.imported("a.jsonl", Bench.lines(8)).id();
        bench.imported("b.jsonl", List.of(Bench.line("other")));
        bench.scored();
        Path file = Files.writeString(folder.resolve("truth.json"), "{\"0\": \"empty\", \"2\": \"cut\"}");
        Map<String, Ranking> rankings = new LinkedHashMap<>();
        rankings.put("raw", rank("raw"));
        rankings.put("long", rank("agreement:0.5:long"));

        TruthReport report = bench.session().truth().measure(rankings, dataset, TruthFile.read(file));

        TruthReport.Found raw = requireNonNull(report.rankings().get("raw"));
        assertEquals(11 / 12.0, raw.all().auroc(), 1e-12);
        assertEquals(6, raw.all().clean());
        assertEquals(1, requireNonNull(raw.kinds().get("empty")).auroc());
        assertEquals(5 / 6.0, requireNonNull(raw.kinds().get("cut")).auroc(), 1e-12);
        assertEquals(1, requireNonNull(raw.kinds().get("cut")).n());
        assertTrue(requireNonNull(report.rankings().get("long")).all().auroc() < 0.2);
        assertEquals(0, report.unscored());
    }

    @Test
    void badOnesWithoutARewardAreCounted() throws Exception {
        long dataset = bench.imported("a.jsonl", List.of(Bench.line("x"), Bench.line("unreadable"), Bench.line("yy")))
                .id();
        bench.scored();
        Path file = Files.writeString(folder.resolve("truth.json"), "{\"1\": \"broken\"}");

        TruthReport report = bench.session().truth().measure(Map.of("raw", rank("raw")), dataset, TruthFile.read(file));

        assertEquals(1, report.unscored());
        assertEquals(0, requireNonNull(report.rankings().get("raw")).all().n());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"a\": \"x\"}",
                "{\"1\": 2}",
                "{\"1\": \"\"}",
                "{\"1\": \"x\"",
                "{} {}",
                "{\"1\": \"x\", \"1\": \"y\"}"
            })
    void whatIsNoTruthIsRefusedByName(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("odd.json"), text);

        IOException refused = assertThrows(IOException.class, () -> TruthFile.read(file));

        assertTrue(String.valueOf(refused.getMessage()).contains("odd.json"), refused.getMessage());
    }

    @Test
    void aTruthOfAnotherDatasetIsRefused() throws Exception {
        long dataset = bench.imported("a.jsonl", Bench.lines(3)).id();
        bench.scored();
        Path file = Files.writeString(folder.resolve("truth.json"), "{\"3\": \"x\"}");

        IOException refused = assertThrows(
                IOException.class,
                () -> bench.session().truth().measure(Map.of("raw", rank("raw")), dataset, TruthFile.read(file)));

        assertTrue(String.valueOf(refused.getMessage()).contains("names record 3"), refused.getMessage());
    }
}
