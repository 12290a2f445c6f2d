package winnow.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import winnow.app.service.Formats;
import winnow.app.service.ImportService;
import winnow.app.service.Sentence;
import winnow.app.service.Session;
import winnow.scoring.ScoringException;
import winnow.store.data.Dataset;
import winnow.store.data.Reject;

/** {@code winnow import FILE...}: brings dataset files into a workspace. */
@Command(
        name = "import",
        description =
                "Bring dataset files into the workspace, which is made where it is missing. Sources are only read.")
final class ImportCommand implements Callable<Integer> {

    /** More rejected records of one file than anybody reads; the count says how many there are. */
    private static final int MOST_REJECTS = 10_000;

    /** Rejected records of one file shown to people. */
    private static final int SHOWN_REJECTS = 10;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Dataset files; each becomes one dataset.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--media-root",
            paramLabel = "DIR",
            description = "Folder the pictures are looked for in; may be given several times."
                    + " Default: the folder of the data file.")
    private List<Path> mediaRoots = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "NAME",
            description = "Format of the files. Default: found out by looking.")
    private Optional<String> format = Optional.empty();

    private final WinnowCommand winnow;

    private final List<Map<String, Object>> datasets = new ArrayList<>();
    private final List<Map<String, Object>> rejects = new ArrayList<>();
    private final List<Map<String, Object>> broken = new ArrayList<>();
    private final Table table =
            new Table("dataset", "name", "format", "records", "imported", "prompts", "rejected", "");
    private final List<String> shownRejects = new ArrayList<>();

    ImportCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    /** Exit code 3 when records were rejected or some of the files could not be imported, 1 when none could. */
    @Override
    public Integer call() throws IOException, ScoringException {
        format.ifPresent(this::checkFormat);
        return winnow.inNewWorkspace(session -> {
            for (Path file : files) {
                importOne(session, file);
            }
            return answer();
        });
    }

    private void importOne(Session session, Path file) {
        Set<Long> before = session.datasets().stream().map(Dataset::id).collect(Collectors.toSet());
        try (TerminalProgress progress = winnow.progress("Importing " + file.getFileName())) {
            ImportService.Request request = new ImportService.Request(file, mediaRoots, format);
            Dataset dataset = session.imports().run(request, progress, winnow.cancel());
            add(file, dataset, session.imports().prompts(dataset.id()), before.contains(dataset.id()));
            addRejects(file, session.imports().rejects(dataset.id(), MOST_REJECTS));
        } catch (IOException e) {
            String sentence = Sentence.of(e).orElseThrow();
            broken.add(Json.object("file", file, "reason", sentence));
            winnow.note(sentence);
        }
    }

    private void add(Path file, Dataset dataset, long prompts, boolean known) {
        datasets.add(Json.object(
                "id", dataset.id(),
                "name", dataset.name(),
                "format", dataset.format(),
                "records", dataset.records(),
                "imported", dataset.imported(),
                "prompts", prompts,
                "rejected", dataset.rejected(),
                "file", file,
                "known", known));
        table.row(
                dataset.id(),
                dataset.name(),
                dataset.format(),
                dataset.records(),
                dataset.imported(),
                prompts,
                dataset.rejected(),
                known ? "was in the workspace already" : "");
        if (dataset.rejected() > SHOWN_REJECTS) {
            shownRejects.add(file + ": " + dataset.rejected() + " records were rejected; the first are");
        }
    }

    private void addRejects(Path file, List<Reject> found) {
        for (Reject reject : found) {
            rejects.add(Json.failed(reject.record(), reject.line(), file, reject.reason()));
        }
        found.stream()
                .limit(SHOWN_REJECTS)
                .map(reject -> file + ", " + place(reject) + " rejected: " + Table.plain(reject.reason()))
                .forEach(shownRejects::add);
    }

    private static String place(Reject reject) {
        return reject.line().isPresent() ? "line " + reject.line().getAsLong() : "record " + reject.record();
    }

    private Answer answer() {
        Map<String, Object> json = Json.object("datasets", datasets, "rejects", rejects, "failures", broken);
        if (datasets.isEmpty()) {
            json.put("error", broken.get(0).get("reason"));
            return new Answer(Answer.FAILED, json, List.of());
        }
        List<String> lines = new ArrayList<>(table.lines());
        lines.addAll(shownRejects);
        return new Answer(rejects.isEmpty() && broken.isEmpty() ? Answer.DONE : Answer.PARTLY, json, lines);
    }

    private void checkFormat(String id) {
        List<String> known = new Formats()
                .all().stream()
                        .filter(Formats.Format::reads)
                        .map(Formats.Format::id)
                        .toList();
        if (!known.contains(id)) {
            throw winnow.wrongUsage(
                    "import", "There is no format \"" + id + "\". Formats: " + String.join(", ", known) + ".");
        }
    }
}
