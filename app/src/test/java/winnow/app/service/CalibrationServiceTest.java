package winnow.app.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import winnow.app.service.CalibrationReport.LeftOut;
import winnow.scoring.ScoringException;
import winnow.scoring.rank.Calibration;
import winnow.scoring.rank.CalibrationFit.Method;
import winnow.store.data.Comparison.Choice;
import winnow.store.data.Comparison.Pair;
import winnow.store.data.Comparison.Vote;
import winnow.store.data.KeptCalibration;
import winnow.store.data.PairGroup;
import winnow.store.data.PairOrder;
import winnow.store.db.Workspace;
import winnow.store.job.CancelToken;
import winnow.store.job.Lanes;
import winnow.store.job.Progress;

/**
 * Forty pairs whose rewards differ by a tenth (the test's model gives one a letter); three of four votes are for the
 * longer answer. One workspace, one step after the other.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CalibrationServiceTest {

    private static final int PAIRS = 40;

    private Path folder = Path.of("");
    private Bench bench;
    private long dataset;

    @BeforeAll
    void open(@TempDir Path temporary) throws IOException, ScoringException {
        folder = temporary;
        bench = Bench.open(folder);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < PAIRS + 5; i++) {
            boolean equal = i >= PAIRS;
            lines.add("{\"q\": \"Why " + i + "?\", \"a\": [\"" + (equal ? "x" : "xx") + "\", \"y\"]}");
        }
        lines.add("{\"q\": \"Why?\", \"a\": [\"unreadable\", \"y\"]}");
        dataset = bench.imported("p.jsonl", lines).id();
    }

    @AfterAll
    void close() {
        bench.close();
    }

    @Test
    @Order(1)
    void tooFewVotesAreToldWithTheirNumber() throws ScoringException {
        assertThrows(IllegalArgumentException.class, () -> service().look(request(9)));
        bench.scored();
        for (int i = 0; i < 19; i++) {
            vote("kim", i, i % 4 == 3 ? Choice.B : Choice.A, true);
        }
        vote("kim", PAIRS, Choice.A, true); // equal rewards teach nothing

        CalibrationReport report = service().look(request(run()));
        IOException refused =
                assertThrows(IOException.class, () -> service().keep(request(run()), Optional.empty(), "kim"));

        assertTrue(report.fit().isEmpty());
        assertEquals(20, report.counted().votes());
        assertEquals(19, report.counted().usable());
        assertTrue(String.valueOf(refused.getMessage()).contains("votes on 20 pairs"), refused.getMessage());
        assertTrue(String.valueOf(refused.getMessage()).contains("there are 19."), refused.getMessage());
        assertEquals(List.of(), service().all());
    }

    @Test
    @Order(2)
    void votesThatSayNothingOfTheOrderAreLeftOutAndCounted() {
        vote("kim", PAIRS, Choice.NONE, true);
        for (int i = 0; i < PAIRS; i++) {
            vote("kim", i, i % 4 == 3 ? Choice.B_MUCH : Choice.A, true);
        }
        vote("lee", 0, Choice.BOTH_BAD, true);
        vote("lee", 1, Choice.SKIP, true);
        vote("lee", 2, Choice.A, false);
        vote("lee", 3, Choice.TIE, true);
        vote("lee", PAIRS + 5, Choice.A, true);

        CalibrationReport all = service().look(request(run()));
        CalibrationReport kim =
                service().look(new CalibrationService.Request(run(), Optional.of("kim"), Optional.empty()));

        assertEquals(PAIRS + 1, all.counted().votes());
        assertEquals(1, all.counted().ties());
        assertEquals(PAIRS, all.counted().pairs());
        for (LeftOut reason : LeftOut.values()) {
            assertEquals(1, all.counted().leftOut(reason), reason.name());
            assertEquals(0, kim.counted().leftOut(reason), reason.name());
        }
        assertEquals(PAIRS, kim.counted().votes());
        assertTrue(all.fit().orElseThrow().after().logLoss()
                < all.fit().orElseThrow().before().logLoss());
    }

    /** Of one margin the curve gives the share of its votes: 30 of 40. */
    @Test
    @Order(3)
    void theLastFitOfARunCountsAndIsNamedWithItsData() throws IOException {
        CalibrationService.Request kim =
                new CalibrationService.Request(run(), Optional.of("kim"), Optional.of(Method.TEMPERATURE));
        service().keep(request(run()), Optional.of("All of them"), "lee");
        KeptCalibration kept =
                service().keep(kim, Optional.empty(), "kim").kept().orElseThrow();

        Calibration curve = service().ofRun(run()).orElseThrow();

        assertEquals("p: 40 votes of kim", kept.name());
        assertEquals(KeptCalibration.Method.TEMPERATURE, kept.curve().method());
        assertEquals(0.75, curve.probability(0.1), 1e-6);
        assertEquals(0.25, curve.probability(-0.1), 1e-6);
        assertEquals(0.9, curve.probability(0.2), 1e-6); // odds of 3 twice over
        assertEquals(41 / 42.0, curve.probability(100), 1e-6);
        assertEquals(2, service().all().size());
        assertNotEquals(kept.votes().sha256(), service().all().get(0).votes().sha256());
        assertEquals(
                kept.votes().sha256(),
                service()
                        .keep(kim, Optional.empty(), "kim")
                        .kept()
                        .orElseThrow()
                        .votes()
                        .sha256());
        assertTrue(service().ofRun(99).isEmpty());
    }

    @Test
    @Order(4)
    void stepsAreKeptToo() throws IOException {
        Calibration fitted = service()
                .keep(
                        new CalibrationService.Request(run(), Optional.empty(), Optional.of(Method.ISOTONIC)),
                        Optional.empty(),
                        "kim")
                .fit()
                .orElseThrow()
                .calibration();

        Calibration read = service().ofRun(run()).orElseThrow();

        for (double margin : new double[] {-3, -0.1, -0.05, 0, 0.02, 0.1, 7}) {
            assertEquals(fitted.probability(margin), read.probability(margin), margin + "");
        }
    }

    @Test
    @Order(5)
    void theProbabilityShowsAfterTheVoteByItsSide() {
        CompareService.Sitting sitting =
                new CompareService.Sitting("park", PairOrder.RANDOM, OptionalLong.of(run()), 1);
        for (int record : new int[] {0, 1, 2, 3}) {
            CompareService.Question question =
                    bench.session().comparing().question(sitting, new PairGroup(dataset, record, 2, 0, false));
            CompareService.Hidden hidden = bench.session().comparing().hidden(sitting, question);

            double margin = hidden.margin().orElseThrow();
            assertEquals(
                    service().ofRun(run()).orElseThrow().probability(margin),
                    hidden.calibrated().orElseThrow());
            assertEquals(margin > 0, hidden.calibrated().orElseThrow() > 0.5);
        }
    }

    @Test
    @Order(6)
    void pairsThatAreNotSureEnoughAreDropped() throws IOException, ScoringException {
        service()
                .keep(
                        new CalibrationService.Request(run(), Optional.of("kim"), Optional.of(Method.TEMPERATURE)),
                        Optional.empty(),
                        "kim");

        assertEquals(PAIRS, build(0.7, OptionalLong.of(run())).pairs());
        PairsService.Report none = build(0.8, OptionalLong.of(run()));
        assertEquals(0, none.pairs());
        assertEquals(PAIRS, none.dropped().get("below_probability"));
        assertTrue(String.valueOf(assertThrows(IOException.class, () -> build(0.8, OptionalLong.of(7)))
                        .getMessage())
                .contains("winnow calibrate"));
    }

    private PairsService.Report build(double probability, OptionalLong runId) throws IOException, ScoringException {
        PairRules rules = new PairRules(
                PairRules.Basis.REWARD,
                OptionalDouble.empty(),
                1,
                PairRules.LengthRule.NONE,
                OptionalDouble.of(probability));
        PairsService.Request request = new PairsService.Request(
                rules, "trl", folder.resolve("out.jsonl"), runId, OptionalLong.empty(), Optional.empty());
        try (Workspace again = Workspace.open(bench.session().file());
                Lanes lanes = new Lanes()) {
            CalibrationService calibrations = new CalibrationService(again);
            return new PairsService(
                            again, new Formats(), calibrations, bench.session().models(), lanes)
                    .build(request, Progress.SILENT, new CancelToken());
        }
    }

    private CalibrationService service() {
        return bench.session().calibrations();
    }

    private long run() {
        return bench.run().orElseThrow();
    }

    private static CalibrationService.Request request(long runId) {
        return new CalibrationService.Request(runId, Optional.empty(), Optional.empty());
    }

    private void vote(String who, long record, Choice choice, boolean blind) {
        bench.session()
                .comparing()
                .vote(
                        new CompareService.Sitting(who, PairOrder.RANDOM, OptionalLong.empty(), 1),
                        new Pair(dataset, record, 0, 1),
                        new Vote(choice, Set.of(), Optional.empty(), blind));
    }
}
