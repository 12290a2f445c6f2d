package winnow.app.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import winnow.app.service.AuditResult;
import winnow.app.service.AuditService;
import winnow.app.service.Ranking;
import winnow.app.service.RankingChoice;
import winnow.app.service.Session;
import winnow.scoring.ScoringException;
import winnow.store.data.Audit;
import winnow.store.data.ScoreColumns;

/** {@code winnow audit start}: draws samples below and above a cut. */
@Command(
        name = "start",
        description = "Draw samples below and above a cut at random, to be judged blind. Example: winnow audit start"
                + " --rank group --share 5%% --samples 180")
final class AuditStartCommand implements Callable<Integer> {

    @Option(
            names = "--run",
            paramLabel = "N",
            converter = Numbers.Positive.class,
            description = "Whose rewards. Default: the run that was started or resumed last.")
    private Optional<Long> run = Optional.empty();

    @Mixin
    private RankingOptions ranking = new RankingOptions();

    @Mixin
    private CutOptions cut = new CutOptions();

    @Option(
            names = "--samples",
            paramLabel = "N",
            converter = Numbers.PositiveInt.class,
            description = "How many to draw, half of them below the cut. Default: 100.")
    private int samples = 100;

    @Option(names = "--seed", paramLabel = "N", description = "Of the draws; the same seed draws the same. Default: 1.")
    private long seed = 1;

    @Option(names = "--annotator", paramLabel = "A", description = "Who. Default: the name in the settings.")
    private Optional<String> annotator = Optional.empty();

    private final WinnowCommand winnow;

    AuditStartCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    @Override
    public Integer call() throws IOException, ScoringException {
        cut.check(winnow);
        return winnow.inWorkspace(session -> {
            OptionalLong runId = winnow.checkRun("audit", session, run);
            if (runId.isEmpty()) {
                throw new IOException("Nothing was scored yet, so there is nothing to cut. Score first: winnow score");
            }
            AuditResult result = start(session, runId.getAsLong());
            Audit audit = result.audit();
            int drawn = result.progress().drawn();
            return new Answer(
                    Answer.DONE,
                    Json.object(
                            "audit", audit.id().toString(),
                            "run", audit.run(),
                            "rank", audit.ranking(),
                            "seed", audit.seed(),
                            "below", result.below().size(),
                            "above", result.above().size(),
                            "drawn", drawn),
                    List.of(
                            result.below().size() + " samples are below the cut, "
                                    + result.above().size() + " above.",
                            drawn + " drawn, a few of them twice. Judge them with: winnow audit next"));
        });
    }

    private AuditResult start(Session session, long runId) throws IOException {
        String who = annotator.orElseGet(() -> winnow.settings().read().annotator());
        try (TerminalProgress progress = winnow.progress("Reading texts")) {
            return AuditCommand.doing(winnow, () -> {
                ScoreColumns columns = session.rankings().columns(runId, progress, winnow.cancel());
                RankingChoice choice = ranking.choice(session.rankings(), columns);
                Ranking ranked = session.rankings().rank(columns, choice, winnow.cancel());
                Audit audit = session.audits()
                        .start(
                                new AuditService.Request(
                                        runId, choice, cut.cuts(winnow, session, ranked), samples, seed, who),
                                progress,
                                winnow.cancel());
                return session.audits().result(audit, progress, winnow.cancel());
            });
        }
    }
}
