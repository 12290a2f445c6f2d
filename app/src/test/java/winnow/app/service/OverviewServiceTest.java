package winnow.app.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.store.data.Verdict;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;

class OverviewServiceTest {

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

    private Overview read() {
        return read(new RankingChoice.Raw());
    }

    private Overview read(RankingChoice choice) {
        return bench.session().overview().read(choice, Progress.SILENT, new CancelToken());
    }

    @Test
    void anEmptyWorkspaceHasAnEmptyOverview() {
        Overview overview = read();

        assertEquals(0, overview.counts().samples());
        assertTrue(overview.sources().isEmpty());
        assertTrue(overview.curve().isEmpty());
        assertTrue(Double.isNaN(overview.correlation()));
    }

    @Test
    void whatIsNotScoredYetIsCountedAllTheSame() throws Exception {
        bench.imported("train.jsonl", Bench.lines(5));

        Overview overview = read();

        assertEquals(5, overview.sources().get(0).samples());
        assertTrue(overview.histogram(1).isEmpty());
    }

    @Test
    void everyScoreIsInItsHistogramAndLengthGoesWithScoreHere() throws Exception {
        bench.imported("train.jsonl", Bench.lines(40));
        List<String> lines = new ArrayList<>(Bench.lines(3));
        lines.add(Bench.line("unreadable"));
        bench.imported("more.jsonl", lines);
        bench.scored();

        Overview overview = read();

        assertEquals(40, overview.histogram(1).orElseThrow().total());
        assertEquals(3, overview.histogram(2).orElseThrow().total());
        assertEquals(1, overview.sources().get(1).failed());
        assertEquals(1, overview.correlation(), 1e-12);
        assertEquals(2.0, overview.median(1), 0.1);
        assertEquals(3, overview.lowest());
        assertEquals(0.1, overview.low(), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"raw", "group:source", "adjusted", "agreement:0.2:raw,short,long"})
    void whatABrushMarksIsWhatItsQueryFinds(String id) throws Exception {
        bench.imported("train.jsonl", Bench.lines(40));
        bench.imported("more.jsonl", Bench.lines(20));
        bench.scored();
        RankingChoice choice = RankingChoice.of(id);
        Overview overview = read(choice);
        RankingService rankings = bench.session().rankings();
        rankings.keep(rankings.rank(overview.columns(), choice, new CancelToken()), new CancelToken());
        List<Brush> brushes = List.of(
                new Brush(OptionalLong.empty(), 0.5, 1.5, 3, 12),
                new Brush(OptionalLong.empty(), -5, 99, 7, Integer.MAX_VALUE),
                new Brush(OptionalLong.empty(), 0.7, 0.8, 0, Integer.MAX_VALUE),
                Brush.ofSource(2, 0.3, 1.2));

        for (Brush brush : brushes) {
            Overview.Brushed brushed = overview.brushed(brush);
            long[] found = bench.session().review().order(bench.run(), brush.query(choice));
            assertEquals(found.length, brushed.samples(), brush.query(choice));
            assertTrue(brush.source().isEmpty()
                    || Set.of(2L).containsAll(brushed.histograms().keySet()));
        }
        assertTrue(brushes.stream().anyMatch(brush -> overview.brushed(brush).samples() > 0));
    }

    @Test
    void theFiguresAreThoseOfTheRanking() throws Exception {
        bench.imported("train.jsonl", Bench.lines(40));
        bench.imported("more.jsonl", Bench.lines(20));
        bench.scored();
        RankingChoice agreement = RankingChoice.of("agreement:0.1:raw,short,long");

        Overview overview = read(agreement);

        assertEquals(agreement, overview.choice());
        assertEquals(0, overview.low());
        assertEquals(2, overview.value(0), "the shortest answer is named twice");
        assertEquals(0, overview.median(1), 0.05);
        assertEquals(40, overview.histogram(1).orElseThrow().total());
        assertEquals(3, overview.lowest());
        assertEquals(0, overview.lowestDecided());
        long worst = bench.session()
                .rankings()
                .rank(overview.columns(), agreement, new CancelToken())
                .id(0);
        bench.session().review().decide("kim", worst, Verdict.PRUNE, Optional.empty(), Optional.empty());
        assertEquals(1, read(agreement).lowestDecided());
    }
}
