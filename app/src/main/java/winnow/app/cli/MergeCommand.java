package winnow.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import winnow.app.service.MergeService;
import winnow.store.data.Conflict;

/** {@code winnow merge WORKSPACE... --out FILE}: unites workspaces of several annotators. */
@Command(
        name = "merge",
        description = "Unite workspaces into a new one: all decisions, votes and audits, each once. The workspaces stay"
                + " as they are. Example: winnow merge kim.winnow lee.winnow --out both.winnow")
final class MergeCommand implements Callable<Integer> {

    /** Conflicts shown to people; {@code --json} has all. */
    private static final int SHOWN = 20;

    @Parameters(paramLabel = "WORKSPACE", arity = "1..*", description = "The workspaces.")
    private List<Path> sources = List.of();

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The new workspace.")
    private Path out = Path.of("");

    private final WinnowCommand winnow;

    MergeCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    @Override
    public Integer call() throws IOException {
        MergeService.Report report;
        try (TerminalProgress progress = winnow.progress("Uniting")) {
            report = new MergeService().run(sources, out, progress, winnow.cancel());
        }
        List<Conflict> conflicts = report.conflicts();
        List<String> lines = new ArrayList<>();
        lines.add(report.decisions() + " decisions and " + report.votes() + " votes are in " + out + ".");
        lines.add(
                conflicts.isEmpty()
                        ? "Nowhere do annotators differ."
                        : "Annotators differ in " + conflicts.size() + " places"
                                + (conflicts.size() > SHOWN ? "; the first " + SHOWN + " are shown." : "."));
        lines.addAll(table(conflicts.subList(0, Math.min(SHOWN, conflicts.size()))));
        return winnow.print(new Answer(
                Answer.DONE,
                Json.object(
                        "out", out,
                        "decisions", report.decisions(),
                        "votes", report.votes(),
                        "conflicts", conflicts.size(),
                        "conflicting",
                                conflicts.stream().map(MergeCommand::json).toList()),
                lines));
    }

    private static List<String> table(List<Conflict> conflicts) {
        Table table = new Table("dataset", "record", "answers", "who says what");
        for (Conflict conflict : conflicts) {
            table.row(
                    conflict.dataset(),
                    conflict.record(),
                    conflict.candidates().stream().map(String::valueOf).collect(Collectors.joining(" and ")),
                    conflict.said().entrySet().stream()
                            .map(said -> said.getKey() + ": " + said.getValue())
                            .collect(Collectors.joining(", ")));
        }
        return table.lines();
    }

    private static Map<String, Object> json(Conflict conflict) {
        return Json.object(
                "kind", conflict.isOfVotes() ? "vote" : "decision",
                "dataset", conflict.dataset(),
                "record", conflict.record(),
                "candidates", conflict.candidates(),
                "said", conflict.said());
    }
}
