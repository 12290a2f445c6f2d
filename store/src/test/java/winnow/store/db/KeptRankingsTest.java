package winnow.store.db;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.store.data.Outcome;
import winnow.store.data.ScoringRun;
import winnow.store.data.Verdict;
import winnow.store.job.CancelToken;
import winnow.store.query.Criterion.Measure;
import winnow.store.query.Query;

class KeptRankingsTest {

    /** Worst first: samples and what they have. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Listed(long[] ids, double[] values) implements KeptRankings.Values {
        @Override
        public int size() {
            return ids.length;
        }

        @Override
        public long id(int rank) {
            return ids[rank];
        }

        @Override
        public double value(int rank) {
            return values[rank];
        }
    }

    private static final Listed Z = new Listed(new long[] {4, 1, 3, 2}, new double[] {-3.5, -1, -1, 2});
    private static final Listed AGREE = new Listed(new long[] {3, 4, 1, 2}, new double[] {3, 2, 0, 0});

    @TempDir
    Path folder;

    private Workspace workspace;
    private ScoringRun run;

    /** Five samples with rewards 0 to 3 for the first four; the fifth failed. */
    @BeforeEach
    void open() {
        workspace = Workspace.open(folder.resolve("w.winnow"));
        Example.dataset(workspace, "train", 5);
        run = Example.run(workspace);
        score(new Outcome.Score(1, 0, 100, false));
        score(new Outcome.Score(2, 1, 100, false));
        score(new Outcome.Score(3, 2, 100, false));
        score(new Outcome.Score(4, 3, 100, false));
        score(new Outcome.Failure(5, "broken"));
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    private void score(Outcome outcome) {
        workspace.scores().add(run.id(), List.of(outcome));
    }

    private KeptRankings.Head head(Measure measure, String choice) {
        List<Long> runs = List.of(run.id());
        return new KeptRankings.Head(
                run.id(), measure, choice, runs, workspace.rankings().changes(runs));
    }

    private void keep(Measure measure, String choice, Listed values) {
        workspace.rankings().keep(head(measure, choice), values, new CancelToken());
    }

    private long[] found(String query) {
        OptionalLong id = OptionalLong.of(run.id());
        long[] order = workspace.queue().order(id, Query.parse(query));
        assertEquals(order.length, workspace.queue().count(id, Query.parse(query)));
        return order;
    }

    private String refused(String query) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> found(query)).getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            z<-3                | 4
            z<=-1               | 1 3 4
            z=-1                | 1 3
            z>-1                | 2
            z>=-1 z<2           | 1 3
            -z<-3               | 1 2 3 5
            z<=p25              | 4
            z<p50               | 4
            z<=p50              | 1 3 4
            z<=p100             | 1 2 3 4
            z<=p0               | 4
            z<-3 reward>2       | 4
            z<0 source:other    | -
            agree>=2            | 3 4
            agree=0 z>0         | 2
            AGREE<1             | 1 2
            """)
    void aQueryFindsByWhatIsKept(String query, String expected) {
        keep(Measure.Z, "group:source", Z);
        keep(Measure.AGREE, "agreement:0.5:raw,short,long", AGREE);
        long[] ids = expected == null
                ? new long[0]
                : java.util.Arrays.stream(expected.split(" ", -1))
                        .mapToLong(Long::parseLong)
                        .toArray();

        assertArrayEquals(ids, found(query)); // in order of the reward, which is that of the samples here
    }

    @Test
    void whatWasNeverComputedIsSaidWithWhatToDo() {
        assertEquals(
                "Nothing says yet what z is in run 1. Choose that ranking first (O in the window, or: winnow report"
                        + " --rank group).",
                refused("z<-3"));
        assertTrue(refused("reward<1 -adjusted>0").contains("winnow report --rank adjusted"));
        assertEquals(
                "Nothing was scored yet, so nothing can be found by agree. Score first.",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> workspace.queue().order(OptionalLong.empty(), Query.parse("agree>=1")))
                        .getMessage());
    }

    @Test
    void aRankingOfOtherScoresIsAsGoodAsNone() {
        keep(Measure.Z, "group:source", Z);
        KeptRankings.Head kept = head(Measure.Z, "group:source");
        assertTrue(workspace.rankings().has(kept));

        workspace.scores().replace(run.id(), List.of(new Outcome.Score(1, 7, 100, false)));

        assertFalse(workspace.rankings().has(head(Measure.Z, "group:source")));
        assertTrue(refused("z<-3").startsWith("The scores of run 1 have changed since z was computed."));
    }

    @Test
    void anAgreementFollowsTheOtherRunsItCounts() {
        ScoringRun other = workspace.runs().start(new RunTable.Key("other", Path.of("/o"), "fake", "f2", true, "{}"));
        List<Long> runs = List.of(run.id(), other.id());
        workspace
                .rankings()
                .keep(
                        new KeptRankings.Head(
                                run.id(),
                                Measure.AGREE,
                                "agreement:0.5:raw,run:2",
                                runs,
                                workspace.rankings().changes(runs)),
                        AGREE,
                        new CancelToken());
        assertArrayEquals(new long[] {3}, found("agree>2"));

        workspace.scores().add(other.id(), List.of(new Outcome.Score(1, 1, 100, false)));

        assertTrue(refused("agree>2").startsWith("The scores of run 1 have changed"));
    }

    @Test
    void theLastRankingOfAMeasureCountsAndNothingIsLeftOfTheOneBefore() throws Exception {
        keep(Measure.Z, "group:source", Z);
        keep(Measure.ADJUSTED, "adjusted", Z);

        keep(Measure.Z, "group:prompt", new Listed(new long[] {2}, new double[] {-9}));

        assertArrayEquals(new long[] {2}, found("z<-3"));
        assertArrayEquals(new long[] {4}, found("adjusted<-3"));
        assertFalse(workspace.rankings().has(head(Measure.Z, "group:source")));
        assertTrue(workspace.rankings().has(head(Measure.Z, "group:prompt")));
        assertEquals(5, rows());
    }

    @Test
    void whoCancelsKeepsTheOneBeforeAndTheNextSweepsUp() throws Exception {
        keep(Measure.Z, "group:source", Z);
        CancelToken cancel = new CancelToken();
        cancel.cancel();

        assertThrows(
                CancellationException.class,
                () -> workspace.rankings().keep(head(Measure.Z, "group:task"), AGREE, cancel));

        assertArrayEquals(new long[] {4}, found("z<-3"));
        keep(Measure.Z, "group:prompt", AGREE);
        assertEquals(4, rows());
    }

    @Test
    void decisionsAndTagsAskTheSame() {
        keep(Measure.Z, "group:source", Z);
        OptionalLong id = OptionalLong.of(run.id());

        workspace.decisions().decideAll(Example.says("kim", Verdict.PRUNE), id, Query.parse("z<=-1"));
        workspace.remarks().tag("kim", id, Query.parse("z>1"), "odd", true);

        assertArrayEquals(new long[] {1, 3, 4}, found("verdict:prune"));
        assertArrayEquals(new long[] {2}, found("tag:odd"));
        assertThrows(
                IllegalArgumentException.class,
                () -> workspace.decisions().decideAll(Example.says("kim", Verdict.KEEP), id, Query.parse("agree>1")));
        assertEquals(Optional.empty(), workspace.decisions().current(2));
    }

    /** Values of all rankings in the file. */
    private long rows() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + workspace.file());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM ranking_value")) {
            return row.getLong(1);
        }
    }
}
