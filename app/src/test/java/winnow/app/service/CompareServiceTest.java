package winnow.app.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.app.service.CompareService.Question;
import winnow.app.service.CompareService.Sitting;
import winnow.scoring.ScoringException;
import winnow.store.data.Comparison;
import winnow.store.data.Comparison.Choice;
import winnow.store.data.Comparison.Vote;
import winnow.store.data.PairGroup;
import winnow.store.data.PairOrder;
import winnow.store.data.Verdict;

class CompareServiceTest {

    @TempDir
    Path folder;

    private Bench bench;
    private CompareService comparing;

    @BeforeEach
    void open() throws IOException {
        bench = Bench.open(folder);
        comparing = bench.session().comparing();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void sidesAreShuffledPerAnnotatorAndTheSameEveryTime() throws IOException {
        pairs(60);

        List<Integer> kim = sides("kim", 1);
        List<Integer> lee = sides("lee", 1);

        assertEquals(kim, sides("kim", 1));
        assertNotEquals(kim, lee);
        assertNotEquals(kim, sides("kim", 2));
        long first = kim.stream().filter(side -> side == 0).count();
        assertTrue(first > 15 && first < 45, "answer 0 stood " + first + " of 60 times on side A");
    }

    @Test
    void aVoteCountsAndAnUndoTakesItBack() throws IOException {
        pairs(3);
        Sitting sitting = sitting("kim", PairOrder.MIXED);
        Question question =
                comparing.question(sitting, comparing.groups(sitting).get(0));

        comparing.vote(sitting, question.pair(), Vote.of(Choice.B));

        assertEquals(1, comparing.groups(sitting).get(0).votes());
        assertEquals(
                Choice.B,
                comparing
                        .question(sitting, question.pair())
                        .said()
                        .orElseThrow()
                        .said()
                        .choice());
        assertEquals(0, comparing.question(sitting, question.pair()).open());

        Comparison undone = undo("kim").orElseThrow();
        assertEquals(question.pair(), undone.pair());
        assertEquals(0, comparing.groups(sitting).get(0).votes());
        assertEquals(Choice.B, redo("kim").orElseThrow().said().choice());
        assertEquals(Optional.empty(), undo("lee"));
        assertEquals(Optional.empty(), redo("kim"));
    }

    @Test
    void theQueueAndTheSeedAreKeptWithTheVote() throws IOException {
        pairs(1);
        Sitting sitting = new Sitting("kim", PairOrder.RANDOM, OptionalLong.empty(), 77);
        Question question =
                comparing.question(sitting, comparing.groups(sitting).get(0));

        Comparison vote = comparing.vote(sitting, question.pair(), Vote.of(Choice.TIE));

        assertEquals("random", vote.queue());
        assertEquals(77, vote.seed());
    }

    @Test
    void theMixedQueueHoldsEveryRecordOnce() throws IOException, ScoringException {
        pairs(40);
        bench.scored();
        Sitting sitting = new Sitting("kim", PairOrder.MIXED, bench.run(), 1);

        List<Long> records =
                comparing.groups(sitting).stream().map(PairGroup::record).toList();

        assertEquals(40, records.size());
        assertEquals(40, records.stream().distinct().count());
        assertNotEquals(records.stream().sorted().toList(), records);
    }

    @Test
    void aGroupIsAskedPairByPair() throws IOException {
        bench.imported("g.jsonl", List.of("{\"q\": \"Why?\", \"a\": [\"x\", \"xx\", \"xxx\"]}"));
        Sitting sitting = sitting("kim", PairOrder.UNDECIDED);
        PairGroup group = comparing.groups(sitting).get(0);

        List<Integer> open = new ArrayList<>();
        for (Question q = comparing.question(sitting, group); q.open() > 0; q = comparing.question(sitting, group)) {
            open.add(q.open());
            comparing.vote(sitting, q.pair(), Vote.of(q.pair().a() < q.pair().b() ? Choice.A : Choice.B));
        }

        assertEquals(3, comparing.question(sitting, group).pairs());
        assertTrue(open.size() >= 2 && open.size() <= 3, open.toString());
    }

    @Test
    void rewardsAreHiddenUntilAskedFor() throws IOException, ScoringException {
        pairs(1);
        bench.scored();
        Sitting sitting = new Sitting("kim", PairOrder.MIXED, bench.run(), 1);
        Question question =
                comparing.question(sitting, comparing.groups(sitting).get(0));

        CompareService.Hidden hidden = comparing.hidden(sitting, question);

        int longer = question.a().sample().answer().length()
                - question.b().sample().answer().length();
        assertEquals(Math.signum(longer), Math.signum(hidden.margin().orElseThrow()));
        assertEquals(OptionalLong.empty(), hidden.betterInFile()); // the format of the test says nothing of it
    }

    @Test
    void aRecordWithOneAnswerIsNoPair() throws IOException {
        bench.imported("one.jsonl", Bench.lines(1));

        assertEquals(List.of(), comparing.groups(sitting("kim", PairOrder.MIXED)));
        assertThrows(
                IllegalArgumentException.class,
                () -> comparing.question(sitting("kim", PairOrder.MIXED), new PairGroup(1, 0, 2, 0, false)));
    }

    @Test
    void votesAndDecisionsAreTakenBackInTheOrderInWhichTheyWereDone() throws IOException {
        pairs(1);
        Sitting sitting = sitting("kim", PairOrder.MIXED);
        Question question =
                comparing.question(sitting, comparing.groups(sitting).get(0));
        ReviewService review = bench.session().review();
        long sample = question.a().id();
        review.decide("kim", sample, Verdict.PRUNE, Optional.empty(), Optional.empty());
        comparing.vote(sitting, question, Vote.of(Choice.A));
        review.decide("kim", sample, Verdict.KEEP, Optional.empty(), Optional.empty());

        assertEquals(Optional.empty(), undo("kim"));
        assertEquals(Choice.NONE, undo("kim").orElseThrow().said().choice());
        assertEquals(
                List.of(sample), review.undo(Optional.of("kim")).orElseThrow().samples());
        assertEquals(Optional.empty(), review.undo(Optional.of("kim")));
    }

    @Test
    void oneInTwentyPairsIsAskedASecondTimeTheOtherWayRound() throws IOException {
        pairs(25);
        Sitting sitting = sitting("kim", PairOrder.UNDECIDED);
        List<PairGroup> groups = comparing.groups(sitting);
        for (PairGroup group : groups.subList(0, 19)) {
            comparing.vote(sitting, comparing.question(sitting, group), Vote.of(Choice.A));
        }
        assertFalse(comparing.steadiness(sitting).isDue());
        comparing.vote(sitting, comparing.question(sitting, groups.get(19)), Vote.of(Choice.A));
        assertTrue(comparing.steadiness(sitting).isDue());

        Question again = comparing.again(sitting).orElseThrow();
        Comparison first = comparing.question(sitting, again.pair()).said().orElseThrow();
        comparing.vote(sitting, again, Vote.of(Choice.B));

        assertTrue(again.judged());
        assertEquals(first.pair().a(), again.pair().b());
        assertFalse(comparing.steadiness(sitting).isDue());
        assertEquals(
                first.id(),
                comparing.question(sitting, again.pair()).said().orElseThrow().id());
    }

    @Test
    void aGroupIsDoneWhenItsAnswersAreInOrder() throws IOException {
        bench.imported("g.jsonl", List.of("{\"q\": \"Why?\", \"a\": [\"x\", \"xx\", \"xxx\"]}"));
        Sitting sitting = sitting("kim", PairOrder.UNDECIDED);

        List<Boolean> done = new ArrayList<>();
        for (int i = 0; i < 3 && !comparing.queue(sitting).get(0).done(); i++) {
            Question open =
                    comparing.question(sitting, comparing.queue(sitting).get(0).group());
            comparing.vote(sitting, open, Vote.of(open.pair().a() < open.pair().b() ? Choice.A : Choice.B));
            done.add(comparing.queue(sitting).get(0).done());
        }

        assertTrue(done.size() >= 2 && done.get(done.size() - 1), done.toString());
        assertFalse(done.get(0));
    }

    @Test
    void answersPutInOrderAreVotedOnPairByPairInOneStep() throws IOException {
        Sitting sitting = sitting("kim", PairOrder.UNDECIDED);
        long dataset = bench.imported("g.jsonl", List.of("{\"q\": \"Why?\", \"a\": [\"a\", \"b\", \"c\", \"d\"]}"))
                .id();

        List<Comparison> votes = bench.session()
                .ordering()
                .rank(sitting, dataset, 0, List.of(List.of(2), List.of(0, 3), List.of(1)), true);

        int[] places = {1, 2, 0, 1};
        assertEquals(6, votes.size());
        for (Comparison vote : votes) {
            int low = vote.pair().low();
            int high = vote.pair().high();
            assertEquals(Integer.signum(places[high] - places[low]), vote.towardsLow(), low + " against " + high);
        }
        assertTrue(comparing.queue(sitting).get(0).done());
        ReviewService.Step undone =
                bench.session().review().undo(Optional.of("kim")).orElseThrow();
        assertEquals(6, undone.changed());
        assertEquals(0, comparing.groups(sitting).get(0).votes());
        bench.session().review().redo(Optional.of("kim"));
        assertTrue(comparing.queue(sitting).get(0).done());
        assertEquals(
                "An order names every answer of the record once, which are [0, 1, 2, 3]; it named [0, 1, 1, 2].",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> bench.session()
                                        .ordering()
                                        .rank(
                                                sitting,
                                                dataset,
                                                0,
                                                List.of(List.of(2, 1), List.of(0), List.of(1)),
                                                true))
                        .getMessage());
    }

