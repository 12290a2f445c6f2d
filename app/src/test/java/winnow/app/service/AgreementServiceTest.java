package winnow.app.service;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.app.service.AgreementReport.Figures;
import winnow.app.service.AgreementReport.Hits;
import winnow.scoring.ScoringException;
import winnow.scoring.rank.Estimate;
import winnow.scoring.rank.OrderEffect;
import winnow.store.data.Comparison.Choice;
import winnow.store.data.Comparison.Dimension;
import winnow.store.data.Comparison.Pair;
import winnow.store.data.Comparison.Vote;
import winnow.store.data.PairOrder;
import winnow.store.data.Verdict;
import winnow.store.db.Workspace;
import winnow.store.format.DatasetReader;
import winnow.store.format.Head;
import winnow.store.format.SampleSink;
import winnow.store.job.CancelToken;

/** Every figure here is worked out by hand; a reward is a tenth of the letters of an answer. */
class AgreementServiceTest {

    private static final double EXACT = 1e-9;

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
    void votesAreHeldAgainstTheRewards() throws IOException, ScoringException {
        sixPairs();

        AgreementReport.AgainstModel model = report().all().model();

        // kim: right, wrong, right, equal, unscored, tie; lee: right, right, both bad, equal, tie
        assertEquals(11, model.votes());
        assertEquals(new Hits(4, 2, 7), model.decided());
        assertEquals(4, model.pairs());
        assertEquals(1, model.unscored());
        assertEquals(2, model.ties());
        assertEquals(1, model.bothBad());
        assertEquals(1, model.seen());
        // Wilson with p = 4/7 and n = 4: (p + z²/8 -+ z sqrt(p (1 - p) / 4 + z²/64)) / (1 + z²/4), z² = 3.841459
        assertEquals(4 / 7.0, model.accuracy().value(), EXACT);
        assertEquals(0.188302, model.accuracy().low(), 1e-6);
        assertEquals(0.884571, model.accuracy().high(), 1e-6);
    }

    @Test
    void annotatorsAreComparedOnPairsByTheAnswerNotByItsSide() throws IOException, ScoringException {
        sixPairs();

        BetweenAnnotators votes = report().all().votes();

        // kim and lee on five pairs: 0 0, 0 1, 0 bad, 0 0, tie tie
        assertEquals(5, votes.things());
        assertEquals(List.of("kim", "lee"), votes.annotators());
        assertEquals(0.6, votes.same().value(), EXACT);
        assertEquals(BetweenAnnotators.Kind.COHEN, votes.kind());
        // by chance 4/5 * 2/5 + 1/5 * 1/5 = 0.36, so (0.6 - 0.36) / (1 - 0.36)
        assertEquals(0.375, votes.kappa().value(), EXACT);
        // observed 4/10; expected 1 - (6 * 5 + 2 * 1) / (10 * 9) = 58/90; 1 - 36/58
        assertEquals(22 / 58.0, votes.alpha().value(), EXACT);
        assertOrdered(votes.kappa());
        assertOrdered(votes.alpha());
        assertEquals(List.of(), votes.pairs());
    }

    @Test
    void theSideOfAnAnswerIsCounted() throws IOException, ScoringException {
        sixPairs();

        OrderEffect order = report().all().order();

        assertEquals(6, order.left());
        assertEquals(2, order.right());
        assertEquals(0.75, order.share().value(), EXACT);
        assertEquals(2 * 37 / 256.0, order.p(), EXACT); // 1 + 8 + 28 of 256 ways, and as many on the other side
        // Clopper and Pearson's ends are where the tail is 2.5 %: of 8 throws, 6 or more, and 6 or fewer
        assertEquals(0.025, atLeast(6, 8, order.share().low()), 1e-6);
        assertEquals(0.025, 1 - atLeast(7, 8, order.share().high()), 1e-6);
    }

