package winnow.app.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.store.data.Counts;
import winnow.store.data.QueueRow;
import winnow.store.data.Verdict;

class ReviewServiceTest {

    private static final Optional<String> NONE = Optional.empty();
    private static final Optional<String> KIM = Optional.of("kim");
    private static final Optional<String> LEE = Optional.of("lee");

    @TempDir
    Path folder;

    private Bench bench;

    /** Ten samples, the shortest answer has the lowest reward. */
    @BeforeEach
    void open() throws Exception {
        bench = Bench.open(folder);
        bench.imported("train.jsonl", Bench.lines(10));
        bench.scored();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void theQueueStartsWithTheLowestReward() {
        long[] order = review().order(bench.run(), "");

        assertArrayEquals(new long[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, order);
        assertEquals(
                List.of("xxx", "x"),
                review().rows(bench.run(), List.of(3L, 1L)).stream()
                        .map(QueueRow::preview)
                        .toList());
    }

    @Test
    void aSampleKnowsItsRankAndPercentile() {
        ReviewService.Detail detail = review().detail(bench.run(), 4);

        assertEquals(List.of(4L, 10L), List.of(detail.rank(), detail.ranked()));
        assertEquals(40, detail.percentile());
        assertTrue(Double.isNaN(review().detail(OptionalLong.empty(), 4).percentile()));
    }

    @Test
    void anUnknownSampleIsNamed() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> review().detail(bench.run(), 99));

        assertEquals("There is no sample 99 in this workspace", e.getMessage());
    }

    @Test
    void aDecisionShowsInCountsAndRows() {
        ReviewService.Step step =
                review().decide("kim", 4, Verdict.PRUNE, Optional.of("Wrong answer"), Optional.of("look"));

        assertEquals(List.of(4L), step.samples());
        assertEquals(Verdict.PRUNE, step.verdict());
        assertEquals(new Counts(10, 10, 0, 0, 1, 0), review().counts(bench.run()));
        assertEquals(
                Optional.of("Wrong answer"), review().detail(bench.run(), 4).reason());
        assertArrayEquals(new long[] {4}, review().order(bench.run(), "verdict:prune"));
    }

    @Test
    void undoAndRedoGoAllTheWayAlsoAfterReopening() throws Exception {
        for (long sample = 1; sample <= 10; sample++) {
            review().decide("kim", sample, sample % 2 == 0 ? Verdict.KEEP : Verdict.PRUNE, NONE, NONE);
        }
        reopen();
        for (int i = 0; i < 6; i++) {
            review().undo(KIM);
        }
        reopen();
        for (int i = 0; i < 4; i++) {
            assertTrue(review().undo(KIM).isPresent());
        }
        assertEquals(Optional.empty(), review().undo(KIM));
        assertEquals(10, review().counts(bench.run()).undecided());

        reopen();
        for (int i = 0; i < 10; i++) {
            assertTrue(review().redo(KIM).isPresent());
        }
        assertEquals(Optional.empty(), review().redo(KIM));
        assertEquals(new Counts(10, 10, 0, 5, 5, 0), review().counts(bench.run()));
    }

    @Test
    void undoGivesBackTheEarlierVerdictWithItsReason() {
        review().decide("kim", 4, Verdict.PRUNE, Optional.of("Wrong answer"), NONE);
        review().decide("kim", 4, Verdict.KEEP, NONE, NONE);

        ReviewService.Step step = review().undo(KIM).orElseThrow();

        assertEquals(Verdict.PRUNE, step.verdict());
        assertEquals(Optional.of("Wrong answer"), step.reason());
    }

    @Test
    void aNewDecisionEndsRedo() {
        review().decide("kim", 4, Verdict.PRUNE, NONE, NONE);
        review().undo(KIM);
        review().decide("kim", 5, Verdict.PRUNE, NONE, NONE);

        assertEquals(Optional.empty(), review().redo(KIM));
    }

    @Test
    void undoRedoUndoIsAnUndo() {
        review().decide("kim", 4, Verdict.PRUNE, NONE, NONE);
        review().undo(KIM);
        review().redo(KIM);

        review().undo(KIM);

        assertEquals(0, review().counts(bench.run()).decided());
        assertTrue(review().redo(KIM).isPresent());
        assertEquals(1, review().counts(bench.run()).pruned());
    }

    @Test
    void aBulkDecisionIsTakenBackAsOneStep() {
        review().decide("kim", 2, Verdict.KEEP, NONE, NONE);

        ReviewService.Step step =
                review().decideAll("kim", bench.run(), "reward<0.65", Verdict.PRUNE, Optional.of("Low"), NONE);
        assertEquals(6, step.changed());
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L), step.samples());

        ReviewService.Step undone = review().undo(NONE).orElseThrow();
        assertEquals(6, undone.changed());
        assertEquals(new Counts(10, 10, 0, 1, 0, 0), review().counts(bench.run()));
    }

    @Test
    void aBulkDecisionThatChangesNothingIsNoStep() {
        ReviewService.Step step = review().decideAll("kim", bench.run(), "reward<-9", Verdict.PRUNE, NONE, NONE);

        assertEquals(0, step.changed());
        assertEquals(Optional.empty(), review().undo(KIM));
    }

    @Test
    void annotatorsTakeBackTheirOwnStepsAndConflictsAreCounted() {
        review().decide("kim", 4, Verdict.PRUNE, NONE, NONE);
        review().decide("lee", 4, Verdict.KEEP, NONE, NONE);
        review().decide("lee", 5, Verdict.KEEP, NONE, NONE);
        assertEquals(1, bench.session().reports().report(bench.run(), 3).conflicts());

        assertEquals(List.of(4L), review().undo(KIM).orElseThrow().samples());
        assertEquals(0, bench.session().reports().report(bench.run(), 3).conflicts());
        assertEquals(List.of(5L), review().undo(NONE).orElseThrow().samples());
        assertEquals(List.of(4L), review().undo(LEE).orElseThrow().samples());
        assertEquals(Optional.empty(), review().undo(NONE));
    }

    @Test
    void aReportHasTheLowestSamples() {
        ReportService.Report report = bench.session().reports().report(OptionalLong.empty(), 3);

        assertEquals(
                List.of(1L, 2L, 3L),
                report.lowest().stream().map(QueueRow::sampleId).toList());
        assertEquals(bench.session().latestRun(), report.run());
        assertThrows(
                IllegalArgumentException.class, () -> bench.session().reports().report(OptionalLong.of(99), 3));
    }

    private ReviewService review() {
        return bench.session().review();
    }

    private void reopen() throws Exception {
        bench.close();
        bench = Bench.open(folder);
    }
}
