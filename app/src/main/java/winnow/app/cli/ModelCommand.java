package winnow.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code winnow model}: the folders with weights. */
@Command(name = "model", description = "Make reward models that can be scored with.")
final class ModelCommand {

    private ModelCommand() {}

    /** The command with all its subcommands. */
    static CommandLine with(WinnowCommand winnow) {
        return new CommandLine(new ModelCommand()).addSubcommand(new ModelRandomCommand(winnow));
    }
}