    @Test
    void answersToPutInOrderAreShuffledByAnnotatorAndRecord() throws IOException {
        String group = "{\"q\": \"Why?\", \"a\": [\"a\", \"b\", \"c\", \"d\"]}";
        long dataset = bench.imported("g.jsonl", List.of(group, group, group, group, group, group))
                .id();
        Set<List<Integer>> orders = new HashSet<>();
        for (String who : List.of("kim", "lee", "park")) {
            Sitting sitting = sitting(who, PairOrder.UNDECIDED);
            for (long record = 0; record < 6; record++) {
                OrderService.Answers asked = bench.session().ordering().answers(sitting, dataset, record);
                List<Integer> order = asked.shuffled().stream()
                        .map(answer -> answer.sample().candidate())
                        .toList();
                assertEquals(List.of(0, 1, 2, 3), order.stream().sorted().toList());
                assertEquals(asked, bench.session().ordering().answers(sitting, dataset, record));
                assertFalse(asked.judged());
                orders.add(order);
            }
        }
        assertTrue(orders.size() > 8, orders.toString()); // 18 draws of 24 orders
        Sitting kim = sitting("kim", PairOrder.UNDECIDED);
        comparing.vote(kim, new Comparison.Pair(dataset, 3, 1, 2), Vote.of(Choice.SKIP));
        assertFalse(bench.session().ordering().answers(kim, dataset, 3).judged());
        comparing.vote(kim, new Comparison.Pair(dataset, 3, 1, 2), Vote.of(Choice.A));
        bench.session().review().undo(Optional.of("kim"));
        assertTrue(bench.session().ordering().answers(kim, dataset, 3).judged()); // what was seen stays seen
        assertFalse(bench.session()
                .ordering()
                .answers(sitting("lee", PairOrder.UNDECIDED), dataset, 3)
                .judged());
    }

