package winnow.app.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.scoring.Computing;
import winnow.scoring.ModelOptions;
import winnow.scoring.Placement;
import winnow.scoring.ScoringException;
import winnow.store.data.Dataset;
import winnow.store.data.Outcome;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;

class ScoringServiceTest {

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

    @Test
    void everySampleGetsItsReward() throws Exception {
        bench.imported("train.jsonl", Bench.lines(10));

        ScoringService.Report report = bench.scored();

        assertEquals(List.of(10L, 0L), List.of(report.scored(), report.failed()));
        assertEquals(
                Optional.of(new Outcome.Score(3, 0.3, 3, false)),
                bench.session().review().detail(bench.run(), 3).outcome());
        assertEquals("{\"hd_num\":9,\"max_length\":16384}", report.run().settings());
        assertFalse(report.run().trained());
        assertEquals(0, bench.provider().loaded().get());
    }

    @Test
    void oneBadSampleCostsOneSample() throws Exception {
        List<String> lines = new ArrayList<>(Bench.lines(10));
        lines.set(2, Bench.line("unreadable"));
        lines.set(5, Bench.line("poison"));
        lines.set(6, Bench.line("nan"));
        bench.imported("train.jsonl", lines);

        ScoringService.Report report = bench.scored();

        assertEquals(List.of(7L, 3L), List.of(report.scored(), report.failed()));
        List<ScoringService.Failed> failures =
                bench.session().scoring().failures(report.run().id(), 10);
        assertEquals(
                List.of(2L, 5L, 6L),
                failures.stream().map(ScoringService.Failed::record).toList());
        assertEquals(
                "The picture of this sample is unreadable.", failures.get(0).reason());
        assertEquals("The batch does not fit into memory.", failures.get(1).reason());
        assertEquals(7, failures.get(2).line());
        assertEquals(
                folder.resolve("train.jsonl").toAbsolutePath(), failures.get(0).file());
    }

    @Test
    void aCancelledRunGoesOnWhereItStopped() throws Exception {
        bench.imported("train.jsonl", Bench.lines(10));
        CancelToken cancel = new CancelToken();
        Progress stopAfterFirstBatch = (done, total) -> {
            if (done > 0) {
                cancel.cancel();
            }
        };
        assertThrows(CancellationException.class, () -> bench.scored(4, stopAfterFirstBatch, cancel));
        assertEquals(4, bench.session().review().counts(bench.run()).scored());
        assertEquals(0, bench.provider().loaded().get());

        ScoringService.Report report = bench.scored();

        assertEquals(6, report.scored());
        assertEquals(1, bench.session().runs().size());
        assertEquals(10, bench.session().review().counts(bench.run()).scored());
    }

    @Test
    void theAnswersOfARecordAreScoredTogether() throws Exception {
        List<String> groups = List.of("xy", "yx", "xx", "yy").stream()
                .map(answer -> Bench.line("?").replace("\"?\"", "[\"%s\", \"x\", \"y\"]".formatted(answer)))
                .toList();
        bench.imported("groups.jsonl", groups);
        List<Long> steps = new ArrayList<>();

        bench.scored(4, (done, total) -> steps.add(done), new CancelToken());

        assertEquals(List.of(0L, 6L, 12L), steps);
    }

    @Test
    void aRunIsFoundAgainForOtherThreadsButNotForOtherTiles() throws Exception {
        bench.imported("train.jsonl", Bench.lines(3));
        long run = bench.scored().run().id();
        ModelOptions threads = new ModelOptions("cpu", 2, 9, 16384);
        ModelOptions tiles = new ModelOptions("auto", 0, 4, 16384);

        assertEquals(run, score(threads, OptionalLong.empty()).run().id());
        assertEquals(3, score(tiles, OptionalLong.empty()).scored());
        assertEquals(2, bench.session().runs().size());
        assertEquals(run, score(threads, OptionalLong.empty()).run().id());
        assertEquals(OptionalLong.of(run), bench.run());
    }

    @Test
    void equalInputsAreComputedOnce() throws Exception {
        List<String> lines = new ArrayList<>(Bench.lines(5));
        lines.addAll(Bench.lines(5));
        bench.imported("train.jsonl", lines);

        ScoringService.Report report = bench.scored(64, Progress.SILENT, new CancelToken());

        assertEquals(List.of(10L, 5L), List.of(report.scored(), report.reused()));
        assertEquals(5, bench.provider().computed().get());
        for (long sample = 1; sample <= 5; sample++) {
            assertEquals(reward(sample), reward(sample + 5));
        }
    }

