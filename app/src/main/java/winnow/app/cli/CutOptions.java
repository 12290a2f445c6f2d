package winnow.app.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import winnow.app.service.Ranking;
import winnow.app.service.Session;
import winnow.store.data.Dataset;

/** The options that say where a cut stands. */
final class CutOptions {

    @Option(
            names = "--cut",
            paramLabel = "X",
            converter = Numbers.Finite.class,
            description = "Samples with a lower value are below, in every source.")
    private Optional<Double> cut = Optional.empty();

    @Option(
            names = "--share",
            paramLabel = "P%",
            converter = Numbers.Share.class,
            description = "The lowest share of every source is below.")
    private Optional<Double> cutShare = Optional.empty();

    @Option(
            names = "--source-cut",
            paramLabel = "ID=X",
            description = "Where the cut stands in one dataset, instead; again for more.")
    private Map<Long, Double> sourceCuts = new HashMap<>();

    /** Refuses what says nothing, or two things. */
    void check(WinnowCommand winnow) {
        if (cut.isPresent() == cutShare.isPresent() && (cut.isPresent() || sourceCuts.isEmpty())) {
            throw winnow.wrongUsage("audit", "Say where the cut stands: with --cut, --share or --source-cut.");
        }
    }

    /** The value of the cut by dataset. */
    Map<Long, Double> cuts(WinnowCommand winnow, Session session, Ranking ranking) {
        List<Long> known = session.datasets().stream().map(Dataset::id).toList();
        Map<Long, Double> cuts = new HashMap<>();
        cutShare.ifPresent(share -> cuts.putAll(session.audits().cutsAt(ranking, share)));
        cut.ifPresent(value -> known.forEach(id -> cuts.put(id, value)));
        for (long id : sourceCuts.keySet()) {
            winnow.checkDataset("audit", session, Optional.of(id));
        }
        cuts.putAll(sourceCuts);
        return cuts;
    }
}
