package winnow.app.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import winnow.app.service.Sentence;

/** Turns what went wrong into one sentence on standard error, an object for {@code --json}, and an exit code. */
final class Troubles {

    private static final Logger LOG = LoggerFactory.getLogger(Troubles.class);

    private final Terminal terminal;

    Troubles(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The same commands, with their troubles handled here. */
    CommandLine guard(CommandLine commands) {
        return commands.setOut(writer(terminal.out()))
                .setErr(writer(terminal.err()))
                .setParameterExceptionHandler(this::wrongUsage)
                .setExecutionExceptionHandler(this::failed);
    }

    private static PrintWriter writer(PrintStream to) {
        return new PrintWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8), true);
    }

    private int wrongUsage(ParameterException problem, String[] arguments) {
        String command = problem.getCommandLine().getCommandSpec().qualifiedName();
        boolean json = List.of(arguments).contains("--json");
        tell(json, String.valueOf(problem.getMessage()));
        terminal.err().println("Try: " + command + " --help");
        return Answer.USAGE;
    }

    private int failed(Exception problem, CommandLine command, ParseResult parsed) {
        boolean json = parsed.originalArgs().contains("--json");
        if (problem instanceof CancellationException) {
            tell(json, "Cancelled. What was done so far is kept.");
            return Answer.CANCELLED;
        }
        tell(json, Sentence.of(problem).orElseGet(() -> {
            LOG.error("A mistake in the program", problem);
            return "Winnow made a mistake (" + problem + "). Details are in the log.";
        }));
        return Answer.FAILED;
    }

    private void tell(boolean json, String sentence) {
        terminal.err().println(sentence);
        if (json) {
            terminal.out().println(Json.text(Json.object("error", sentence)));
            terminal.out().flush();
        }
    }
}