    private double reward(long sample) {
        Outcome outcome =
                bench.session().review().detail(bench.run(), sample).outcome().orElseThrow();
        return ((Outcome.Score) outcome).reward();
    }

    @Test
    void ofAChangedFileOnlyWhatChangedIsComputed() throws Exception {
        List<String> lines = new ArrayList<>(Bench.lines(9));
        bench.imported("train.jsonl", lines);
        bench.scored();
        lines.set(4, Bench.line("something else"));
        bench.imported("changed.jsonl", lines);

        ScoringService.Report report = bench.scored();

        assertEquals(List.of(9L, 8L), List.of(report.scored(), report.reused()));
        assertEquals(10, bench.provider().computed().get());
        assertEquals(1.4, reward(9 + 5));
    }

    @Test
    void otherTilesCostOnlyInputsThatDiffer() throws Exception {
        bench.imported("train.jsonl", Bench.lines(6));
        bench.scored();

        ScoringService.Report report = score(new ModelOptions("auto", 0, 4, 16384), OptionalLong.empty());

        assertEquals(List.of(6L, 6L), List.of(report.scored(), report.reused()));
        assertEquals(6, bench.provider().computed().get());
    }

    @Test
    void aPictureThatWasReplacedIsNoticedWhenSamplesAreRechecked() throws Exception {
        Files.writeString(folder.resolve("picture"), "12");
        List<String> lines = new ArrayList<>(Bench.lines(6));
        lines.set(2, Bench.line("picture"));
        lines.set(4, Bench.line("unreadable"));
        bench.imported("train.jsonl", lines);
        bench.scored();
        assertEquals(0.5, reward(3));
        Files.writeString(folder.resolve("picture"), "1234");

        assertEquals(0, bench.scored().scored());
        ScoringService.Report report = recheck();

        assertEquals(
                List.of(5L, 1L, 4L, 1L), List.of(report.scored(), report.failed(), report.reused(), report.changed()));
        assertEquals(0.3, reward(3), 1e-12);
        assertEquals(0, recheck().changed());
    }

    private ScoringService.Report recheck() throws ScoringException {
        ScoringService.Request request = new ScoringService.Request(
                folder.resolve("model"), ModelOptions.DEFAULT, OptionalLong.empty(), 4, false, true, 0);
        return bench.session().scoring().run(request, Progress.SILENT, new CancelToken());
    }

    @Test
    void plainComputingTakesNothingThatWasComputedBefore() throws Exception {
        bench.imported("train.jsonl", List.of(Bench.line("same"), Bench.line("same")));
        ModelOptions plain = ModelOptions.DEFAULT.by(new Computing(Placement.AUTO, true));

        ScoringService.Report report = score(plain, OptionalLong.empty());

        assertEquals(List.of(2L, 0L), List.of(report.scored(), report.reused()));
        assertEquals(2, bench.provider().computed().get());
    }

    @Test
    void aBatchEndsWithTheTokensTheModelLikes() throws Exception {
        bench.imported(
                "train.jsonl",
                List.of("x".repeat(19), "y", "z".repeat(50), "a", "b", "c").stream()
                        .map(Bench::line)
                        .toList());
        List<Long> stored = new ArrayList<>();

        bench.scored(4, (done, total) -> stored.add(done), new CancelToken());

        assertEquals(List.of(0L, 2L, 3L, 6L), stored);
    }

    @Test
    void anyBatchSizeAndAnyStopGiveTheSameTable() throws Exception {
        List<String> lines = new ArrayList<>(Bench.lines(20));
        lines.addAll(List.of(Bench.line("poison"), Bench.line("nan"), Bench.line("xx"), Bench.line("xxx")));
        Random random = new Random(1);
        for (int round = 0; round < 12; round++) {
            int batch = 1 + random.nextInt(40);
            int stop = random.nextInt(30);
            try (Bench own = Bench.open(Files.createDirectory(folder.resolve("round" + round)))) {
                own.imported("train.jsonl", lines);
                scoredInTwoGoes(own, batch, stop);
                for (int i = 1; i <= lines.size(); i++) {
                    Outcome outcome = own.session()
                            .review()
                            .detail(own.run(), i)
                            .outcome()
                            .orElseThrow();
                    assertEquals(i == 21 || i == 22, outcome instanceof Outcome.Failure, "sample " + i);
                    if (outcome instanceof Outcome.Score score) {
                        assertEquals((i <= 20 ? i : i - 21) / 10.0, score.reward());
                    }
                }
            }
        }
    }

