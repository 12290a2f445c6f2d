package winnow.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import winnow.app.service.Models;
import winnow.app.service.SpeedService;
import winnow.app.service.SpeedWorkload;
import winnow.scoring.ScoringException;

/** {@code winnow speed}: how fast a model scores on this machine. */
@Command(
        name = "speed",
        description = "Score a workload and say how fast that was, and how much of what this machine can do was"
                + " reached. Needs no workspace.")
final class SpeedCommand implements Callable<Integer> {

    @Mixin
    private ModelArguments arguments = new ModelArguments();

    @Option(
            names = "--workload",
            paramLabel = "FILE",
            required = true,
            description = "[{\"image\": \"...\", \"hd_num\": 9, \"prompt\": \"...\", \"answers\": [\"...\"]}, ...];"
                    + " pictures relative to the file, each answer a sample.")
    private Path file = Path.of("");

    @Option(
            names = "--rounds",
            paramLabel = "N",
            converter = Numbers.PositiveInt.class,
            description = "Times it is done; the one in the middle counts. Default: 1.")
    private int rounds = 1;

    private final WinnowCommand winnow;

    SpeedCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    @Override
    public Integer call() throws IOException, ScoringException {
        SpeedWorkload workload = SpeedWorkload.read(file);
        Models models = new Models(winnow.settings());
        SpeedService.Report report = new SpeedService(models)
                .measure(
                        models.folder(arguments.model()), arguments.options(winnow), workload, rounds, winnow.cancel());
        int samples = report.scores().size();
        Map<String, Object> json = Json.object(
                "samples",
                samples,
                "tokens",
                report.tokens(),
                "seconds",
                report.seconds(),
                "cpu_seconds",
                report.cpuSeconds(),
                "samples_per_s",
                samples / report.seconds(),
                "gemm_gflops",
                report.peak() / 1e9,
                "gemm_highest_gflops",
                report.highest() / 1e9,
                "fraction_of_peak",
                report.fraction(),
                "peak_rss_mb",
                report.memory() / 1e6,
                "compute_seconds",
                report.computing(),
                "rounds",
                rounds,
                "scores",
                report.scores());
        return winnow.print(new Answer(Answer.DONE, json, lines(report, samples)));
    }

    private static List<String> lines(SpeedService.Report report, int samples) {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "%d samples of %d tokens in %.2f s: %.3f samples a second, %.2f CPU seconds a sample.",
                        samples,
                        report.tokens(),
                        report.seconds(),
                        samples / report.seconds(),
                        report.cpuSeconds() / samples),
                String.format(
                        Locale.ROOT,
                        "%.0f %% of the %.0f GFLOP/s at which this machine multiplies matrices, in the %.2f s inside"
                                + " the model; at most %.0f MB of memory.",
                        100 * report.fraction(),
                        report.peak() / 1e9,
                        report.computing(),
                        report.memory() / 1e6));
    }
}
