package winnow.app.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import winnow.app.service.AuditService;
import winnow.app.service.Session;
import winnow.scoring.ScoringException;
import winnow.store.data.Audit;
import winnow.store.data.Sample;

/** {@code winnow audit next}: what to judge next, without score, rank or side of the cut. */
@Command(name = "next", description = "Show what to judge next, blind: without score, rank, source or side of the cut.")
final class AuditNextCommand implements Callable<Integer> {

    @Mixin
    private AuditCommand.Options options = new AuditCommand.Options();

    private final WinnowCommand winnow;

    AuditNextCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    @Override
    public Integer call() throws IOException, ScoringException {
        return winnow.inWorkspace(session -> {
            Audit audit = options.audit(winnow, session);
            Optional<AuditService.Next> next = session.audits().next(audit.id());
            if (next.isEmpty()) {
                return new Answer(
                        Answer.DONE,
                        Json.object("audit", audit.id().toString(), "done", true),
                        List.of("All that was drawn is judged. See: winnow audit report"));
            }
            return answer(session, audit, next.get());
        });
    }

    private static Answer answer(Session session, Audit audit, AuditService.Next next) {
        Sample sample = session.review()
                .detail(OptionalLong.empty(), next.sampleId())
                .sample()
                .sample();
        List<Map<String, Object>> turns = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        lines.add(next.judged() + " of " + next.drawn() + " judged. Draw " + next.draw());
        sample.media().forEach(medium -> lines.add("  " + Table.plain(medium.path())));
        sample.turns().forEach(turn -> {
            String role = turn.role().name().toLowerCase(Locale.ROOT);
            turns.add(Json.object("role", role, "content", turn.text()));
            lines.add(role + ": " + Table.plain(turn.text()));
        });
        lines.add("Judge it with: winnow audit judge good|bad|unknown");
        Map<String, Object> json = Json.object(
                "audit", audit.id().toString(),
                "done", false,
                "draw", next.draw().toString(),
                "sample", next.sampleId(),
                "judged", next.judged(),
                "drawn", next.drawn(),
                "conversation", turns,
                "media", sample.media().stream().map(medium -> medium.path()).toList());
        return new Answer(Answer.DONE, json, lines);
    }
}
