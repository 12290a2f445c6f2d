package winnow.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import winnow.app.cli.Terminal;
import winnow.app.cli.Window;
import winnow.app.cli.WinnowCommand;
import winnow.app.service.SettingsFile;
import winnow.store.job.CancelToken;
import winnow.store.job.ProgramEnd;

/** Where the program starts: without arguments the window opens, with arguments a command runs. */
public final class Winnow {

    private Winnow() {}

    /** Runs and ends the program with the exit code of the command. */
    public static void main(String[] arguments) {
        SettingsFile settings = SettingsFile.ofUser();
        // Before anything logs: the settings of the log read it.
        System.setProperty("winnow.log", settings.folder().resolve("winnow.log").toString());
        System.exit(arguments.length == 0 ? window() : command(settings, arguments));
    }

    /**
     * Opens the window and returns when it is closed.
     *
     * @return false when no window can be opened on this machine
     */
    static boolean openWindow(Optional<Path> workspace) {
        System.err.println("This build has no window to open"
                + workspace.map(file -> " " + file).orElse("") + ". Try: winnow --help");
        return false;
    }

    private static int window() {
        return openWindow(Optional.empty()) ? 0 : 1;
    }

    /** Ctrl-C asks the command to stop and waits for it; the exit code is then that of the signal, 130. */
    private static int command(SettingsFile settings, String... arguments) {
        CancelToken cancel = new CancelToken();
        try (ProgramEnd end = ProgramEnd.cancels(cancel)) {
            Window window = workspace -> {
                end.jobIsOver(); // no job runs any more, and a window that is open must not keep Ctrl-C waiting
                return openWindow(workspace);
            };
            return WinnowCommand.run(terminal(), settings, window, cancel, arguments);
        }
    }

    private static Terminal terminal() {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        boolean interactive = Boolean.getBoolean("winnow.terminal"); // the launcher looks, Java cannot
        return new Terminal(out, System.err, interactive, System.getenv());
    }
}
