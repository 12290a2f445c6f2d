package winnow.store.db;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.store.data.Counts;
import winnow.store.data.Histogram;
import winnow.store.data.Outcome;
import winnow.store.data.QueueRow;
import winnow.store.data.ScoringRun;
import winnow.store.data.Verdict;
import winnow.store.query.Query;

class QueueTest {

    @TempDir
    Path folder;

    private Workspace workspace;
    private OptionalLong run;

    /** Samples 1 to 6 of "train" and 7 to 8 of "extra"; rewards 5, -2, 0.5, 0.5, 9 for the first five, 6 failed. */
    @BeforeEach
    void open() {
        workspace = Workspace.open(folder.resolve("w.winnow"));
        Example.dataset(workspace, "train", 6);
        Example.dataset(workspace, "extra", 2);
        ScoringRun started = Example.run(workspace);
        run = OptionalLong.of(started.id());
        workspace
                .scores()
                .add(
                        started.id(),
                        List.of(
                                new Outcome.Score(1, 5, 100, false),
                                new Outcome.Score(2, -2, 200, false),
                                new Outcome.Score(3, 0.5, 300, true),
                                new Outcome.Score(4, 0.5, 400, false),
                                new Outcome.Score(5, 9, 500, false),
                                new Outcome.Failure(6, "p6.png is missing")));
        workspace
                .decisions()
                .decide(
                        new DecisionTable.Judgement("kim", Verdict.PRUNE, Optional.of("100% wrong"), Optional.empty()),
                        2);
        workspace.decisions().decide(Example.says("lee", Verdict.KEEP), 5);
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    @Test
    void theLowestRewardComesFirstAndSamplesWithoutOneLast() {
        assertArrayEquals(new long[] {2, 3, 4, 1, 5, 6, 7, 8}, workspace.queue().order(run, Query.ALL));
    }

    @Test
    void withoutARunTheOrderIsThatOfTheFiles() {
        assertArrayEquals(
                new long[] {1, 2, 3, 4, 5, 6, 7, 8}, workspace.queue().order(OptionalLong.empty(), Query.ALL));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            reward<0.5             | 2
            reward<=0.5            | 2 3 4
            score>0.5              | 1 5
            reward>=5              | 1 5
            reward=0.5             | 3 4
            -reward<5              | 1 5 6 7 8
            reward<=p20            | 2
            reward<p50             | 2
            reward<=p50            | 2 3 4
            reward>p60             | 1 5
            reward<=p100           | 2 3 4 1 5
            decided:yes            | 2 5
            decided:no             | 3 4 1 6 7 8
            verdict:prune          | 2
            -verdict:prune         | 3 4 1 5 6 7 8
            verdict:none reward>1  | 1
            source:train           | 2 3 4 1 5 6
            source:TR*             | 2 3 4 1 5 6
            source:t_ain           |
            dataset:2              | 7 8
            media:image            | 4 1 7
            media:none             | 2 3 5 6 8
            media:video            |
            failed:yes             | 6
            scored:no              | 6 7 8
            scored:yes failed:no   | 2 3 4 1 5
            record:1..2            | 2 3 8
            record:5..             | 6
            sample:..2             | 2 1
            tokens:200..300        | 2 3
            length:15..15          | 2 3 4 1 5 6 7 8
            length:..14            |
            annotator:lee          | 5
            -annotator:lee sample:4..5 | 4
            reason:"100% w"        | 2
            reason:100_            |
            answer~"NUMBER 3"      | 4
            answer~what            |
            what sample:1          | 1
            "\\"number\\" 3"       | 4
            "number 3"             | 4
            """)
    void aQueryFinds(String query, String expected) {
        long[] ids = expected == null
                ? new long[0]
                : java.util.Arrays.stream(expected.strip().split(" ", -1))
                        .mapToLong(Long::parseLong)
                        .toArray();

        assertArrayEquals(ids, workspace.queue().order(run, Query.parse(query)));
        assertEquals(ids.length, workspace.queue().count(run, Query.parse(query)));
    }

    @Test
    void rowsComeInTheOrderAskedFor() {
        List<QueueRow> rows = workspace.queue().rows(run, List.of(5L, 2L, 77L));

        assertEquals(List.of(5L, 2L), rows.stream().map(QueueRow::sampleId).toList());
        assertEquals("It is number 1.", rows.get(1).preview());
        assertEquals(Optional.of("100% wrong"), rows.get(1).reason());
        assertEquals(Optional.of(Verdict.KEEP), rows.get(0).verdict());
    }

    @Test
    void tiesStandInOrderOfTheWorkspace() {
        assertEquals(2, workspace.scores().rank(run.getAsLong(), new Outcome.Score(3, 0.5, 300, true)));
        assertEquals(3, workspace.scores().rank(run.getAsLong(), new Outcome.Score(4, 0.5, 400, false)));
        assertEquals(5, workspace.scores().rank(run.getAsLong(), new Outcome.Score(5, 9, 500, false)));
    }

    @Test
    void countsAreThoseOfTheRun() {
        assertEquals(new Counts(8, 5, 1, 1, 1, 0), workspace.queue().counts(run));
        assertEquals(new Counts(8, 0, 0, 1, 1, 0), workspace.queue().counts(OptionalLong.empty()));
    }

    @Test
    void everyRewardIsInOneBin() {
        Histogram histogram = workspace.scores().histogram(run.getAsLong(), 11);

        assertEquals(new Histogram(-2, 9, List.of(1L, 0L, 2L, 0L, 0L, 0L, 0L, 1L, 0L, 0L, 1L)), histogram);
        assertEquals(new Histogram(0, 0, List.of()), workspace.scores().histogram(99, 11));
    }

    @Test
    void equalRewardsStillHaveAWidth() {
        workspace.scores().add(77_000, List.of());
        ScoringRun other = workspace.runs().start(new RunTable.Key("other", Path.of("/o"), "fake", "f2", false, "{}"));
        workspace
                .scores()
                .add(other.id(), List.of(new Outcome.Score(1, 3, 1, false), new Outcome.Score(2, 3, 1, false)));

        assertEquals(new Histogram(3, 4, List.of(2L, 0L)), workspace.scores().histogram(other.id(), 2));
    }

    @Test
    void aSnapshotDoesNotSeeWhatIsDecidedLater() {
        try (Snapshot snapshot = workspace.snapshot()) {
            workspace.decisions().decide(Example.says("kim", Verdict.PRUNE), 1);

            Snapshot.Cut cut = new Snapshot.Cut(run, java.util.OptionalDouble.of(1));
            assertEquals(
                    List.of(0L, 4L, 5L),
                    snapshot.kept(1, cut, -1, 10).stream()
                            .map(Snapshot.RawRecord::record)
                            .toList());
            assertEquals(
                    List.of(1L, 2L, 3L),
                    snapshot.removed(1, cut, -1, 10).stream()
                            .map(Snapshot.Removed::record)
                            .toList());
        }
    }
}
