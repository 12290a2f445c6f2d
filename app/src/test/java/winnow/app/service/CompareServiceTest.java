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
import java.util.OptionalLong;
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

        Comparison undone = comparing.undo("kim").orElseThrow();
        assertEquals(question.pair(), undone.pair());
        assertEquals(0, comparing.groups(sitting).get(0).votes());
        assertEquals(Choice.B, comparing.redo("kim").orElseThrow().said().choice());
        assertEquals(Optional.empty(), comparing.undo("lee"));
        assertEquals(Optional.empty(), comparing.redo("kim"));
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

        CompareService.Hidden hidden = comparing.hidden(question, bench.run());

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
