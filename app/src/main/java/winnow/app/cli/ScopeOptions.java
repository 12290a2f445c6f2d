package winnow.app.cli;

import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Option;
import winnow.app.service.Session;

/** The options of commands that look at the answers of one dataset or all, with the rewards of one run. */
final class ScopeOptions {

    @Option(
            names = "--dataset",
            paramLabel = "ID",
            converter = Numbers.Positive.class,
            description = "Only this dataset. Default: all.")
    private Optional<Long> dataset = Optional.empty();

    @Option(
            names = "--run",
            paramLabel = "N",
            converter = Numbers.Positive.class,
            description = "Whose rewards. Default: the run that was started or resumed last.")
    private Optional<Long> run = Optional.empty();

    /** The dataset that was named; one that is not there is wrong usage of the command. */
    OptionalLong dataset(WinnowCommand winnow, String command, Session session) {
        winnow.checkDataset(command, session, dataset);
        return dataset.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    /** The run that was named, or the last one; one that is not there is wrong usage of the command. */
    OptionalLong run(WinnowCommand winnow, String command, Session session) {
        return winnow.checkRun(command, session, run);
    }
}
