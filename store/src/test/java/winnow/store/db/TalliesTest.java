package winnow.store.db;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.store.data.Outcome;
import winnow.store.data.ScoringRun;
import winnow.store.data.SourceCounts;
import winnow.store.data.Verdict;

class TalliesTest {

    @TempDir
    Path folder;

    @Test
    void everyDatasetIsCountedByItself() {
        try (Workspace workspace = Workspace.open(folder.resolve("w.winnow"))) {
            Example.dataset(workspace, "train", 6);
            Example.dataset(workspace, "extra", 2);
            ScoringRun run = Example.run(workspace);
            workspace
                    .scores()
                    .add(run.id(), List.of(new Outcome.Score(1, 5, 9, false), new Outcome.Failure(8, "gone")));
            prune(workspace, "kim", "Wrong", 2);
            prune(workspace, "kim", "Wrong", 3);
            prune(workspace, "lee", "Empty", 7);
            workspace.decisions().decide(Example.says("lee", Verdict.KEEP), 8);

            assertEquals(
                    List.of(
                            new SourceCounts(1, "train", 6, 2, 0, 0, 0, 2, 0),
                            new SourceCounts(2, "extra", 2, 1, 0, 1, 1, 1, 0)),
                    workspace.tallies().sources(OptionalLong.of(run.id())));
            assertEquals(
                    List.of(0L, 0L),
                    workspace.tallies().sources(OptionalLong.empty()).stream()
                            .map(SourceCounts::failed)
                            .toList());
            assertEquals(Map.of("Wrong", 2L, "Empty", 1L), workspace.tallies().reasons());
            assertEquals(
                    "Wrong", workspace.tallies().reasons().keySet().iterator().next());
            assertEquals(2, workspace.tallies().pruners());
        }
    }

    private static void prune(Workspace workspace, String annotator, String reason, long sample) {
        workspace
                .decisions()
                .decide(
                        new DecisionTable.Judgement(annotator, Verdict.PRUNE, Optional.of(reason), Optional.empty()),
                        sample);
    }
}
