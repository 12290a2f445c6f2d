package winnow.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;
import winnow.app.service.BenchmarkService;
import winnow.app.service.DisagreementFile;
import winnow.app.service.Formats;
import winnow.app.service.Models;
import winnow.scoring.ModelOptions;
import winnow.scoring.ScoringException;
import winnow.scoring.benchmark.Benchmark;
import winnow.scoring.benchmark.BenchmarkTable;
import winnow.scoring.benchmark.Disagreement;
import winnow.scoring.benchmark.ResultFile;
import winnow.scoring.benchmark.Results;
import winnow.scoring.benchmark.ScoreLine;

/** {@code winnow bench}: tables of benchmarks of reward models. */
@Command(
        name = "bench",
        description = "Print the table of a benchmark of reward models, with intervals and beside what the paper of"
                + " IXC-2.5-Reward prints: of the scores a model gives to its data now, or of saved ones. A tie is an"
                + " error. Needs no workspace. Example: winnow bench rm-bench --data total_dataset.json --model DIR"
                + " --out scores.jsonl")
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

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "Score this: the data file of the benchmark as its authors publish it, or a part of it.")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "The model that scores --data: folder of a snapshot, or \"default\" for the one that comes"
                    + " with Winnow.")
    private Optional<String> model = Optional.empty();

    @Option(
            names = "--media-root",
            paramLabel = "DIR",
            description = "A folder the pictures are in; may be given several times. Default: the folder of the data.")
    private List<Path> roots = List.of();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Keep the scores in this file, each as soon as it is there. One that has scores of the same"
                    + " data, model and settings is gone on with; items that failed are tried again.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--disagreements",
            paramLabel = "FILE",
            description = "Write the items the model gets wrong into this file, as JSON lines: item (position in the"
                    + " data, or among the saved results where they do not tell), section, how many of its"
                    + " comparisons are wrong, and the scores where they are known.")
    private Optional<Path> disagreements = Optional.empty();

    @Option(
            names = "--hd-num",
            paramLabel = "N",
            converter = Numbers.PositiveInt.class,
            description = "Most tiles one picture is cut into; changes the scores. Default: 9.")
    private int hdNum = ModelOptions.DEFAULT.hdNum();

    @Option(
            names = "--max-length",
            paramLabel = "N",
            converter = Numbers.PositiveInt.class,
            description = "Most tokens of one input; what is longer is cut at the end. Default: 16384.")
    private int maxLength = ModelOptions.DEFAULT.maxLength();

    @Mixin
    private LoadingOptions loading = new LoadingOptions();

    private final WinnowCommand winnow;

    BenchCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    @Override
    public Integer call() throws IOException, ScoringException {
        if (scores.isPresent() == data.isPresent()) {
            throw winnow.wrongUsage(
                    NAME, "Name --data FILE and --model DIR to score, or saved results with --from-scores FILE.");
        }
        if (data.isPresent() != model.isPresent()) {
            throw winnow.wrongUsage(NAME, "--data FILE and --model DIR go together.");
        }
        if (scores.isPresent()) {
            if (out.isPresent() || !roots.isEmpty()) {
                throw winnow.wrongUsage(NAME, "--out and --media-root go with --data, not with --from-scores.");
            }
            Results results = ResultFile.read(scores.get(), benchmark);
            writeDisagreements(results);
            return winnow.print(answer(results));
        }
        BenchmarkService.Report report = score(data.orElseThrow(), model.orElseThrow());
        writeDisagreements(report.results());
        return winnow.print(answer(report));
    }

    private void writeDisagreements(Results results) throws IOException {
        if (disagreements.isPresent()) {
            new DisagreementFile().write(disagreements.get(), Disagreement.of(results));
        }
    }

    private BenchmarkService.Report score(Path file, String name) throws IOException, ScoringException {
        Models models = new Models(winnow.settings());
        try (TerminalProgress progress = winnow.progress("Scoring " + benchmark.title())) {
            return new BenchmarkService(models, new Formats())
                    .run(
                            new BenchmarkService.Request(
                                    benchmark,
                                    file,
                                    roots,
                                    models.folder(name),
                                    loading.options(winnow, hdNum, maxLength),
                                    out),
                            progress,
                            winnow.cancel());
        }
    }

    private static Map<String, Object> error(ScoreLine line) {
        return Json.object("item", line.item(), "group", line.group(), "reason", line.reason());
    }

    private Answer answer(BenchmarkService.Report report) {
        Answer table = answer(report.results());
        Map<String, Object> json = new LinkedHashMap<>(table.json());
        json.putAll(Json.object(
                "data", data.map(Path::toString).orElse(null),
                "data_sha256", report.header().dataSha256(),
                "model", report.header().model(),
                "fingerprint", report.header().fingerprint(),
                "settings", report.header().settings(),
                "out", out.map(Path::toString).orElse(null),
                "resumed", report.resumed(),
                "errors", report.failed().stream().map(BenchCommand::error).toList()));
        List<String> lines = new ArrayList<>(table.lines());
        report.failed()
                .forEach(line -> lines.add(
                        Table.plain("Item " + line.item() + " (" + line.group() + ") failed: " + line.reason())));
        lines.add("Data: SHA-256 " + report.header().dataSha256());
        lines.add("Model: " + Table.plain(report.header().model()) + ", fingerprint "
                + report.header().fingerprint());
        if (report.resumed() > 0) {
            lines.add(report.resumed() + " items were scored before and not again.");
        }
        out.ifPresent(file -> lines.add("Scores kept in " + file + "."));
        return new Answer(table.exitCode(), json, lines);
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
