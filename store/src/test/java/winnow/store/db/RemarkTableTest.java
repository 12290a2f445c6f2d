package winnow.store.db;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.store.data.Remark;
import winnow.store.data.SavedView;
import winnow.store.data.Verdict;
import winnow.store.query.Query;

class RemarkTableTest {

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
    void aTagIsFoundAgainByItsName() {
        tag("kim", "sample:2..4", "look later", true);

        assertArrayEquals(new long[] {2, 3, 4}, find("tag:\"look later\""));
        assertArrayEquals(new long[] {2, 3, 4}, find("tag:look*"));
        assertArrayEquals(new long[] {}, find("tag:look"));
        assertEquals(7, find("-tag:*").length);
    }

    @Test
    void onlyWhatChangesIsWritten() {
        UUID first = tag("kim", "sample:2..4", "later", true).orElseThrow();
        UUID second = tag("kim", "sample:4..5", "later", true).orElseThrow();

        assertEquals(3, workspace.remarks().changed(first));
        assertEquals(List.of(5L), workspace.remarks().ofStep(second, 10));
        assertEquals(Optional.empty(), tag("kim", "sample:2..5", "later", true));
        assertEquals(Optional.empty(), tag("lee", "sample:2..5", "later", false));
    }

    @Test
    void aTagOfTwoAnnotatorsGoesWhenBothTakeItOff() {
        tag("kim", "sample:2", "later", true);
        tag("lee", "sample:2", "later", true);

        tag("kim", "", "later", false);
        assertArrayEquals(new long[] {2}, find("tag:later"));

        tag("lee", "", "later", false);
        assertArrayEquals(new long[] {}, find("tag:later"));
    }

    @Test
    void undoAndRedoGoThroughTagsNotesAndDecisionsAlike() {
        workspace.remarks().note("kim", 3, "first");
        UUID note = workspace.remarks().note("kim", 3, "second").orElseThrow();
        UUID tag = tag("kim", "sample:3", "later", true).orElseThrow();
        UUID decision = workspace.decisions().decide(Example.says("kim", Verdict.PRUNE), 3);

        workspace.takeBack(decision);
        UUID undone = workspace.takeBack(tag);
        workspace.takeBack(note);

        assertEquals(
                List.of(new Remark(Remark.Kind.NOTE, "first", "kim")),
                workspace.remarks().ofSample(3));
        assertEquals(Optional.empty(), workspace.decisions().current(3));

        workspace.takeBack(undone);
        assertEquals(
                List.of(new Remark(Remark.Kind.TAG, "later", "kim"), new Remark(Remark.Kind.NOTE, "first", "kim")),
                workspace.remarks().ofSample(3));
    }

    @Test
    void aBlankNoteTakesItOff() {
        workspace.remarks().note("kim", 3, "ask Lee");
        assertArrayEquals(new long[] {3}, find("note~\"ask\""));

        assertTrue(workspace.remarks().note("kim", 3, " ").isPresent());

        assertArrayEquals(new long[] {}, find("note~\"ask\""));
        assertEquals(Optional.empty(), workspace.remarks().note("kim", 3, ""));
    }

    @Test
    void theTagsInUseComeWithTheMostUsedFirst() {
        tag("kim", "sample:2", "rare", true);
        tag("kim", "sample:2..4", "often", true);
        tag("kim", "sample:2..9", "gone", true);
        tag("kim", "", "gone", false);

        assertEquals(List.of("often", "rare"), workspace.remarks().tags());
    }

    @Test
    void remarksSurviveClosing() {
        tag("kim", "sample:2", "later", true);
        workspace.close();

        workspace = Workspace.open(folder.resolve("w.winnow"));

        assertArrayEquals(new long[] {2}, find("tag:later"));
    }

    @Test
    void theLastSearchOfANameIsKept() {
        workspace.views().save(new SavedView("low", "reward<-2.0", "kim"));
        workspace.views().save(new SavedView("all", "", "kim"));
        workspace.views().save(new SavedView("low", "reward<-3.0", "lee"));

        assertEquals(
                List.of(new SavedView("all", "", "kim"), new SavedView("low", "reward<-3.0", "lee")),
                workspace.views().all());
        assertTrue(workspace.views().remove("low", "kim"));
        assertEquals(List.of(new SavedView("all", "", "kim")), workspace.views().all());
        assertEquals(false, workspace.views().remove("low", "kim"));
    }

    @Test
    void aViewWithoutANameIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new SavedView(" ", "", "kim"));
    }

    private Optional<UUID> tag(String annotator, String query, String name, boolean on) {
        return workspace.remarks().tag(annotator, NO_RUN, Query.parse(query), name, on);
    }

    private long[] find(String query) {
        return workspace.queue().order(NO_RUN, Query.parse(query));
    }
}
