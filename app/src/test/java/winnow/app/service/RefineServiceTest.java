package winnow.app.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
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
import winnow.scoring.ModelOptions;
import winnow.scoring.ScoringException;
import winnow.store.data.ScoringRun;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;

class RefineServiceTest {

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

    /** Answers of 10 to 409 letters; the lowest are shapes, which the cheap pass thinks 8 tenths lower. */
    private ScoringRun cheap() throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            lines.add(Bench.line((i % 3 == 0 ? "shape" : "plain") + "x".repeat(i + 5)));
        }
        bench.imported("train.jsonl", lines);
        return bench.session()
                .scoring()
                .run(request(ModelOptions.DEFAULT.tiled(1)), Progress.SILENT, new CancelToken())
                .run();
    }

    private ScoringService.Request request(ModelOptions options) {
        return new ScoringService.Request(folder.resolve("model"), options, OptionalLong.empty(), 8);
    }

    private Optional<ScoringService.Report> refining(ScoringRun first, Progress progress, CancelToken cancel)
            throws ScoringException {
        return bench.session().refining().run(request(ModelOptions.DEFAULT), first, 0.1, progress, cancel);
    }

    private ScoringService.Report refine(ScoringRun first, Progress progress, CancelToken cancel)
            throws ScoringException {
        return refining(first, progress, cancel).orElseThrow();
    }

    private RefineService.Quality quality(ScoringRun run) {
        return bench.session().refining().quality(OptionalLong.of(run.id())).orElseThrow();
    }

    @Test
    void theLowestShareAndARandomControlAreScoredAgain() throws Exception {
        ScoringRun first = cheap();

        ScoringService.Report report = refine(first, Progress.SILENT, new CancelToken());

        RefineService.Quality quality = quality(report.run());
        assertEquals(quality, quality(first));
        assertEquals(40, quality.refinement().lowest().samples());
        assertEquals(50, quality.control());
        assertTrue(report.scored() >= 50 && report.scored() <= 90, "scored " + report.scored());
        assertEquals(5, quality.lowest());
        assertTrue(quality.caught() >= 4, "caught " + quality.caught());
        double rho = quality.correlation().orElseThrow().rho();
        assertTrue(rho > 0.99 && rho < 1, "rho " + rho);
        assertEquals(
                report.scored(),
                bench.session()
                        .review()
                        .counts(OptionalLong.of(report.run().id()))
                        .scored());
    }

    @Test
    void whatWasStoppedGoesOnWithTheSameSamples() throws Exception {
        ScoringRun first = cheap();
        CancelToken cancel = new CancelToken();
        Progress stop = (done, total) -> {
            if (done > 20) {
                cancel.cancel();
            }
        };
        assertThrows(CancellationException.class, () -> refine(first, stop, cancel));
        assertTrue(
                bench.session().refining().quality(OptionalLong.of(first.id())).isEmpty());
        long before = bench.session().review().counts(bench.run()).scored();

        ScoringService.Report report = refine(first, Progress.SILENT, new CancelToken());

        assertTrue(before >= 20, "before " + before);
        assertEquals(50, quality(first).control());
        assertEquals(0, refine(first, Progress.SILENT, new CancelToken()).scored());
        assertTrue(report.scored() > 0);
    }

    @Test
    void aFirstPassThatIsNotCheaperIsRefused() throws Exception {
        bench.imported("train.jsonl", Bench.lines(5));
        ScoringRun full = bench.scored().run();

        ScoringException refused =
                assertThrows(ScoringException.class, () -> refine(full, Progress.SILENT, new CancelToken()));

        assertTrue(String.valueOf(refused.getMessage()).contains("up to 9 tiles"), refused.getMessage());
    }

    @Test
    void whereNothingWasRewardedThereIsNothingToRefine() throws Exception {
        bench.imported("train.jsonl", List.of(Bench.line("unreadable")));
        ScoringRun first = bench.session()
                .scoring()
                .run(request(ModelOptions.DEFAULT.tiled(1)), Progress.SILENT, new CancelToken())
                .run();

        assertEquals(Optional.empty(), refining(first, Progress.SILENT, new CancelToken()));
        assertEquals(1, bench.session().runs().size());
    }

    @Test
    void scoringTheRestLaterCompletesTheRun() throws Exception {
        ScoringRun run = refine(cheap(), Progress.SILENT, new CancelToken()).run();

        ScoringService.Report rest =
                bench.session().scoring().run(request(ModelOptions.DEFAULT), Progress.SILENT, new CancelToken());

        assertEquals(run.id(), rest.run().id());
        assertEquals(400, bench.session().review().counts(bench.run()).scored());
    }
}
