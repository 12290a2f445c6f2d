package winnow.store.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import winnow.store.data.Verdict;

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

        Comparison undo = takeBack(second.id());
        assertEquals(2, undo.towardsLow());
        Comparison redo = takeBack(undo.id());
        assertEquals(Choice.TIE, redo.said().choice());
    }

    @Test
    void anUndoOfTheFirstVoteLeavesNone() {
        Comparison first = vote("kim", 0, 0, 1, Choice.B);
        vote("lee", 0, 0, 1, Choice.A);

        takeBack(first.id());

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
        assertThrows(IllegalArgumentException.class, () -> takeBack(UUID.randomUUID()));
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

    @Test
    void queuesSayHowManyRecordsAreLeft() {
        vote("kim", 1, 0, 1, Choice.A);
        vote("kim", 3, 0, 1, Choice.A);
        vote("lee", 2, 0, 1, Choice.A);
        vote("kim", 2, 0, 1, Choice.SKIP);

        Map<PairOrder, Long> left = workspace.pairs().left(NO_RUN, "kim", List.of("fake"));

        assertEquals(3, left.get(PairOrder.RANDOM)); // of three answers one pair is said, one at least is left
        assertEquals(1, left.get(PairOrder.LENGTH));
        assertEquals(2, left.get(PairOrder.UNDECIDED));
        assertEquals(1, left.get(PairOrder.SECOND_ANNOTATOR));
        assertEquals(0, left.get(PairOrder.DISAGREEMENT));
    }

    @Test
    void votesAreStepsOfTheLogOfEverythingElse() {
        long sample = workspace.samples().ofRecord(dataset, 0).get(0).id();
        UUID first = workspace.decisions().decide(Example.says("kim", Verdict.PRUNE), sample);
        UUID second = vote("kim", 0, 0, 1, Choice.A).id();
        UUID third = workspace.decisions().decide(Example.says("kim", Verdict.KEEP), sample);

        List<UUID> steps =
                workspace.steps().after(0).stream().map(StepTable.Step::id).toList();

        assertEquals(List.of(first, second, third), steps);
        takeBack(second);
        assertEquals(Optional.empty(), workspace.comparisons().current(new Pair(dataset, 0, 0, 1), "kim"));
        assertEquals(
                Verdict.KEEP,
                workspace.decisions().current(sample).orElseThrow().verdict());
    }

    @Test
    void aRepeatedPairChangesNothingThatStands() {
        Pair pair = new Pair(dataset, 0, 0, 1);
        vote("kim", 0, 0, 1, Choice.A);
        Comparison repeat = workspace
                .comparisons()
                .vote(new ComparisonTable.Ballot(pair, "kim", 1, Comparison.REPEAT), Vote.of(Choice.B));
        Comparison changed = vote("kim", 0, 0, 1, Choice.TIE);

        assertEquals(List.of(repeat), workspace.comparisons().repeated());
        assertEquals(
                Optional.of(changed.id()),
                workspace.comparisons().current(pair, "kim").map(Comparison::id));
        assertEquals(Choice.A, takeBack(changed.id()).said().choice());
        assertEquals(Choice.NONE, takeBack(repeat.id()).said().choice());
        assertEquals(List.of(), workspace.comparisons().repeated());
        assertEquals(5, workspace.comparisons().history(pair, "kim").size());
        assertEquals(1, workspace.comparisons().judged("kim").size());
    }

    @Test
    void votesOfAnOlderWorkspaceBecomeSteps() throws SQLException {
        Comparison vote = vote("kim", 0, 0, 1, Choice.A);
        workspace.close();
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("w.winnow"));
                Statement statement = other.createStatement()) {
            for (String change : List.of(
                    "DROP TRIGGER step_is_never_deleted",
                    "DELETE FROM step",
                    "DROP TRIGGER comparison_has_step",
                    "DROP INDEX comparison_again",
                    "DROP INDEX comparison_by_step",
                    "ALTER TABLE comparison DROP COLUMN step_id",
                    "DROP TABLE judge_vote",
                    "DROP TABLE generated_answer",
                    "DROP TABLE generation",
                    "DROP TABLE ranking",
                    "DROP TABLE ranking_value",
                    "DROP TABLE measurement",
                    "DROP TABLE calibration",
                    "DROP TABLE import_warning",
                    "DROP TABLE text_index",
                    "DROP TABLE text_indexed",
                    "PRAGMA user_version = 8")) {
                statement.executeUpdate(change);
            }
        }

        workspace = Workspace.open(folder.resolve("w.winnow"));

        assertEquals(vote.id(), workspace.steps().after(0).get(0).id());
        assertEquals(Choice.NONE, takeBack(vote.id()).said().choice());
    }

    @Test
    void theVotesOfARankingAreOneStep() {
        Comparison before = vote("kim", 3, 1, 0, Choice.A_MUCH);
        Map<ComparisonTable.Ballot, Vote> votes = new LinkedHashMap<>();
        votes.put(ballot("kim", 3, 0, 1), Vote.of(Choice.A));
        votes.put(ballot("kim", 3, 0, 2), Vote.of(Choice.TIE));
        votes.put(ballot("kim", 3, 2, 1), Vote.of(Choice.A));

        workspace.comparisons().vote(votes);

        List<StepTable.Step> steps = workspace.steps().after(0);
        UUID ranked = steps.get(1).id();
        assertEquals(2, steps.size());
        assertEquals(
                List.of(Choice.A, Choice.TIE, Choice.A),
                workspace.comparisons().ofStep(ranked).stream()
                        .map(each -> each.said().choice())
                        .toList());
        assertEquals(3, workspace.comparisons().current().size());

        UUID undo = workspace.takeBack(ranked);
        assertEquals(3, workspace.comparisons().ofStep(undo).size());
        assertEquals(
                List.of(Choice.A_MUCH),
                workspace.comparisons().current().stream()
                        .map(each -> each.said().choice())
                        .toList());
        assertEquals(before.pair(), workspace.comparisons().ofStep(undo).get(0).pair());

        workspace.takeBack(undo);
        assertEquals(
                List.of(Choice.A, Choice.TIE, Choice.A),
                workspace.comparisons().current().stream()
                        .map(each -> each.said().choice())
                        .toList());
        Map<ComparisonTable.Ballot, Vote> none = Map.of(ballot("kim", 3, 0, 9), Vote.of(Choice.A));
        assertThrows(
                IllegalArgumentException.class, () -> workspace.comparisons().vote(none));
        assertEquals(4, workspace.steps().after(0).size()); // nothing is left of it
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

    private Comparison takeBack(UUID step) {
        return workspace.comparisons().find(workspace.takeBack(step)).orElseThrow();
    }

    private Comparison vote(String annotator, long record, int a, int b, Choice choice) {
        return workspace.comparisons().vote(ballot(annotator, record, a, b), Vote.of(choice));
    }
}
