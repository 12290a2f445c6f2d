package winnow.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;
import winnow.scoring.ScoringException;
import winnow.scoring.benchmark.Benchmark;
import winnow.scoring.benchmark.BenchmarkTable;
import winnow.scoring.benchmark.ResultFile;
import winnow.scoring.benchmark.Results;

/** {@code winnow bench}: tables of benchmarks of reward models. */
@Command(
        name = "bench",
        description = "Print the table of a benchmark of reward models, with intervals and beside what the paper of"
                + " IXC-2.5-Reward prints. A tie is an error. Needs no workspace.")
final class BenchCommand implements Callable<Integer> {

    private static final String NAME = "bench";

    @Parameters(
            paramLabel = "vl-rewardbench|rewardbench|rm-bench",
            converter = Name.class,
            description = "Which benchmark.")
    private Benchmark benchmark = Benchmark.VL_REWARDBENCH;

    @Option(
            names = "--from-scores",
            paramLabel = "FILE",
            description = "Work the table out from saved results: a table of values, the JSON of the published"
                    + " evaluation scripts, or what --out wrote. Files that do not name the groups are taken to"
                    + " hold all items in the published order.")
    private Optional<Path> scores = Optional.empty();

    private final WinnowCommand winnow;

    BenchCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    @Override
    public Integer call() throws IOException, ScoringException {
        if (scores.isEmpty()) {
            throw winnow.wrongUsage(NAME, "Name results with --from-scores FILE.");
        }
        return winnow.print(answer(ResultFile.read(scores.get(), benchmark)));
    }

    private static Answer answer(Results results) {
        BenchmarkTable table = BenchmarkTable.of(results);
        return new Answer(
                results.failed() == 0 ? Answer.DONE : Answer.PARTLY,
                BenchAnswer.json(results, table),
                BenchAnswer.lines(results, table));
    }

    /** Names of benchmarks. */
    static final class Name implements ITypeConverter<Benchmark> {
        @Override
        public Benchmark convert(String name) {
            String known = Arrays.stream(Benchmark.values()).map(Benchmark::id).collect(Collectors.joining(", "));
            return Benchmark.of(name)
                    .orElseThrow(
                            () -> new TypeConversionException("must be one of " + known + ", was \"" + name + "\""));
        }
    }
}
