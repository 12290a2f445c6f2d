package winnow.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import winnow.app.service.RandomModels;

/** {@code winnow model random}: a model of random weights. */
@Command(
        name = "random",
        description = "Make a model of random weights in the official layout, to try a machine with. Its scores mean"
                + " nothing. Needs no workspace.")
final class ModelRandomCommand implements Callable<Integer> {

    @Option(
            names = "--size",
            required = true,
            paramLabel = "SIZE",
            description = "tiny (2 MB), nano (5 MB; the sizes and words of the demo world's model), mid (235 million"
                    + " weights, 0.5 GB) or 7b (the official size, 16.6 GB).")
    private String size = "";

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same seed gives the same weights. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FOLDER",
            description = "Where the model goes; must be empty.")
    private Path out = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one here

    private final WinnowCommand winnow;

    ModelRandomCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    @Override
    public Integer call() throws IOException {
        if (!RandomModels.sizes().contains(size)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "There is no size " + size + ". Sizes: " + String.join(", ", RandomModels.sizes()));
        }
        RandomModels.Report report;
        try (TerminalProgress progress = winnow.progress("Writing bytes")) {
            report = new RandomModels().make(size, seed, out, progress, winnow.cancel());
        }
        return winnow.print(answer(report));
    }

    private static Answer answer(RandomModels.Report report) {
        String line = String.format(
                Locale.ROOT,
                "Made a random model of %,d weights (%,d MB) in %.1f s: %s",
                report.parameters(),
                report.bytes() / 1_000_000,
                report.seconds(),
                report.folder());
        return new Answer(
                Answer.DONE,
                Json.object(
                        "folder", report.folder(),
                        "size", report.size(),
                        "parameters", report.parameters(),
                        "bytes", report.bytes(),
                        "seconds", report.seconds()),
                List.of(line, "Score with it: winnow score --model \"" + report.folder() + "\""));
    }
}