    private static void scoredInTwoGoes(Bench own, int batch, int stop) throws ScoringException {
        CancelToken cancel = new CancelToken();
        Progress stopping = (done, total) -> {
            if (done >= stop) {
                cancel.cancel();
            }
        };
        try {
            own.scored(batch, stopping, cancel);
        } catch (CancellationException e) {
            own.scored(batch, Progress.SILENT, new CancelToken());
        }
    }

    @Test
    void oneDatasetCanBeScoredAlone() throws Exception {
        bench.imported("train.jsonl", Bench.lines(3));
        Dataset second = bench.imported("more.jsonl", Bench.lines(5));

        ScoringService.Report report = score(ModelOptions.DEFAULT, OptionalLong.of(second.id()));

        assertEquals(5, report.scored());
        assertEquals(3, bench.scored().scored());
    }

    @Test
    void forgottenFailuresAreTriedAgain() throws Exception {
        bench.imported("train.jsonl", List.of(Bench.line("poison"), Bench.line("fine")));
        long run = bench.scored().run().id();
        assertEquals(0, bench.scored().failed());

        assertEquals(1, bench.session().scoring().forgetFailures(run));

        assertEquals(1, bench.scored().failed());
    }

    @Test
    void aFolderNoModelCanLoadIsNamed() {
        ScoringException e = assertThrows(
                ScoringException.class,
                () -> bench.session()
                        .scoring()
                        .run(
                                new ScoringService.Request(folder, ModelOptions.DEFAULT, OptionalLong.empty(), 4),
                                Progress.SILENT,
                                new CancelToken()));

        assertEquals(
                "No reward model can load " + folder.toAbsolutePath().normalize()
                        + ": it has no config.json. Known kinds:"
                        + " length. Give a folder with config.json, a tokenizer and weight files.",
                e.getMessage());
    }

    private ScoringService.Report score(ModelOptions options, OptionalLong dataset) throws ScoringException {
        return bench.session()
                .scoring()
                .run(
                        new ScoringService.Request(folder.resolve("model"), options, dataset, 4),
                        Progress.SILENT,
                        new CancelToken());
    }

    private void test(SelfTestReport.Verdict verdict) throws IOException {
        SelfTestReport.Row row = new SelfTestReport.Row(
                SelfTestReport.Check.PICTURE, "black picture", "0.0", verdict, "changes nothing");
        bench.session()
                .models()
                .records()
                .keep(new SelfTestReport("length", "f".repeat(64), "float32", List.of(row), 1, Instant.EPOCH));
    }

    private ScoringService.Report forced() throws ScoringException {
        ScoringService.Request request = new ScoringService.Request(
                folder.resolve("model"), ModelOptions.DEFAULT, OptionalLong.empty(), 4, true);
        return bench.session().scoring().run(request, Progress.SILENT, new CancelToken());
    }

    @Test
    void aModelThatFailedItsSelfTestIsNotUsed() throws Exception {
        bench.imported("train.jsonl", Bench.lines(3));
        test(SelfTestReport.Verdict.FAILED);

        ScoringException e = assertThrows(ScoringException.class, bench::scored);

        assertEquals(
                "length failed its self-test (The picture counts), so its scores cannot be trusted. Download it again and"
                        + " test it, or score all the same with --force.",
                e.getMessage());
        assertEquals(List.of(), bench.session().runs());
    }

    @Test
    void aForcedRunIsOneOfItsOwnAndSaysSo() throws Exception {
        bench.imported("train.jsonl", Bench.lines(3));
        ScoringService.Report trusted = bench.scored();
        test(SelfTestReport.Verdict.FAILED);

        ScoringService.Report report = forced();

        assertEquals(3, report.scored());
        assertNotEquals(trusted.run().id(), report.run().id());
        assertEquals(
                "{\"hd_num\":9,\"max_length\":16384,\"forced\":true}",
                report.run().settings());
        assertEquals(
                Optional.of("length failed its self-test: these scores cannot be trusted."),
                bench.session().scoring().caveat(report.run()));
    }

    @Test
    void forcingWhatNeedsNoForceChangesNothing() throws Exception {
        bench.imported("train.jsonl", Bench.lines(3));
        test(SelfTestReport.Verdict.PASSED);

        assertEquals(bench.scored().run().id(), forced().run().id());
    }
}
