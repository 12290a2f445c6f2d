package winnow.store.db;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.store.data.Decision;
import winnow.store.data.Verdict;
import winnow.store.query.Query;

class DecisionTableTest {

    private static final OptionalLong NO_RUN = OptionalLong.empty();

    @TempDir
    Path folder;

    private Workspace workspace;

    @BeforeEach
    void open() {
        workspace = Workspace.open(folder.resolve("w.winnow"));
        Example.dataset(workspace, "train", 10);
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    @Test
    void aDecisionIsInTheFileWhenTheCallReturns() throws SQLException {
        workspace.decisions().decide(Example.says("kim", Verdict.PRUNE), 3);

        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("w.winnow"));
                Statement statement = other.createStatement();
                var rows = statement.executeQuery("SELECT verdict, record FROM decision")) {
            assertEquals("PRUNE", rows.getString(1));
            assertEquals(2, rows.getLong(2));
        }
    }

    @Test
    void whatAnUndoBringsBackIsAsOldAsItWas() {
        workspace.decisions().decide(Example.says("kim", Verdict.KEEP), 3);
        workspace.decisions().decide(Example.says("lee", Verdict.PRUNE), 3);
        UUID step = workspace.decisions().decide(Example.says("kim", Verdict.UNSURE), 3);

        UUID undo = workspace.takeBack(step);

        assertEquals(
                Verdict.PRUNE, workspace.decisions().current(3).orElseThrow().verdict());
        workspace.takeBack(undo);
        assertEquals(
                Verdict.UNSURE, workspace.decisions().current(3).orElseThrow().verdict());
    }

    @Test
    void theLatestDecisionOfAllAnnotatorsCounts() {
        workspace.decisions().decide(Example.says("kim", Verdict.PRUNE), 3);
        workspace.decisions().decide(Example.says("lee", Verdict.KEEP), 3);

        assertEquals(
                Verdict.KEEP, workspace.decisions().current(3).orElseThrow().verdict());
        assertEquals(1, workspace.queue().conflicts());
    }

    @Test
    void whatAnAnnotatorTakesBackLeavesTheWordOfTheOther() {
        workspace.decisions().decide(Example.says("kim", Verdict.PRUNE), 3);
        UUID step = workspace.decisions().decide(Example.says("lee", Verdict.KEEP), 3);

        workspace.takeBack(step);

        assertEquals(
                Verdict.PRUNE, workspace.decisions().current(3).orElseThrow().verdict());
        assertEquals(0, workspace.queue().conflicts());
    }

    @Test
    void takingAStepBackTwiceDoesItAgain() {
        workspace.decisions().decide(Example.says("kim", Verdict.KEEP), 3);
        UUID prune = workspace
                .decisions()
                .decide(
                        new DecisionTable.Judgement("kim", Verdict.PRUNE, Optional.of("Wrong"), Optional.of("note")),
                        3);

        UUID undo = workspace.takeBack(prune);
        assertEquals(
                Verdict.KEEP, workspace.decisions().current(3).orElseThrow().verdict());

        UUID redo = workspace.takeBack(undo);
        Decision again = workspace.decisions().ofStep(redo, 10).get(0);
        assertEquals(Verdict.PRUNE, again.verdict());
        assertEquals(Optional.of("Wrong"), again.reason());
        assertEquals(Optional.of("note"), again.note());
        assertEquals(Optional.of(undo), again.undoes());
    }

    @Test
    void aBulkDecisionIsOneStepOfWhatItChanges() {
        workspace.decisions().decide(Example.says("kim", Verdict.PRUNE), 1);

        UUID step = workspace
                .decisions()
                .decideAll(Example.says("kim", Verdict.PRUNE), NO_RUN, Query.parse("record:0..4"))
                .orElseThrow();

        assertEquals(4, workspace.decisions().changed(step));
        assertEquals(5, workspace.queue().counts(NO_RUN).pruned());
        assertEquals(
                Optional.empty(),
                workspace
                        .decisions()
                        .decideAll(Example.says("kim", Verdict.PRUNE), NO_RUN, Query.parse("record:0..4")));
    }

    @Test
    void aBulkDecisionOverrulesTheOtherAnnotator() {
        workspace.decisions().decide(Example.says("kim", Verdict.PRUNE), 1);
        workspace.decisions().decide(Example.says("lee", Verdict.KEEP), 1);

        workspace.decisions().decideAll(Example.says("kim", Verdict.PRUNE), NO_RUN, Query.parse("sample:1"));

        assertEquals(
                Verdict.PRUNE, workspace.decisions().current(1).orElseThrow().verdict());
    }

    @Test
    void takingAllBackInBulkTouchesOwnDecisionsOnly() {
        workspace.decisions().decide(Example.says("kim", Verdict.PRUNE), 1);
        workspace.decisions().decide(Example.says("lee", Verdict.KEEP), 2);

        UUID step = workspace
                .decisions()
                .decideAll(Example.says("kim", Verdict.NONE), NO_RUN, Query.ALL)
                .orElseThrow();

        assertEquals(1, workspace.decisions().changed(step));
        assertArrayEquals(new long[] {2}, workspace.queue().order(NO_RUN, Query.parse("decided:yes")));
    }

    @Test
    void anUnknownSampleIsRefusedAndNothingIsWritten() {
        assertThrows(
                IllegalArgumentException.class,
                () -> workspace.decisions().decide(Example.says("kim", Verdict.PRUNE), 99));

        assertEquals(List.of(), workspace.steps().after(0));
    }

    @Test
    void timesGrowAlsoWhenTheClockDoesNot() {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");

        String first = Times.after("", now);
        String second = Times.after(first, now);
        String third = Times.after(second, now.minusSeconds(3600));

        assertEquals("2026-01-01T00:00:00.000000Z", first);
        assertEquals("2026-01-01T00:00:00.000001Z", second);
        assertEquals("2026-01-01T00:00:00.000002Z", third);
    }

    @Test
    void decisionsAreInOrderOfTheirTimes() {
        for (int i = 0; i < 50; i++) {
            workspace.decisions().decide(Example.says("kim", i % 2 == 0 ? Verdict.KEEP : Verdict.PRUNE), 5);
        }

        List<Instant> times = workspace.decisions().ofSample(5).stream()
                .map(Decision::decidedAt)
                .toList();

        assertEquals(50, times.stream().distinct().count());
        assertEquals(
                Verdict.PRUNE, workspace.decisions().current(5).orElseThrow().verdict());
    }

    @Test
    void theFileItselfRefusesToEditADecision() throws SQLException {
        workspace.decisions().decide(Example.says("kim", Verdict.KEEP), 5);
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("w.winnow"));
                Statement statement = other.createStatement()) {
            SQLException e = assertThrows(
                    SQLException.class, () -> statement.executeUpdate("UPDATE decision SET verdict = 'PRUNE'"));

            assertTrue(String.valueOf(e.getMessage()).contains("never edited"), e.getMessage());
        }
    }
}
