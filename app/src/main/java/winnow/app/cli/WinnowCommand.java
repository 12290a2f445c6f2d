package winnow.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import winnow.app.service.Session;
import winnow.app.service.SettingsFile;
import winnow.scoring.ScoringException;
import winnow.store.data.Dataset;
import winnow.store.data.ScoringRun;
import winnow.store.job.CancelToken;
import winnow.store.job.Lanes;

/** {@code winnow}: the options every command knows, and the workspace commands work in. */
@Command(
        name = "winnow",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = ScopeType.INHERIT,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = "Find the bad samples in image and video training data, prove the cut, export what is left.",
        footer = {
            "",
            "Without a command, the window opens; so it does with nothing but the name of a workspace, NAME.winnow.",
            "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done but some records failed, 130 cancelled.",
            "Runs on Linux x64 and arm64. Windows x64 and macOS arm64 are untested."
        })
public final class WinnowCommand implements Callable<Integer> {

    @Option(
            names = {"-w", "--workspace"},
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "The workspace. Default: the last one used by the window.")
    private Optional<Path> workspace = Optional.empty();

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = "Print one JSON object and nothing else to standard output.")
    private boolean json;

    @Option(names = "--quiet", scope = ScopeType.INHERIT, description = "Show no progress.")
    private boolean quiet;

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one here

    private boolean offline;

    private final Terminal terminal;
    private final SettingsFile settings;
    private final Window window;
    private final CancelToken cancel;

    private WinnowCommand(Terminal terminal, SettingsFile settings, Window window, CancelToken cancel) {
        this.terminal = terminal;
        this.settings = settings;
        this.window = window;
        this.cancel = cancel;
    }

    /**
     * Runs one command line to its end, on the calling thread.
     *
     * @param cancel asks the command to stop
     * @return the exit code: 0 done, 1 failed, 2 wrong usage, 3 done but some records failed, 130 cancelled
     */
    public static int run(
            Terminal terminal, SettingsFile settings, Window window, CancelToken cancel, String... arguments) {
        CommandLine commands = commands(new WinnowCommand(terminal, settings, window, cancel));
        commands.registerConverter(Path.class, WinnowCommand::path);
        return new Troubles(terminal).guard(commands).execute(opening(arguments));
    }

    private static CommandLine commands(WinnowCommand winnow) {
        return new CommandLine(winnow)
                .addSubcommand(new DemoCommand(winnow))
                .addSubcommand(new ImportCommand(winnow))
                .addSubcommand(new ImportScoresCommand(winnow))
                .addSubcommand(new FormatsCommand(winnow))
                .addSubcommand(new CheckCommand(winnow))
                .addSubcommand(new ScoreCommand(winnow))
                .addSubcommand(new ReportCommand(winnow))
                .addSubcommand(withQuery(new FindCommand(winnow)))
                .addSubcommand(withQuery(new DecideCommand(winnow)))
                .addSubcommand(withQuery(new TagCommand(winnow)))
                .addSubcommand(withQuery(new ViewsCommand(winnow)))
                .addSubcommand(AuditCommand.with(winnow))
                .addSubcommand(new UndoCommand(winnow))
                .addSubcommand(new RedoCommand(winnow))
                .addSubcommand(new ExportCommand(winnow))
                .addSubcommand(new MergeCommand(winnow))
                .addSubcommand(PairsCommand.with(winnow))
                .addSubcommand(new AgreementCommand(winnow))
                .addSubcommand(new CalibrateCommand(winnow))
                .addSubcommand(new LeaderboardCommand(winnow))
                .addSubcommand(new CandidatesCommand(winnow))
                .addSubcommand(new BestOfNCommand(winnow))
                .addSubcommand(new ScoreOneCommand(winnow))
                .addSubcommand(new RankCommand(winnow))
                .addSubcommand(new SpeedCommand(winnow))
                .addSubcommand(new PlantCommand(winnow))
                .addSubcommand(new MeasuredCommand(winnow))
                .addSubcommand(new TrainCommand(winnow))
                .addSubcommand(new DemoWorldCommand(winnow))
                .addSubcommand(new BenchCommand(winnow))
                .addSubcommand(new ExplainCommand(winnow))
                .addSubcommand(new ScoreCasesCommand(winnow))
                .addSubcommand(ModelCommand.with(winnow))
                .addSubcommand(new IndexCommand(winnow))
                .addSubcommand(new CheckHostileCommand(winnow))
                .addSubcommand(new DoctorCommand(winnow));
    }

    /** A workspace and nothing else is what a desktop hands over when the file is double-clicked. */
    private static String[] opening(String... arguments) {
        return arguments.length == 1 && arguments[0].endsWith(".winnow") && !arguments[0].startsWith("-")
                ? new String[] {"--workspace", arguments[0]}
                : arguments;
    }

    private static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("\"" + name + "\" cannot be the name of a file here");
        }
    }

    /** A query may start with a minus, as in {@code -decided:yes}. */
    private static CommandLine withQuery(Object command) {
        return new CommandLine(command).setUnmatchedOptionsArePositionalParams(true);
    }

    @Option(names = "--offline", scope = ScopeType.INHERIT, description = "Use no network, not even for the build.")
    void offline(boolean asked) {
        offline |= asked;
        if (asked) {
            System.setProperty("ai.djl.offline", "true"); // the tensor library's own switch
        }
    }

    /** Opens the window, on the workspace named or on the welcome screen. */
    @Override
    public Integer call() {
        if (json) {
            throw new ParameterException(spec.commandLine(), "--json needs a command, such as report.");
        }
        return window.open(workspace) ? Answer.DONE : Answer.FAILED;
    }

    /** A command's work in an open workspace. */
    @FunctionalInterface
    interface InWorkspace {

        /** Does it, on the calling thread. */
        Answer run(Session session) throws IOException, ScoringException;
    }

    /** Opens the workspace that was named, or the last one used, runs the work in it and prints what it came to. */
    int inWorkspace(InWorkspace work) throws IOException, ScoringException {
        Path file = workspaceFile();
        if (!Files.exists(file)) {
            throw new IOException(
                    "The workspace " + file + " does not exist. Make it with: winnow import DATA -w " + file);
        }
        return print(in(file, work));
    }

    /** The same, but makes the workspace where it is missing. */
    int inNewWorkspace(InWorkspace work) throws IOException, ScoringException {
        Path file = workspaceFile();
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new IOException("The workspace " + file + " cannot be made: there is no folder " + folder + ".");
        }
        return print(in(file, work));
    }

    /** Prints what a command came to, for people or for machines. */
    int print(Answer answer) {
        if (json) {
            terminal.out().println(Json.text(answer.json()));
        } else {
            answer.lines().forEach(terminal.out()::println);
        }
        terminal.out().flush();
        return answer.exitCode();
    }

    /** Says something that is not a result. */
    void note(String sentence) {
        terminal.err().println(sentence);
    }

    /** Progress of a job; to be closed. */
    TerminalProgress progress(String title) {
        return new TerminalProgress(terminal, title, quiet);
    }

    /** The wrong usage of a command, to be thrown. */
    ParameterException wrongUsage(String command, String sentence) {
        return new ParameterException(spec.commandLine().getSubcommands().get(command), sentence);
    }

    /** Refuses what was taken for a query because it is no option: a query may start with one minus, not with two. */
    void refuseOption(String command, String query) {
        if (query.startsWith("--")) {
            throw wrongUsage(command, "Unknown option: '" + query + "'");
        }
    }

    /** Refuses a dataset the workspace does not have. */
    void checkDataset(String command, Session session, Optional<Long> dataset) {
        List<Long> known = session.datasets().stream().map(Dataset::id).toList();
        dataset.filter(id -> !known.contains(id)).ifPresent(id -> {
            throw wrongUsage(command, "There is no dataset " + id + " in " + session.file() + ". Datasets: " + known);
        });
    }

    /** The run that was named, or the latest; refuses one the workspace does not have. */
    OptionalLong checkRun(String command, Session session, Optional<Long> run) {
        List<Long> known = session.runs().stream().map(ScoringRun::id).toList();
        run.filter(id -> !known.contains(id)).ifPresent(id -> {
            throw wrongUsage(command, "There is no run " + id + " in " + session.file() + ". Runs: " + known);
        });
        return run.map(OptionalLong::of).orElseGet(() -> latestRun(session));
    }

    /** The run whose rewards count when none is named; empty when nothing was scored yet. */
    OptionalLong latestRun(Session session) {
        return session.latestRun().map(run -> OptionalLong.of(run.id())).orElse(OptionalLong.empty());
    }

    boolean json() {
        return json;
    }

    /** Whether no connection may be opened: because it was asked for, or because the environment says so. */
    boolean isOffline() {
        return offline
                || terminal.environment().getOrDefault("HF_HUB_OFFLINE", "").matches("(?i)1|true|yes|on");
    }

    Terminal terminal() {
        return terminal;
    }

    SettingsFile settings() {
        return settings;
    }

    Window window() {
        return window;
    }

    CancelToken cancel() {
        return cancel;
    }

    private Path workspaceFile() {
        return workspace
                .or(() -> settings.read().lastWorkspace())
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "No workspace: name one with -w FILE. None was used before."));
    }

    private Answer in(Path file, InWorkspace work) throws IOException, ScoringException {
        if (Files.isDirectory(file)) {
            throw new IOException(
                    file + " is a folder, not a workspace. Name a file, such as " + file.resolve("data.winnow") + ".");
        }
        if (Files.exists(file) && !Files.isReadable(file)) {
            throw new IOException(file + " may not be read. Change its permissions or name another workspace.");
        }
        try (Lanes lanes = new Lanes();
                Session session = Session.open(file, settings, lanes)) {
            return work.run(session);
        }
    }
}
