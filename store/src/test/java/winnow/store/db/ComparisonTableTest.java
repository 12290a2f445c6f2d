package winnow.store.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.store.data.Comparison;
import winnow.store.data.Comparison.Choice;
import winnow.store.data.Comparison.Dimension;
import winnow.store.data.Comparison.Pair;
import winnow.store.data.Comparison.Vote;
import winnow.store.data.Outcome;
import winnow.store.data.PairGroup;
import winnow.store.data.PairOrder;
import winnow.store.data.ScoringRun;

class ComparisonTableTest {

    private static final OptionalLong NO_RUN = OptionalLong.empty();

    @TempDir
    Path folder;

    private Workspace workspace;
    private long dataset;

    @BeforeEach
    void open() {
        workspace = Workspace.open(folder.resolve("w.winnow"));
        dataset = Example.pairs(workspace, "pairs", List.of("short|a much longer answer", "aaaa|bbbb", "x|y", "1|2|3"));
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    @Test
    void aVoteIsInTheFileWhenTheCallReturns() throws SQLException {
        Vote vote =
                new Vote(Choice.B, Set.of(Dimension.STYLE, Dimension.CORRECT), Optional.of("it invents a dog"), false);
        Comparison added = workspace.comparisons().vote(ballot("kim", 0, 1, 0), vote);

        assertEquals(Optional.of(added), workspace.comparisons().find(added.id()));
        assertEquals(vote, added.said());
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("w.winnow"));
                Statement statement = other.createStatement();
                var rows = statement.executeQuery("SELECT v.prefers, c.reasons FROM standing_vote v JOIN comparison c"
                        + " ON c.id = v.comparison_id")) {
            assertEquals(1, rows.getInt(1)); // B stood for answer 0, the lower one
            assertEquals("[\"CORRECT\",\"STYLE\"]", rows.getString(2));
        }
    }

    @Test
    void theLastVoteCountsWhicheverSidesTheAnswersStoodOn() {
        vote("kim", 0, 0, 1, Choice.A_MUCH);
        vote("kim", 0, 1, 0, Choice.A);

        Comparison current = workspace
                .comparisons()
                .current(new Pair(dataset, 0, 0, 1), "kim")
                .orElseThrow();
        assertEquals(-1, current.towardsLow());
    }

    @Test
    void anUndoSaysAgainWhatWasSaidBefore() {
        vote("kim", 0, 0, 1, Choice.A_MUCH);
        Comparison second = vote("kim", 0, 1, 0, Choice.TIE);

        Comparison undo = workspace.comparisons().takeBack(second.id());
        assertEquals(2, undo.towardsLow());
        Comparison redo = workspace.comparisons().takeBack(undo.id());
        assertEquals(Choice.TIE, redo.said().choice());
    }

    @Test
    void anUndoOfTheFirstVoteLeavesNone() {
        Comparison first = vote("kim", 0, 0, 1, Choice.B);
        vote("lee", 0, 0, 1, Choice.A);

        workspace.comparisons().takeBack(first.id());

        assertEquals(Optional.empty(), workspace.comparisons().current(new Pair(dataset, 0, 0, 1), "kim"));
        assertEquals(1, workspace.comparisons().ofRecord(dataset, 0).size());
    }

    @Test
    void votesAreNeitherEditedNorDeleted() throws SQLException {
        vote("kim", 0, 0, 1, Choice.B);

        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("w.winnow"));
                Statement statement = other.createStatement()) {
            assertThrows(SQLException.class, () -> statement.executeUpdate("UPDATE comparison SET choice = 'A'"));
            assertThrows(SQLException.class, () -> statement.executeUpdate("DELETE FROM comparison"));
        }
    }

    @Test
    void anAnswerThatIsNotThereCannotBeVotedOn() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> vote("kim", 0, 0, 2, Choice.B));

        assertEquals("Record 0 of dataset 1 has no answers 0 and 2", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new Pair(dataset, 0, 1, 1));
        assertThrows(
                IllegalArgumentException.class, () -> workspace.comparisons().takeBack(UUID.randomUUID()));
    }

    @Test
    void queuesListWhatTheySay() {
        ScoringRun run = Example.run(workspace);
        score(run, 0, 1.0, 3.0); // the file says 0
        score(run, 1, 2.0, 1.9);
        score(run, 2, 5.0, 1.0);
        vote("kim", 1, 0, 1, Choice.A);
        vote("lee", 2, 0, 1, Choice.A);
        vote("kim", 2, 0, 1, Choice.B_MUCH);
        OptionalLong id = OptionalLong.of(run.id());

        assertEquals(List.of(0L, 1L, 2L, 3L), records(PairOrder.MIXED, id));
        assertEquals(List.of(0L), records(PairOrder.DISAGREEMENT, id));
        assertEquals(List.of(1L, 0L, 2L), records(PairOrder.NEAR_ZERO, id));
        assertEquals(List.of(), records(PairOrder.NEAR_ZERO, NO_RUN));
        assertEquals(List.of(0L), records(PairOrder.LENGTH, id));
        assertEquals(List.of(0L, 1L, 3L), records(PairOrder.UNDECIDED, id)); // those where nobody but kim voted
        assertEquals(List.of(2L), records(PairOrder.SECOND_ANNOTATOR, id));
        assertEquals(List.of(2L), records(PairOrder.CONFLICT, id));
        List<PairGroup> groups = workspace.pairs().groups(PairOrder.MIXED, id, "kim", List.of());
        assertEquals(List.of(0, 1, 1, 0), groups.stream().map(PairGroup::votes).toList());
        assertEquals(3, groups.get(3).answers());
    }

    @Test
    void aVoteFromTheQueueOfConflictsSettlesOne() {
        vote("lee", 2, 0, 1, Choice.A);
        vote("kim", 2, 0, 1, Choice.B);

        workspace
                .comparisons()
                .vote(
                        new ComparisonTable.Ballot(new Pair(dataset, 2, 0, 1), "judge", 1, PairOrder.CONFLICT.id()),
                        Vote.of(Choice.A));

        assertEquals(List.of(), records(PairOrder.CONFLICT, NO_RUN));
    }

    private List<Long> records(PairOrder order, OptionalLong run) {
        return workspace.pairs().groups(order, run, "kim", List.of("fake")).stream()
                .map(PairGroup::record)
                .toList();
    }

    private void score(ScoringRun run, long record, double... rewards) {
        List<Outcome> outcomes = new ArrayList<>();
        workspace
                .samples()
                .ofRecord(dataset, record)
                .forEach(sample -> outcomes.add(
                        new Outcome.Score(sample.id(), rewards[sample.sample().candidate()], 10, false)));
        workspace.scores().add(run.id(), outcomes);
    }

    private ComparisonTable.Ballot ballot(String annotator, long record, int a, int b) {
        return new ComparisonTable.Ballot(new Pair(dataset, record, a, b), annotator, 1, "mixed");
    }

    private Comparison vote(String annotator, long record, int a, int b, Choice choice) {
        return workspace.comparisons().vote(ballot(annotator, record, a, b), Vote.of(choice));
    }
}
