package winnow.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import winnow.app.service.ExportService;
import winnow.app.service.Session;
import winnow.scoring.ScoringException;

/** {@code winnow export}: writes what is kept. */
@Command(
        name = "export",
        description = "Write the kept records in the format they came in, the removed ones with score and reason,"
                + " and a manifest with checksums.")
final class ExportCommand implements Callable<Integer> {

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            required = true,
            description = "Folder to write into; made where it is missing.")
    private Path out = Path.of("");

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
            description = "Whose rewards stand in the files. Default: the run that was started or resumed last.")
    private Optional<Long> run = Optional.empty();

    @Option(
            names = "--prune-below",
            paramLabel = "X",
            converter = Numbers.Finite.class,
            description = "Also leave out undecided samples with a lower reward than this.")
    private Optional<Double> pruneBelow = Optional.empty();

    private final WinnowCommand winnow;

    ExportCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    @Override
    public Integer call() throws IOException, ScoringException {
        return winnow.inWorkspace(this::export);
    }

    private Answer export(Session session) throws IOException {
        winnow.checkDataset("export", session, dataset);
        ExportService.Request request = new ExportService.Request(
                out,
                dataset.map(OptionalLong::of).orElse(OptionalLong.empty()),
                winnow.checkRun("export", session, run),
                pruneBelow.map(OptionalDouble::of).orElse(OptionalDouble.empty()));
        ExportService.Report report;
        try (TerminalProgress progress = winnow.progress("Exporting")) {
            report = session.exports().run(request, progress, winnow.cancel());
        } catch (IllegalArgumentException e) {
            throw winnow.wrongUsage("export", String.valueOf(e.getMessage()));
        }
        List<Map<String, Object>> files = new ArrayList<>();
        Table table = new Table("file", "records", "sha256");
        for (ExportService.Written written : report.files()) {
            Path path = asGiven(written.path());
            files.add(Json.object("path", path, "sha256", written.sha256(), "records", written.records()));
            table.row(path, written.records(), written.sha256());
        }
        List<String> lines = new ArrayList<>();
        lines.add(report.kept() + " kept, " + report.pruned() + " pruned.");
        lines.addAll(table.lines());
        Map<String, Object> json = Json.object("kept", report.kept(), "pruned", report.pruned(), "files", files);
        return new Answer(Answer.DONE, json, lines);
    }

    /** A file below the folder of {@code --out}, named as that folder was named. */
    private Path asGiven(Path file) {
        Path folder = out.toAbsolutePath().normalize();
        Path absolute = file.toAbsolutePath().normalize();
        return absolute.startsWith(folder) ? out.resolve(folder.relativize(absolute)) : file;
    }
}
