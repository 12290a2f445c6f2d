package winnow.app.ui.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.app.service.AuditResult;
import winnow.app.service.AuditService;
import winnow.app.service.RankingChoice;
import winnow.app.service.Session;
import winnow.app.ui.CutBench;
import winnow.app.ui.job.LateJobs;
import winnow.app.ui.review.Decoders;
import winnow.store.data.Audit;
import winnow.store.data.Audit.Quality;
import winnow.store.db.StoreException;
import winnow.store.job.CancelToken;
import winnow.store.job.Lanes.Lane;
import winnow.store.job.Progress;
import winnow.store.media.Videos;

/** Runs without a JavaFX toolkit, on a real audit. */
class AuditViewModelTest {

    private static final int DRAWS = 5;

    @TempDir
    Path folder;

    private final LateJobs jobs = new LateJobs();
    private CutBench bench;
    private Audit audit;
    private AuditViewModel model;

    @BeforeEach
    void open() throws Exception {
        bench = new CutBench(folder).imported().scored();
        Session session = bench.session();
        audit = session.audits()
                .start(
                        new AuditService.Request(
                                session.latestRun().orElseThrow().id(),
                                new RankingChoice.Raw(),
                                Map.of(1L, 0.0, 2L, 0.0),
                                DRAWS,
                                1,
                                "ann"),
                        Progress.SILENT,
                        new CancelToken());
        Decoders decoders = new Decoders(
                picture -> {
                    throw new IOException(picture + " is no picture.");
                },
                new Videos());
        model = new AuditViewModel(session, jobs, "ann", decoders);
        model.open(audit);
        jobs.catchUp();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private long shown() {
        return model.detailProperty().get().sample().id();
    }

    private AuditResult.Progress stored() {
        return bench.session().audits().progress(audit.id());
    }

    @Test
    void theSampleShowsWithoutScoreAndRank() {
        assertEquals(AuditViewModel.State.SAMPLE, model.stateProperty().get());
        assertTrue(model.isBlind());
        assertEquals(Optional.empty(), model.detailProperty().get().outcome());
        assertEquals(0, model.detailProperty().get().rank());
    }

    @Test
    void aJudgementIsOnDiskBeforeTheNextSampleShows() {
        long first = shown();
        model.judge(Quality.GOOD, Optional.empty());
        assertEquals(first, shown());

        jobs.finishOne(Lane.DECIDE);

        assertEquals(1, stored().judged());
        assertFalse(first == shown());
    }

    @Test
    void quickKeysJudgeSuccessiveSamples() {
        for (int i = 0; i < DRAWS; i++) {
            model.judge(Quality.BAD, Optional.of("Empty"));
        }
        jobs.catchUp();

        assertEquals(DRAWS, stored().judged());
        assertEquals(AuditViewModel.State.DONE, model.stateProperty().get());
        model.judge(Quality.GOOD, Optional.empty()); // nothing is there to be judged
        jobs.catchUp();
        assertEquals(
                new AuditResult.Progress(DRAWS, DRAWS, 0, 0, 0),
                model.progressProperty().get());
    }

    @Test
    void undoShowsTheSampleAgain() {
        long first = shown();
        model.judge(Quality.BAD, Optional.empty());
        model.judge(Quality.BAD, Optional.empty());
        model.undo();
        model.undo();
        jobs.catchUp();

        assertEquals(first, shown());
        assertEquals(0, stored().judged());
    }

    @Test
    void undoGoesOnAfterTheLastOne() {
        for (int i = 0; i < DRAWS; i++) {
            model.judge(Quality.GOOD, Optional.empty());
        }
        model.undo();
        jobs.catchUp();

        assertEquals(AuditViewModel.State.SAMPLE, model.stateProperty().get());
        assertEquals(DRAWS - 1, model.progressProperty().get().judged());
    }

    @Test
    void anotherSampleIsDrawnInPlaceOfOneThatCannotBeJudged() {
        long first = shown();
        model.another();
        jobs.catchUp();

        assertFalse(first == shown());
        assertEquals(new AuditResult.Progress(DRAWS + 1, 1, 1, 0, 0), stored());
    }

    @Test
    void aJudgementThatCannotBeWrittenLeavesTheSampleAndSaysWhy() {
        long first = shown();
        jobs.failNext(Lane.DECIDE, new StoreException("The disk is full."));
        model.judge(Quality.GOOD, Optional.empty());
        model.judge(Quality.GOOD, Optional.empty());
        jobs.catchUp();

        assertEquals(first, shown());
        assertEquals(0, stored().judged());
        assertEquals("The disk is full.", model.problemProperty().get());

        model.judge(Quality.GOOD, Optional.empty());
        jobs.catchUp();
        assertEquals("", model.problemProperty().get());
        assertEquals(1, stored().judged());
    }
}
