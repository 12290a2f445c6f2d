package winnow.app.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import winnow.app.service.ReviewService;
import winnow.scoring.ScoringException;

/** {@code winnow redo}: does the step again that was taken back. */
@Command(
        name = "redo",
        description = "Do the step again that was taken back last, unless something else was decided since.")
final class RedoCommand implements Callable<Integer> {

    @Option(names = "--annotator", paramLabel = "A", description = "Whose last step. Default: the last step of anyone.")
    private Optional<String> annotator = Optional.empty();

    private final WinnowCommand winnow;

    RedoCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    @Override
    public Integer call() throws IOException, ScoringException {
        return winnow.inWorkspace(session -> {
            Optional<ReviewService.Step> step = session.review().redo(annotator);
            long changed = step.map(ReviewService.Step::changed).orElse(0L);
            String what = step.flatMap(ReviewService.Step::vote).isPresent()
                    ? " vote changed again."
                    : " samples changed again.";
            String line = step.isPresent() ? changed + what : "There is nothing to do again.";
            return new Answer(Answer.DONE, Json.object("changed", changed), List.of(line));
        });
    }
}
