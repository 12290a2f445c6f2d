package winnow.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import winnow.app.service.JudgeRequest;
import winnow.app.service.PairLengths;
import winnow.app.service.PairRules;
import winnow.app.service.PairsService;
import winnow.app.service.Session;
import winnow.scoring.ScoringException;

/** {@code winnow pairs build}: writes a chosen and a rejected answer of every prompt that has them. */
@Command(
        name = "build",
        description = "Write a better and a worse answer of every prompt, as trainers of preferences read them."
                + " Example: winnow pairs build --from reward --margin 1 --max-length-ratio 2 --out pairs.jsonl")
final class PairsBuildCommand implements Callable<Integer> {

    @Option(
            names = "--from",
            paramLabel = "reward|votes|verifier|judge",
            required = true,
            converter = BasisName.class,
            description = "What says which answer is better: the rewards of a run, the votes of annotators, the right"
                    + " result that the record names, or a judge that compares two answers in both orders.")
    private PairRules.Basis basis = PairRules.Basis.REWARD;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The file to write.")
    private Path out = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "NAME",
            description = "Layout of the file: trl, ixc-reward, llamafactory-dpo, ms-swift, ... Default: trl.")
    private String format = "trl";

    @Option(
            names = "--margin",
            paramLabel = "X",
            converter = Numbers.Finite.class,
            description =
                    "How much better at least: of rewards, of mean votes (1 better, 2 much better), or of the share of"
                            + " a judge's votes (0 to 1).")
    private Optional<Double> margin = Optional.empty();

    @Option(
            names = "--min-probability",
            paramLabel = "P%",
            converter = Numbers.Share.class,
            description = "Drop pairs whose chosen answer is better with a lower probability than this, as the last"
                    + " calibration of the run has it (winnow calibrate).")
    private Optional<Double> minProbability = Optional.empty();

    @Option(
            names = "--max-per-prompt",
            paramLabel = "N",
            converter = Numbers.PositiveInt.class,
            description = "So many pairs of one prompt at most, the widest margin first. Default: 1.")
    private int maxPerPrompt = 1;

    @Option(
            names = "--max-length-ratio",
            paramLabel = "R",
            converter = Numbers.Finite.class,
            description = "Drop pairs whose chosen answer is more than R times as long as the rejected one.")
    private Optional<Double> maxRatio = Optional.empty();

    @Option(
            names = "--max-length-difference",
            paramLabel = "N",
            converter = Numbers.Count.class,
            description = "Drop pairs whose chosen answer is more than N characters longer.")
    private Optional<Integer> maxDifference = Optional.empty();

    @Option(
            names = "--rebalance",
            description = "Then drop pairs with a longer chosen answer, the most unequal first, until as many have a"
                    + " shorter one.")
    private boolean rebalance;

    @Option(
            names = "--judge",
            paramLabel = "DIR",
            description =
                    "Folder with judge.json, which names endpoint and model. What it says is kept as it comes; called"
                            + " again, only what is missing is asked for.")
    private Optional<Path> judge = Optional.empty();

    @Option(
            names = "--votes",
            description = "Write the votes on each pair, its margin of rewards and, with a calibration, its probability"
                    + " beside it, as winnow export --votes does.")
    private boolean votes;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            converter = Numbers.PositiveInt.class,
            description = "Questions to the judge under way at a time. Default: 4.")
    private int parallel = 4;

    @Mixin
    private ScopeOptions scope = new ScopeOptions();

    private final WinnowCommand winnow;

    PairsBuildCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    @Override
    public Integer call() throws IOException, ScoringException {
        PairRules rules = rules();
        if ((basis == PairRules.Basis.JUDGE) != judge.isPresent()) {
            throw winnow.wrongUsage("pairs", "--from judge and --judge DIR go together.");
        }
        return winnow.inWorkspace(session -> answer(build(session, rules)));
    }

    private PairRules rules() {
        try {
            return new PairRules(
                    basis,
                    margin.map(OptionalDouble::of).orElseGet(OptionalDouble::empty),
                    maxPerPrompt,
                    new PairRules.LengthRule(
                            maxRatio.map(OptionalDouble::of).orElseGet(OptionalDouble::empty),
                            maxDifference.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                            rebalance),
                    minProbability.map(OptionalDouble::of).orElseGet(OptionalDouble::empty));
        } catch (IllegalArgumentException e) {
            throw winnow.wrongUsage("pairs", String.valueOf(e.getMessage()));
        }
    }

    private PairsService.Report build(Session session, PairRules rules) throws IOException, ScoringException {
        OptionalLong dataset = scope.dataset(winnow, "pairs", session);
        OptionalLong run = scope.run(winnow, "pairs", session);
        Optional<JudgeRequest> by = judge.map(folder -> new JudgeRequest(folder, parallel, winnow.isOffline()));
        try (TerminalProgress progress = winnow.progress(by.isEmpty() ? "Reading answers" : "Asking the judge")) {
            return session.pairs()
                    .build(
                            new PairsService.Request(rules, format, out, run, dataset, by, votes),
                            progress,
                            winnow.cancel());
        }
    }

    private Answer answer(PairsService.Report report) {
        List<String> lines = new ArrayList<>();
        lines.add(report.pairs() + " pairs written to " + out + ".");
        report.dropped().forEach((reason, count) -> lines.add(count + " dropped: " + reason));
        report.notes().forEach((note, count) -> lines.add(count + " pairs: " + note));
        Table table = new Table("lengths", "pairs", "chosen longer", "shorter", "median ratio", "mean difference");
        row(table, "before", report.before());
        row(table, "after", report.after());
        lines.addAll(table.lines());
        return new Answer(
                Answer.DONE,
                Json.object(
                        "out", out,
                        "format", format,
                        "pairs", report.pairs(),
                        "dropped", report.dropped(),
                        "notes", report.notes(),
                        "length", Json.object("before", json(report.before()), "after", json(report.after()))),
                lines);
    }

    private static void row(Table table, String name, PairLengths lengths) {
        table.row(
                name,
                lengths.pairs(),
                lengths.chosenLonger(),
                lengths.chosenShorter(),
                lengths.pairs() == 0 ? "" : String.format(Locale.ROOT, "%.2f", lengths.medianRatio()),
                lengths.pairs() == 0 ? "" : String.format(Locale.ROOT, "%.1f", lengths.meanDifference()));
    }

    private static Map<String, Object> json(PairLengths lengths) {
        boolean none = lengths.pairs() == 0;
        return Json.object(
                "pairs", lengths.pairs(),
                "chosen_longer", lengths.chosenLonger(),
                "chosen_shorter", lengths.chosenShorter(),
                "median_ratio", none ? null : lengths.medianRatio(),
                "mean_difference", none ? null : lengths.meanDifference(),
                "ratios",
                        Json.object(
                                "below 1/4", lengths.ratios().get(0),
                                "1/4 to 1/2", lengths.ratios().get(1),
                                "1/2 to 1", lengths.ratios().get(2),
                                "1 to 2", lengths.ratios().get(3),
                                "2 to 4", lengths.ratios().get(4),
                                "4 and more", lengths.ratios().get(5)));
    }

    /** What may follow --from. */
    static final class BasisName implements ITypeConverter<PairRules.Basis> {
        @Override
        public PairRules.Basis convert(String name) {
            return switch (name) {
                case "reward" -> PairRules.Basis.REWARD;
                case "votes" -> PairRules.Basis.VOTES;
                case "verifier" -> PairRules.Basis.VERIFIER;
                case "judge" -> PairRules.Basis.JUDGE;
                default ->
                    throw new TypeConversionException("must be reward, votes, verifier or judge, was \"" + name + "\"");
            };
        }
    }
}
