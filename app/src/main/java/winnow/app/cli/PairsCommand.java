package winnow.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code winnow pairs}: what is done with pairs of answers. */
@Command(
        name = "pairs",
        description = "Vote on several answers to one prompt, and make preference pairs of them.",
        synopsisSubcommandLabel = "COMMAND")
final class PairsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one here

    private PairsCommand() {}

    /** With all its commands. */
    static CommandLine with(WinnowCommand winnow) {
        return new CommandLine(new PairsCommand())
                .addSubcommand(new PairsBuildCommand(winnow))
                .addSubcommand(new PairsNextCommand(winnow))
                .addSubcommand(new PairsVoteCommand(winnow))
                .addSubcommand(new PairsRankCommand(winnow));
    }

    /** Always wrong usage: it does nothing by itself. */
    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "Say what to do with the pairs: "
                        + String.join(", ", spec.subcommands().keySet()) + ".");
    }
}
