package winnow.app.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import winnow.app.service.AuditService;
import winnow.app.service.Ranking;
import winnow.app.service.RankingChoice;
import winnow.app.service.Session;
import winnow.scoring.ScoringException;
import winnow.store.data.Audit;

/** {@code winnow audit move}: puts the cut somewhere else. */
@Command(
        name = "move",
        description = "Put the cut of an audit somewhere else. What was judged still counts, on the side it is on now.")
final class AuditMoveCommand implements Callable<Integer> {

    @Mixin
    private AuditCommand.Options options = new AuditCommand.Options();

    @Mixin
    private CutOptions cut = new CutOptions();

    private final WinnowCommand winnow;

    AuditMoveCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    @Override
    public Integer call() throws IOException, ScoringException {
        cut.check(winnow);
        return winnow.inWorkspace(session -> {
            Audit audit = options.audit(winnow, session);
            AuditService.Moved moved = move(session, audit);
            return new Answer(
                    Answer.DONE,
                    Json.object(
                            "audit", audit.id().toString(),
                            "judged_below", moved.below(),
                            "judged_above", moved.above(),
                            "crossed", moved.crossed()),
                    List.of("The cut was moved. " + (moved.below() + moved.above())
                            + " judgements still count: " + moved.below() + " below, " + moved.above() + " above; "
                            + moved.crossed() + " of them changed sides."));
        });
    }

    private AuditService.Moved move(Session session, Audit audit) throws IOException {
        try (TerminalProgress progress = winnow.progress("Reading texts")) {
            return AuditCommand.doing(winnow, () -> {
                Ranking ranking = session.rankings()
                        .rank(
                                session.rankings().columns(audit.run(), progress, winnow.cancel()),
                                RankingChoice.of(audit.ranking()),
                                winnow.cancel());
                return session.audits()
                        .move(
                                audit,
                                cut.cuts(winnow, session, ranking),
                                options.annotator(winnow),
                                progress,
                                winnow.cancel());
            });
        }
    }
}