    @Test
    void ofThreeAnnotatorsItIsFleissKappa() throws IOException {
        bench.imported("s.jsonl", Bench.lines(6));
        decide(1, Verdict.KEEP, Verdict.KEEP, Verdict.KEEP);
        decide(2, Verdict.PRUNE, Verdict.PRUNE, Verdict.KEEP);
        decide(3, Verdict.PRUNE, Verdict.PRUNE, Verdict.PRUNE);
        decide(4, Verdict.UNSURE, Verdict.KEEP, Verdict.KEEP);
        decide(5, Verdict.PRUNE); // alone, so compared with nobody
        decide(6, Verdict.KEEP, Verdict.NONE); // taken back

        BetweenAnnotators three = report().all().verdicts();

        assertEquals(4, three.things());
        assertEquals((1 + 1 / 3.0 + 1 + 1 / 3.0) / 4, three.same().value(), EXACT);
        assertEquals(BetweenAnnotators.Kind.FLEISS, three.kind());
        // by chance (6² + 5² + 1²) / 12² = 62/144, so (96 - 62) / (144 - 62)
        assertEquals(34 / 82.0, three.kappa().value(), EXACT);
        // observed (4/2 + 4/2) / 12; expected 1 - (6 * 5 + 5 * 4) / (12 * 11) = 82/132; 1 - 44/82
        assertEquals(38 / 82.0, three.alpha().value(), EXACT);
        assertOrdered(three.alpha());
        assertEquals(3, three.pairs().size());
        BetweenAnnotators.Two two = three.pairs().get(0);
        assertEquals("ann and bob", two.first() + " and " + two.second());
        // 3 of 4 the same; by chance 1/4 * 2/4 + 2/4 * 2/4 = 0.375
        assertEquals(0.375 / 0.625, two.kappa().kappa().value(), EXACT);

        decide(5, Verdict.PRUNE, Verdict.PRUNE);
        BetweenAnnotators uneven = report().all().verdicts();
        assertEquals(BetweenAnnotators.Kind.NONE, uneven.kind());
        assertTrue(Double.isNaN(uneven.kappa().value()));
        assertFalse(Double.isNaN(uneven.alpha().value()));
    }

    @Test
    void rewardsAreHeldAgainstTheLabelsOfTheFile() throws IOException, ScoringException {
        sixPairs();

        assertEquals(0, report().all().label().pairs()); // the format of the test says nothing of it
        try (Workspace again = Workspace.open(bench.session().file())) {
            AgreementService labelled =
                    new AgreementService(again, new Formats(List.of(new BetterFirst()), List.of(), List.of()));
            AgreementReport.AgainstLabel label = labelled.report(OptionalLong.empty(), bench.run(), new CancelToken())
                    .all()
                    .label();

            assertEquals(6, label.pairs());
            assertEquals(new Hits(3, 1, 5), label.scored());
            assertEquals(0.6, label.accuracy().value(), EXACT);
            assertEquals(
                    0,
                    labelled.report(OptionalLong.empty(), OptionalLong.empty(), new CancelToken())
                            .all()
                            .label()
                            .scored()
                            .of());
        }
    }

    @Test
    void everySourceHasFiguresOfItsOwn() throws IOException, ScoringException {
        sixPairs();
        long other = bench.imported("other.jsonl", List.of("{\"q\": \"Why?\", \"a\": [\"x\", \"xxxx\"]}"))
                .id();
        bench.imported("silent.jsonl", List.of("{\"q\": \"Who?\", \"a\": [\"x\", \"xxxx\"]}"));
        bench.scored();
        vote("kim", other, 0, Choice.B, false);

        AgreementReport all = report();
        AgreementReport one =
                bench.session().agreement().report(OptionalLong.of(other), bench.run(), new CancelToken());

        assertEquals(2, all.sources().size());
        assertEquals(12, all.all().model().votes());
        assertEquals(new Hits(5, 2, 8), all.all().model().decided());
        assertEquals(new Hits(1, 0, 1), all.sources().get(1).figures().model().decided());
        assertEquals(1, one.all().model().votes());
        assertEquals(0, one.all().votes().things());
    }

