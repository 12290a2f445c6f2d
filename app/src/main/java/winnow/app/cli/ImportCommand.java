package winnow.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import winnow.app.service.Formats;
import winnow.app.service.ImportService;
import winnow.app.service.Sentence;
import winnow.app.service.Session;
import winnow.scoring.ScoringException;
import winnow.store.data.Dataset;
import winnow.store.data.DatasetList;
import winnow.store.data.FieldMap;
import winnow.store.data.ImportWarning;
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
            description = "Folder, or ZIP archive, the pictures are looked for in; may be given several times."
                    + " Default: the folder of the data file.")
    private List<Path> mediaRoots = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "NAME",
            description = "Format of the files. Default: found out by looking.")
    private Optional<String> format = Optional.empty();

    @Option(
            names = "--partial",
            description = "Also take what can be read of a file that is cut off or broken between its records.")
    private boolean partial;

    @Option(
            names = "--map",
            paramLabel = "PART=FIELD",
            description =
                    "What a field holds, for records of no known layout: question, answer, image, video, system or"
                            + " choices; may be given several times. The rest is guessed, and said.")
    private Map<String, String> map = new LinkedHashMap<>();

    private final WinnowCommand winnow;

    private final List<Map<String, Object>> datasets = new ArrayList<>();
    private final List<Map<String, Object>> rejects = new ArrayList<>();
    private final List<Map<String, Object>> warnings = new ArrayList<>();
    private final List<Map<String, Object>> broken = new ArrayList<>();
    private final Table table =
            new Table("dataset", "name", "format", "records", "imported", "prompts", "rejected", "");
    private final List<String> shown = new ArrayList<>();

    ImportCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    /** Exit code 3 when records were rejected or some of the files could not be imported, 1 when none could. */
    @Override
    public Integer call() throws IOException, ScoringException {
        format.ifPresent(this::checkFormat);
        FieldMap fields = fields();
        return winnow.inNewWorkspace(session -> {
            for (Path file : files) {
                importAll(session, file, fields);
            }
            return answer();
        });
    }

    private FieldMap fields() {
        try {
            return new FieldMap(map);
        } catch (IllegalArgumentException e) {
            throw winnow.wrongUsage("import", "--map " + e.getMessage() + ".");
        }
    }

    /** The members of a list of files in its place. */
    private void importAll(Session session, Path file, FieldMap fields) {
        Optional<DatasetList> list;
        try {
            list = Files.isRegularFile(file) ? session.imports().list(file) : Optional.empty();
        } catch (IOException e) {
            fail(file, e);
            return;
        }
        if (list.isEmpty()) {
            importOne(session, file, mediaRoots, fields);
            return;
        }
        shown.add(file + " names " + list.get().members().size() + " files, and "
                + list.get().elsewhere() + " datasets on a hub, which were not looked for.");
        for (DatasetList.Member member : list.get().members()) {
            importOne(session, member.file(), mediaRoots.isEmpty() ? roots(member.file(), file) : mediaRoots, fields);
        }
    }

    private void fail(Path file, IOException e) {
        String sentence = Sentence.of(e).orElseThrow();
        broken.add(Json.object("file", file, "reason", sentence));
        winnow.note(sentence);
    }

    /** Paths count from the folder of the member, or from that of the list. */
    private static List<Path> roots(Path member, Path list) {
        return Stream.of(member, list)
                .map(file -> file.toAbsolutePath().normalize().getParent())
                .filter(folder -> folder != null && Files.isDirectory(folder))
                .distinct()
                .toList();
    }

    private void importOne(Session session, Path file, List<Path> roots, FieldMap fields) {
        Set<Long> before = session.datasets().stream().map(Dataset::id).collect(Collectors.toSet());
        try (TerminalProgress progress = winnow.progress("Importing " + file.getFileName())) {
            ImportService.Request request = new ImportService.Request(file, roots, format, partial, fields);
            Dataset dataset = session.imports().run(request, progress, winnow.cancel());
            FieldMap taken = session.imports().fields(file, fields);
            add(file, dataset, session.imports(), before.contains(dataset.id()), taken);
            addRejects(file, session.imports().rejects(dataset.id(), MOST_REJECTS));
            addWarnings(file, dataset.id(), session.imports());
        } catch (IOException e) {
            fail(file, e);
        }
    }

    private void add(Path file, Dataset dataset, ImportService imports, boolean known, FieldMap taken) {
        long prompts = imports.prompts(dataset.id());
        datasets.add(Json.object(
                "id", dataset.id(),
                "name", dataset.name(),
                "format", dataset.format(),
                "records", dataset.records(),
                "imported", dataset.imported(),
                "prompts", prompts,
                "rejected", dataset.rejected(),
                "warned", imports.warned(dataset.id()),
                "file", file,
                "known", known,
                "fields", taken.names()));
        if (!taken.isEmpty()) {
            shown.add(file + ": " + said(taken) + ". Another field? Import it into a new workspace with --map.");
        }
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
            shown.add(file + ": " + dataset.rejected() + " records were rejected; the first are");
        }
    }

    private static String said(FieldMap taken) {
        return taken.names().entrySet().stream()
                .map(entry -> "the " + entry.getKey() + " is in \"" + Table.plain(entry.getValue()) + "\"")
                .collect(Collectors.joining(", "));
    }

    private void addRejects(Path file, List<Reject> found) {
        for (Reject reject : found) {
            rejects.add(Json.failed(reject.record(), reject.line(), file, reject.reason()));
        }
        found.stream()
                .limit(SHOWN_REJECTS)
                .map(reject -> file + ", " + place(reject.record(), reject.line()) + " rejected: "
                        + Table.plain(reject.reason()))
                .forEach(shown::add);
    }

    private void addWarnings(Path file, long datasetId, ImportService imports) {
        for (ImportWarning warning : imports.warnings(datasetId, MOST_REJECTS)) {
            warnings.add(Json.failed(warning.record(), warning.line(), file, warning.reason()));
            if (warnings.size() <= SHOWN_REJECTS) {
                shown.add(file + ", " + place(warning.record(), warning.line()) + " imported, but: "
                        + Table.plain(warning.reason()));
            }
        }
    }

    private static String place(long record, OptionalLong line) {
        return line.isPresent() ? "line " + line.getAsLong() : "record " + record;
    }

    private Answer answer() {
        Map<String, Object> json =
                Json.object("datasets", datasets, "rejects", rejects, "warnings", warnings, "failures", broken);
        if (datasets.isEmpty()) {
            json.put("error", broken.get(0).get("reason"));
            return new Answer(Answer.FAILED, json, List.of());
        }
        List<String> lines = new ArrayList<>(table.lines());
        lines.addAll(shown);
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
