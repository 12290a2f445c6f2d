package winnow.app.cli;

import java.util.Optional;
import picocli.CommandLine.Option;
import winnow.app.service.CompareService;
import winnow.app.service.Session;
import winnow.store.data.PairOrder;

/** Who votes, and on answers of which dataset. */
final class VoterOptions {

    @Option(
            names = "--dataset",
            paramLabel = "ID",
            converter = Numbers.Positive.class,
            description = "The dataset of the record. Default: the only one.")
    private Optional<Long> dataset = Optional.empty();

    @Option(names = "--annotator", paramLabel = "A", description = "Who votes. Default: the name in the settings.")
    private Optional<String> annotator = Optional.empty();

    /** Refuses an annotator without a name; before a workspace is opened. */
    void check(WinnowCommand winnow) {
        if (annotator.filter(String::isBlank).isPresent()) {
            throw winnow.wrongUsage("pairs", "The name of the annotator is empty.");
        }
    }

    /** The dataset that was named, or the only one; naming none of several, or an unknown one, is wrong usage. */
    long dataset(WinnowCommand winnow, Session session) {
        winnow.checkDataset("pairs", session, dataset);
        return dataset.orElseGet(() -> {
            if (session.datasets().size() != 1) {
                throw winnow.wrongUsage("pairs", "Name the dataset of the record with --dataset ID.");
            }
            return session.datasets().get(0).id();
        });
    }

    /** Who votes, on pairs of a queue. */
    CompareService.Sitting sitting(WinnowCommand winnow, Session session, PairOrder queue) {
        return new CompareService.Sitting(
                annotator.orElseGet(() -> winnow.settings().read().annotator()), queue, winnow.latestRun(session), 0);
    }
}
