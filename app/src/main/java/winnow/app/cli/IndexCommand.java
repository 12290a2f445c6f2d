package winnow.app.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import winnow.scoring.ScoringException;

/** {@code winnow index}: makes searches for texts fast. */
@Command(
        name = "index",
        description = "Build the index that makes searches for texts fast, of the samples that are not in it yet. The"
                + " window does so by itself after an import; searches find the same without it. May be stopped and"
                + " called again.")
final class IndexCommand implements Callable<Integer> {

    private final WinnowCommand winnow;

    IndexCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    @Override
    public Integer call() throws IOException, ScoringException {
        return winnow.inWorkspace(session -> {
            long added;
            try (TerminalProgress progress = winnow.progress("Indexing texts")) {
                added = session.texts().fill(progress, winnow.cancel());
            }
            String line =
                    added == 0 ? "All samples are in the index already." : added + " samples were added to the index.";
            return new Answer(Answer.DONE, Json.object("added", added), List.of(line));
        });
    }
}
