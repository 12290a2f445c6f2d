package winnow.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;
import winnow.app.cli.Terminal;
import winnow.app.cli.Window;
import winnow.app.cli.WinnowCommand;
import winnow.app.service.SettingsFile;
import winnow.app.ui.WindowStart;
import winnow.store.job.CancelToken;
import winnow.store.job.ProgramEnd;

/** Where the program starts: without arguments the window opens, with arguments a command runs. */
public final class Winnow {

    /** The toolkit's own log, which says to users what only its makers understand; held, or its level is forgotten. */
    private static final Logger TOOLKIT = Logger.getLogger("javafx");

    private Winnow() {}

    /** Runs and ends the program with the exit code of the command. */
    public static void main(String[] arguments) {
        SettingsFile settings = SettingsFile.ofUser();
        // Before anything logs: the settings of the log read it.
        System.setProperty("winnow.log", settings.folder().resolve("winnow.log").toString());
        System.exit(arguments.length == 0 ? window(settings) : command(settings, arguments));
    }

    /**
     * Opens the window and returns when it is closed.
     *
     * @return false when no window can be opened on this machine
     */
    private static boolean openWindow(SettingsFile settings, Optional<Path> workspace) {
        TOOLKIT.setLevel(Level.SEVERE);
        try {
            new WindowStart(settings).showAndWait(workspace);
            return true;
        } catch (UnsupportedOperationException | LinkageError e) {
            LoggerFactory.getLogger(Winnow.class).warn("The window toolkit did not start", e);
            System.err.println(
                    "No window can be opened here: there is no display, or GTK 3 is missing. All commands work"
                            + " without one: winnow --help");
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static int window(SettingsFile settings) {
        return openWindow(settings, Optional.empty()) ? 0 : 1;
    }

    /** Ctrl-C asks the command to stop and waits for it; the exit code is then that of the signal, 130. */
    private static int command(SettingsFile settings, String... arguments) {
        CancelToken cancel = new CancelToken();
        try (ProgramEnd end = ProgramEnd.cancels(cancel)) {
            Window window = workspace -> {
                end.jobIsOver(); // no job runs any more, and a window that is open must not keep Ctrl-C waiting
                return openWindow(settings, workspace);
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
