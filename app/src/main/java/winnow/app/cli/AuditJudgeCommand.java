package winnow.app.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;
import winnow.app.service.AuditService;
import winnow.app.service.Session;
import winnow.scoring.ScoringException;
import winnow.store.data.Audit;

/** {@code winnow audit judge}: says of a drawn sample whether it is good. */
@Command(name = "judge", description = "Say of the sample that audit next shows whether it is good or bad.")
final class AuditJudgeCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "good|bad|unknown",
            converter = QualityName.class,
            description = "good, bad, or unknown where nobody could tell.")
    private Audit.Quality quality = Audit.Quality.UNKNOWN;

    @Option(names = "--draw", paramLabel = "ID", description = "Which draw. Default: the one audit next shows.")
    private Optional<UUID> draw = Optional.empty();

    @Option(names = "--reason", paramLabel = "R", description = "Why it is bad, in a word or two.")
    private Optional<String> reason = Optional.empty();

    @Mixin
    private AuditCommand.Options options = new AuditCommand.Options();

    private final WinnowCommand winnow;

    AuditJudgeCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    @Override
    public Integer call() throws IOException, ScoringException {
        return winnow.inWorkspace(session -> {
            Audit audit = options.audit(winnow, session);
            UUID judged = draw.orElse(next(session, audit));
            AuditCommand.doing(winnow, () -> {
                session.audits().judge(judged, options.annotator(winnow), quality, reason);
                return judged;
            });
            Optional<AuditService.Next> next = session.audits().next(audit.id());
            return new Answer(
                    Answer.DONE,
                    Json.object(
                            "audit", audit.id().toString(),
                            "draw", judged.toString(),
                            "quality", quality.name().toLowerCase(Locale.ROOT),
                            "done", next.isEmpty()),
                    List.of(next.map(n -> n.judged() + " of " + n.drawn() + " judged.")
                            .orElse("All that was drawn is judged. See: winnow audit report")));
        });
    }

    private UUID next(Session session, Audit audit) throws IOException {
        Optional<UUID> next = session.audits().next(audit.id()).map(AuditService.Next::draw);
        if (next.isEmpty() && draw.isEmpty()) {
            throw new IOException("All that was drawn is judged. Draw more with: winnow audit more --samples 50");
        }
        return next.or(() -> draw).orElseThrow();
    }

    /** Names of what can be said. */
    static final class QualityName implements ITypeConverter<Audit.Quality> {
        @Override
        public Audit.Quality convert(String name) {
            return switch (name) {
                case "good" -> Audit.Quality.GOOD;
                case "bad" -> Audit.Quality.BAD;
                case "unknown" -> Audit.Quality.UNKNOWN;
                default -> throw new TypeConversionException("must be good, bad or unknown, was \"" + name + "\"");
            };
        }
    }
}
