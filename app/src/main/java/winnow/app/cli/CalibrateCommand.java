package winnow.app.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import winnow.app.service.CalibrationReport;
import winnow.app.service.CalibrationService;
import winnow.app.service.Session;
import winnow.scoring.ScoringException;
import winnow.scoring.rank.CalibrationFit.Method;

/** {@code winnow calibrate}: how probable rewards make it that an answer is better. */
@Command(
        name = "calibrate",
        description = "Fit on votes how probable it is that the answer with the higher reward is better, and keep the"
                + " fit with its data: the window shows it after each vote, and pairs build and export use it."
                + " Example: winnow calibrate --annotator kim; winnow pairs build --from reward --min-probability 80%%"
                + " --out sure.jsonl")
final class CalibrateCommand implements Callable<Integer> {

    private static final String NAME = "calibrate";

    /** What may be asked for. */
    enum Choice {
        AUTO(Optional.empty()),
        TEMPERATURE(Optional.of(Method.TEMPERATURE)),
        ISOTONIC(Optional.of(Method.ISOTONIC));

        private final Optional<Method> method;

        Choice(Optional<Method> method) {
            this.method = method;
        }
    }

    @Option(
            names = "--method",
            paramLabel = "auto|temperature|isotonic",
            converter = MethodName.class,
            description = "temperature: one number, a logistic curve. isotonic: steps that never fall. auto: the one"
                    + " with the lower log loss on votes held out. Default: auto.")
    private Choice method = Choice.AUTO;

    @Option(
            names = "--run",
            paramLabel = "N",
            converter = Numbers.Positive.class,
            description = "Whose rewards. Default: the run that was started or resumed last.")
    private Optional<Long> run = Optional.empty();

    @Option(names = "--author", paramLabel = "A", description = "Whose votes. Default: those of all annotators.")
    private Optional<String> author = Optional.empty();

    @Option(names = "--name", paramLabel = "T", description = "What to call it. Default: its datasets and votes.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--annotator", paramLabel = "A", description = "Who asks. Default: the name in the settings.")
    private Optional<String> annotator = Optional.empty();

    @Option(names = "--list", description = "Only show the calibrations that are kept.")
    private boolean list;

    private final WinnowCommand winnow;

    CalibrateCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    @Override
    public Integer call() throws IOException, ScoringException {
        for (Optional<String> text : List.of(author, name, annotator)) {
            if (text.filter(String::isBlank).isPresent()) {
                throw winnow.wrongUsage(NAME, "A name is empty.");
            }
        }
        return winnow.inWorkspace(session ->
                list ? CalibrationAnswer.list(session.calibrations().all(), session.runs()) : calibrate(session));
    }

    private Answer calibrate(Session session) throws IOException {
        OptionalLong runId = winnow.checkRun(NAME, session, run);
        if (runId.isEmpty()) {
            throw new IOException(
                    "Nothing was scored yet, so there are no rewards to calibrate. Score first: winnow" + " score");
        }
        CalibrationReport report = session.calibrations()
                .keep(
                        new CalibrationService.Request(runId.getAsLong(), author, method.method),
                        name,
                        annotator.orElseGet(() -> winnow.settings().read().annotator()));
        if (!report.run().trained()) {
            winnow.note(ScoreCommand.UNTRAINED);
        }
        return CalibrationAnswer.of(report, method == Choice.AUTO);
    }

    /** Choices in lower case. */
    static final class MethodName implements ITypeConverter<Choice> {

        @Override
        public Choice convert(String name) {
            for (Choice choice : Choice.values()) {
                if (choice.name().toLowerCase(Locale.ROOT).equals(name)) {
                    return choice;
                }
            }
            throw new TypeConversionException("must be auto, temperature or isotonic, was \"" + name + "\"");
        }
    }
}
