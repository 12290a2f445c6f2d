package winnow.app.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;
import winnow.app.service.ReviewService;
import winnow.app.service.Session;
import winnow.scoring.ScoringException;
import winnow.store.data.Verdict;

/** {@code winnow decide QUERY}: one decision on every sample a query finds. */
@Command(
        name = "decide",
        description = "Decide on every sample a query finds, as one step. Example:"
                + " winnow decide 'reward<-2 decided:no' --verdict prune")
final class DecideCommand implements Callable<Integer> {

    @Parameters(paramLabel = "QUERY", description = "Which samples; \"\" for all.")
    private String query = "";

    @Option(
            names = "--verdict",
            paramLabel = "keep|prune|unsure",
            required = true,
            converter = VerdictName.class,
            description = "What is decided: keep, prune or unsure.")
    private Verdict verdict = Verdict.UNSURE;

    @Option(names = "--reason", paramLabel = "R", description = "Why, in a word or two.")
    private Optional<String> reason = Optional.empty();

    @Option(names = "--note", paramLabel = "T", description = "What else there is to say.")
    private Optional<String> note = Optional.empty();

    @Option(names = "--annotator", paramLabel = "A", description = "Who decides. Default: the name in the settings.")
    private Optional<String> annotator = Optional.empty();

    private final WinnowCommand winnow;

    DecideCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    @Override
    public Integer call() throws IOException, ScoringException {
        if (annotator.filter(String::isBlank).isPresent()) {
            throw winnow.wrongUsage("decide", "The name of the annotator is empty.");
        }
        winnow.refuseOption("decide", query);
        return winnow.inWorkspace(session -> {
            long changed = decide(session).changed();
            String line = changed + " samples decided: " + verdict.name().toLowerCase(Locale.ROOT)
                    + ". To take it back: winnow undo";
            return new Answer(
                    Answer.DONE,
                    Json.object("changed", changed),
                    List.of(changed == 0 ? "No sample to decide on." : line));
        });
    }

    private ReviewService.Step decide(Session session) {
        String who = annotator.orElseGet(() -> winnow.settings().read().annotator());
        try {
            return session.review().decideAll(who, winnow.latestRun(session), query, verdict, reason, note);
        } catch (IllegalArgumentException e) {
            throw winnow.wrongUsage("decide", String.valueOf(e.getMessage()));
        }
    }

    /** The three verdicts people can give, in lower or upper case. */
    static final class VerdictName implements ITypeConverter<Verdict> {
        @Override
        public Verdict convert(String name) {
            return switch (name.toLowerCase(Locale.ROOT)) {
                case "keep" -> Verdict.KEEP;
                case "prune" -> Verdict.PRUNE;
                case "unsure" -> Verdict.UNSURE;
                default -> throw new TypeConversionException("must be keep, prune or unsure, was \"" + name + "\"");
            };
        }
    }
}
