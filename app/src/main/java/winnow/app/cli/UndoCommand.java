package winnow.app.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import winnow.app.service.ReviewService;
import winnow.scoring.ScoringException;

/** {@code winnow undo}: takes the last step back. */
@Command(
        name = "undo",
        description = "Take the last step back that is not taken back yet. Works across restarts, without limit.")
final class UndoCommand implements Callable<Integer> {

    @Option(names = "--annotator", paramLabel = "A", description = "Whose last step. Default: the last step of anyone.")
    private Optional<String> annotator = Optional.empty();

    private final WinnowCommand winnow;

    UndoCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    @Override
    public Integer call() throws IOException, ScoringException {
        return winnow.inWorkspace(session -> {
            Optional<ReviewService.Step> step = session.review().undo(annotator);
            long changed = step.map(ReviewService.Step::changed).orElse(0L);
            String what = step.flatMap(ReviewService.Step::vote).isPresent()
                    ? " vote changed back."
                    : " samples changed back.";
            String line = step.isPresent() ? changed + what : "There is nothing to take back.";
            return new Answer(Answer.DONE, Json.object("changed", changed), List.of(line));
        });
    }
}