    @Test
    void withoutVotesThereIsNothingToCompare() throws IOException {
        bench.imported("s.jsonl", Bench.lines(2));

        Figures none = report().all();

        assertTrue(none.isEmpty());
        assertTrue(Double.isNaN(none.model().accuracy().value()));
        assertTrue(Double.isNaN(none.annotators().alpha().value()));
        AgreementService service = bench.session().agreement();
        assertEquals(
                "There is no dataset 7 in this workspace",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> service.report(OptionalLong.of(7L), OptionalLong.empty(), new CancelToken()))
                        .getMessage());
        assertEquals(
                "There is no run 7 in this workspace",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> service.report(OptionalLong.empty(), OptionalLong.of(7), new CancelToken()))
                        .getMessage());
    }

    @Test
    void whereAllSaidTheSameThereIsNoAlpha() {
        BetweenAnnotators same = BetweenAnnotators.of(List.of(Map.of("a", 0, "b", 0), Map.of("a", 0, "b", 0)), 4);

        assertEquals(1, same.same().value(), EXACT);
        assertTrue(Double.isNaN(same.kappa().value()));
        assertTrue(Double.isNaN(same.alpha().value()));
    }

    /** Rewards of the first answers less those of the second: +, -, +, 0, unknown, +. */
    private void sixPairs() throws IOException, ScoringException {
        long id = bench.imported(
                        "p.jsonl",
                        List.of(
                                pair("xx", "x"),
                                pair("x", "xx"),
                                pair("xx", "x"),
                                pair("x", "y"),
                                pair("xx", "unreadable"),
                                pair("xxx", "x")))
                .id();
        bench.scored();
        vote("kim", id, 0, Choice.A, false);
        vote("kim", id, 1, Choice.A_MUCH, false);
        vote("kim", id, 2, Choice.B, true);
        vote("kim", id, 3, Choice.A, false);
        vote("kim", id, 4, Choice.A, false);
        vote("kim", id, 5, Choice.TIE, false);
        vote("lee", id, 0, Choice.B, true);
        vote("lee", id, 1, Choice.A, true);
        vote("lee", id, 2, Choice.BOTH_BAD, false);
        vote("lee", id, 3, Choice.B_MUCH, false); // thought better of it
        bench.session()
                .comparing()
                .vote(
                        new CompareService.Sitting("lee", PairOrder.RANDOM, OptionalLong.empty(), 1),
                        new Pair(id, 3, 0, 1),
                        new Vote(Choice.A, Set.of(), Optional.empty(), false));
        vote("lee", id, 4, Choice.SKIP, false);
        vote("lee", id, 5, Choice.TIE, true);
    }

    @Test
    void annotatorsAreToldByVotesSpeedSideAndSteadiness() throws IOException {
        long id = twelvePairs();
        CompareService comparing = bench.session().comparing();
        CompareService.Sitting kim = new CompareService.Sitting("kim", PairOrder.RANDOM, OptionalLong.empty(), 1);
        for (int record = 0; record < 12; record++) {
            vote("kim", id, record, Choice.A, false);
        }
        CompareService.Question again = comparing.again(kim).orElseThrow();
        comparing.vote(kim, again, Vote.of(Choice.A)); // the other answer this time
        assertEquals(0, report().people().get(0).same());
        bench.session().review().undo(Optional.of("kim"));
        assertEquals(0, report().people().get(0).repeated());
        comparing.vote(kim, again, Vote.of(Choice.B_MUCH));

        AgreementReport.Person person = report().people().get(0);

        assertEquals("kim", person.name());
        assertEquals(12, person.votes());
        assertEquals(12, person.order().left());
        assertEquals(2 / 4096.0, person.order().p(), EXACT); // two sides of twelve coins
        assertEquals(1, person.repeated());
        assertEquals(1, person.same());
        assertEquals(1.0, report().steady().value());
        assertTrue(person.medianSeconds() >= 0 && person.medianSeconds() < 60, "median " + person.medianSeconds());
        assertEquals(0, person.model().n()); // nothing is scored
    }

    @Test
    void dimensionsAreComparedWhereTwoAnnotatorsNamedThem() throws IOException {
        long id = twelvePairs();
        for (int record = 0; record < 4; record++) {
            reasoned("kim", id, record, Choice.A, Set.of(Dimension.CORRECT, Dimension.SAFE));
            reasoned("lee", id, record, record == 0 ? Choice.B : Choice.A, Set.of(Dimension.CORRECT));
        }

        Map<Dimension, BetweenAnnotators> dimensions = report().dimensions();

        BetweenAnnotators correct = requireNonNull(dimensions.get(Dimension.CORRECT));
        assertEquals(4, correct.things());
        assertEquals(0.75, correct.same().value(), EXACT);
        assertEquals(0, requireNonNull(dimensions.get(Dimension.SAFE)).things()); // only kim named it
        assertFalse(dimensions.containsKey(Dimension.STYLE));
    }

    private long twelvePairs() throws IOException {
        return bench.imported(
                        "twelve.jsonl",
                        IntStream.range(0, 12)
                                .mapToObj(i -> pair("x" + i, "y" + i))
                                .toList())
                .id();
    }

    private void reasoned(String who, long dataset, long record, Choice choice, Set<Dimension> reasons) {
        bench.session()
                .comparing()
                .vote(
                        new CompareService.Sitting(who, PairOrder.RANDOM, OptionalLong.empty(), 1),
                        new Pair(dataset, record, 0, 1),
                        new Vote(choice, reasons, Optional.empty(), true));
    }

    private static String pair(String first, String second) {
        return "{\"q\": \"Why?\", \"a\": [\"" + first + "\", \"" + second + "\"]}";
    }

    private void vote(String who, long dataset, long record, Choice choice, boolean swapped) {
        bench.session()
                .comparing()
                .vote(
                        new CompareService.Sitting(who, PairOrder.RANDOM, OptionalLong.empty(), 1),
                        new Pair(dataset, record, swapped ? 1 : 0, swapped ? 0 : 1),
                        Vote.of(choice));
    }

    private void decide(long sample, Verdict... verdicts) {
        List<String> names = List.of("ann", "bob", "cid");
        for (int i = 0; i < verdicts.length; i++) {
            bench.session().review().decide(names.get(i), sample, verdicts[i], Optional.empty(), Optional.empty());
        }
    }

    private AgreementReport report() {
        OptionalLong run = bench.session()
                .latestRun()
                .map(latest -> OptionalLong.of(latest.id()))
                .orElse(OptionalLong.empty());
        return bench.session().agreement().report(OptionalLong.empty(), run, new CancelToken());
    }

    private static void assertOrdered(Estimate estimate) {
        assertTrue(
                -1 <= estimate.low()
                        && estimate.low() < estimate.value()
                        && estimate.value() < estimate.high()
                        && estimate.high() <= 1,
                estimate.toString());
    }

    /** How probable so many successes or more are. */
    private static double atLeast(int successes, int throwsInAll, double p) {
        double sum = 0;
        for (int k = successes; k <= throwsInAll; k++) {
            double ways = 1;
            for (int i = 0; i < k; i++) {
                ways = ways * (throwsInAll - i) / (i + 1);
            }
            sum += ways * Math.pow(p, k) * Math.pow(1 - p, throwsInAll - k);
        }
        return sum;
    }

    /** The format of the tests, as one whose files name the better answer first. */
    private record BetterFirst() implements DatasetReader {

        @Override
        public String id() {
            return new LineFormat().id();
        }

        @Override
        public String description() {
            return new LineFormat().description();
        }

        @Override
        public int confidence(Head head) {
            return new LineFormat().confidence(head);
        }

        @Override
        public boolean betterFirst() {
            return true;
        }

        @Override
        public void read(Path file, SampleSink sink) throws IOException {
            new LineFormat().read(file, sink);
        }
    }
}
