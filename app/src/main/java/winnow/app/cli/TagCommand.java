package winnow.app.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import winnow.app.service.ReviewService;
import winnow.app.service.Session;
import winnow.scoring.ScoringException;

/** {@code winnow tag QUERY}: a tag on every sample a query finds, or off it. */
@Command(
        name = "tag",
        description = "Put a tag on every sample a query finds, or take it off, as one step. Example:"
                + " winnow tag 'answer~\"as an AI\"' --add later")
final class TagCommand implements Callable<Integer> {

    /** On or off, never both. */
    static final class Change {

        @Option(names = "--add", paramLabel = "NAME", description = "Puts this tag on.")
        private Optional<String> add = Optional.empty();

        @Option(names = "--remove", paramLabel = "NAME", description = "Takes this tag of yours off.")
        private Optional<String> remove = Optional.empty();
    }

    @Parameters(paramLabel = "QUERY", description = "Which samples; \"\" for all.")
    private String query = "";

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Change change = new Change();

    @Option(names = "--annotator", paramLabel = "A", description = "Who says so. Default: the name in the settings.")
    private Optional<String> annotator = Optional.empty();

    private final WinnowCommand winnow;

    TagCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    @Override
    public Integer call() throws IOException, ScoringException {
        if (annotator.filter(String::isBlank).isPresent()) {
            throw winnow.wrongUsage("tag", "The name of the annotator is empty.");
        }
        winnow.refuseOption("tag", query);
        return winnow.inWorkspace(session -> {
            long changed = tag(session).map(ReviewService.Step::changed).orElse(0L);
            String line = changed == 0
                    ? "No sample to change."
                    : changed + (changed == 1 ? " sample" : " samples") + " changed. To take it back: winnow undo";
            return new Answer(Answer.DONE, Json.object("changed", changed), List.of(line));
        });
    }

    private Optional<ReviewService.Step> tag(Session session) {
        String who = annotator.orElseGet(() -> winnow.settings().read().annotator());
        String name = change.add.or(() -> change.remove).orElse("");
        try {
            return session.review().tagAll(who, winnow.latestRun(session), query, name, change.add.isPresent());
        } catch (IllegalArgumentException e) {
            throw winnow.wrongUsage("tag", String.valueOf(e.getMessage()));
        }
    }
}