    @Test
    void aConflictIsAskedAnewAndSettled() throws IOException {
        pairs(2);
        Sitting kim = sitting("kim", PairOrder.UNDECIDED);
        Sitting lee = sitting("lee", PairOrder.SECOND_ANNOTATOR);
        Question first = comparing.question(kim, comparing.groups(kim).get(0));
        comparing.vote(kim, first, Vote.of(Choice.A));
        comparing.vote(lee, comparing.question(lee, first.pair()), Vote.of(Choice.B));
        Sitting settling = sitting("kim", PairOrder.CONFLICT);
        assertEquals(1, comparing.left(settling).get(PairOrder.CONFLICT));

        Question asked = comparing.question(settling, comparing.groups(settling).get(0));
        assertEquals(Optional.empty(), asked.said()); // what kim said before is not what settles it
        assertEquals(1, asked.open());
        assertEquals(
                List.of("lee"),
                comparing.hidden(settling, asked).others().stream()
                        .map(Comparison::annotator)
                        .toList());
        comparing.vote(settling, asked, Vote.of(Choice.TIE));

        assertTrue(comparing.queue(settling).get(0).done());
        assertEquals(0, comparing.left(settling).get(PairOrder.CONFLICT));
        assertEquals(List.of(), comparing.groups(sitting("lee", PairOrder.CONFLICT)));
    }

    private Optional<Comparison> undo(String annotator) {
        return bench.session().review().undo(Optional.of(annotator)).flatMap(ReviewService.Step::vote);
    }

    private Optional<Comparison> redo(String annotator) {
        return bench.session().review().redo(Optional.of(annotator)).flatMap(ReviewService.Step::vote);
    }

    private List<Integer> sides(String annotator, long seed) {
        Sitting sitting = new Sitting(annotator, PairOrder.UNDECIDED, OptionalLong.empty(), seed);
        return comparing.groups(sitting).stream()
                .map(group -> comparing.question(sitting, group).pair().a())
                .toList();
    }

    private static Sitting sitting(String annotator, PairOrder order) {
        return new Sitting(annotator, order, OptionalLong.empty(), 1);
    }

    private void pairs(int count) throws IOException {
        bench.imported(
                "pairs.jsonl",
                IntStream.range(0, count)
                        .mapToObj(i -> "{\"q\": \"Question " + i + "?\", \"a\": [\"" + "x".repeat(i % 7 + 1) + "\", \""
                                + "y".repeat(i % 5 + 2) + "\"]}")
                        .toList());
    }
}
