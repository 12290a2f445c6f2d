package winnow.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import winnow.app.service.OutsideScores;
import winnow.app.service.Session;
import winnow.scoring.ScoringException;
import winnow.store.data.Dataset;

/** {@code winnow import-scores FILE}: scores of another program, as a run. */
@Command(
        name = "import-scores",
        description = "Bring scores that another program gave to samples in, as a run of their own. FILE is JSON, JSON"
                + " Lines or CSV with \"score\" and either \"record\", counted from 0, or the \"id\" of the record;"
                + " where a record has several answers, \"candidate\" says which. A score that is no finite number is"
                + " listed and never counted.")
final class ImportScoresCommand implements Callable<Integer> {

    private static final int SHOWN = 10;

    @Parameters(paramLabel = "FILE", description = "The scores; only read.")
    private Path file = Path.of("");

    @Option(
            names = "--dataset",
            paramLabel = "ID",
            converter = Numbers.Positive.class,
            description = "Whose samples they are of. Needed where the workspace has several datasets.")
    private Optional<Long> dataset = Optional.empty();

    @Option(names = "--name", paramLabel = "NAME", description = "What to call them. Default: the name of the file.")
    private Optional<String> name = Optional.empty();

    private final WinnowCommand winnow;

    ImportScoresCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    /** Exit code 3 when some lines gave no score. */
    @Override
    public Integer call() throws IOException, ScoringException {
        return winnow.inWorkspace(session -> {
            Dataset chosen = dataset(session);
            String called = name.filter(given -> !given.isBlank())
                    .orElseGet(() -> String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", ""));
            try (TerminalProgress progress = winnow.progress("Reading scores")) {
                return answer(session.outsideScores().run(file, chosen, called, progress, winnow.cancel()), chosen);
            }
        });
    }

    private Dataset dataset(Session session) {
        winnow.checkDataset("import-scores", session, dataset);
        List<Dataset> all = session.datasets();
        if (dataset.isEmpty() && all.size() != 1) {
            throw winnow.wrongUsage(
                    "import-scores",
                    all.isEmpty()
                            ? "There is no dataset in " + session.file() + ". Import one first."
                            : "Say with --dataset whose scores these are: " + list(all) + ".");
        }
        return all.stream()
                .filter(each -> dataset.isEmpty() || each.id() == dataset.get())
                .findFirst()
                .orElseThrow();
    }

    private static String list(List<Dataset> datasets) {
        return String.join(
                ", ",
                datasets.stream().map(each -> each.id() + " " + each.name()).toList());
    }

    private static Answer answer(OutsideScores.Report report, Dataset dataset) {
        List<String> lines = new ArrayList<>();
        lines.add("Run " + report.run().id() + " (" + report.run().model() + "): " + report.scored() + " samples of "
                + dataset.name() + " have a score.");
        report.problems().stream().limit(SHOWN).forEach(lines::add);
        if (report.problems().size() > SHOWN) {
            lines.add("... and " + (report.problems().size() - SHOWN) + " more.");
        }
        return new Answer(
                report.problems().isEmpty() ? Answer.DONE : Answer.PARTLY,
                Json.object(
                        "run", report.run().id(),
                        "model", report.run().model(),
                        "dataset", dataset.id(),
                        "scored", report.scored(),
                        "failed", report.problems().size(),
                        "failures", report.problems()),
                lines);
    }
}
