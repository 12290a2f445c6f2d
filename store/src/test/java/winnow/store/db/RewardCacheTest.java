package winnow.store.db;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.store.data.Outcome;
import winnow.store.data.ScoringRun;
import winnow.store.query.Query;

/** What is kept of rewards in memory is what the workspace says, whoever wrote it. */
class RewardCacheTest {

    @TempDir
    Path folder;

    @Test
    void ranksAreTheSameWithAndWithoutTheRewardsInMemory() {
        try (Workspace workspace = Workspace.open(folder.resolve("w.winnow"))) {
            long run = scored(workspace, 2, -1, 2, 0.5, 2);
            long[] before = ranks(workspace, run, 2, -1, 2, 0.5, 2);

            workspace.queue().order(OptionalLong.of(run), Query.ALL);

            assertArrayEquals(new long[] {3, 1, 4, 2, 5}, before);
            assertArrayEquals(before, ranks(workspace, run, 2, -1, 2, 0.5, 2));
        }
    }

    @Test
    void whatAnotherProgramStoredCountsAtOnce() {
        Path file = folder.resolve("w.winnow");
        try (Workspace workspace = Workspace.open(file);
                Workspace other = Workspace.open(file)) {
            long run = scored(workspace, 2, -1);
            assertArrayEquals(new long[] {2, 1, 3, 4, 5}, workspace.queue().order(OptionalLong.of(run), Query.ALL));

            other.scores().add(run, List.of(new Outcome.Score(4, -7, 1, false), new Outcome.Failure(5, "Broken.")));
            other.scores().replace(run, List.of(new Outcome.Score(1, -9, 1, false)));

            assertArrayEquals(new long[] {1, 4, 2, 3, 5}, workspace.queue().order(OptionalLong.of(run), Query.ALL));
            assertEquals(3, workspace.scores().histogram(run, 4).total());
            assertEquals(3, workspace.scores().scored(run));
            assertEquals(1, workspace.scores().failed(run));
        }
    }

    @Test
    void totalsFollowEveryChange() {
        try (Workspace workspace = Workspace.open(folder.resolve("w.winnow"))) {
            long run = scored(workspace, 2, -1);
            assertEquals(2, workspace.scores().add(run, List.of(failure(3), failure(4))));
            assertEquals(0, workspace.scores().add(run, List.of(failure(3))));
            assertEquals(1, workspace.scores().replace(run, List.of(failure(4), new Outcome.Score(3, 1, 1, false))));
            assertEquals(3, workspace.scores().scored(run));
            assertEquals(1, workspace.scores().failed(run));

            assertEquals(1, workspace.scores().forgetFailures(run, OptionalLong.empty()));

            assertEquals(3, workspace.scores().scored(run));
            assertEquals(0, workspace.scores().failed(run));
        }
    }

    private static Outcome failure(long sample) {
        return new Outcome.Failure(sample, "Broken.");
    }

    private static long[] ranks(Workspace workspace, long run, double... rewards) {
        long[] ranks = new long[rewards.length];
        for (int i = 0; i < rewards.length; i++) {
            ranks[i] = workspace.scores().rank(run, new Outcome.Score(i + 1L, rewards[i], 1, false));
        }
        return ranks;
    }

    /** Five samples, the first of which have these rewards. */
    private static long scored(Workspace workspace, double... rewards) {
        Example.dataset(workspace, "train", 5);
        ScoringRun run = workspace.runs().start(new RunTable.Key("m", Path.of("m"), "k", "f".repeat(64), true, "{}"));
        for (int i = 0; i < rewards.length; i++) {
            workspace.scores().add(run.id(), List.of(new Outcome.Score(i + 1L, rewards[i], 1, false)));
        }
        return run.id();
    }
}
