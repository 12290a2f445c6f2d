package winnow.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import winnow.app.service.BestOfNService;
import winnow.app.service.RankingChoice;
import winnow.app.service.Session;
import winnow.scoring.ScoringException;
import winnow.scoring.rank.BestOfN;
import winnow.scoring.rank.Estimate;

/** {@code winnow bon}: the best answer to every prompt that has several, and what picking is worth. */
@Command(
        name = "bon",
        description = "Pick the best answer to every prompt that has several scored ones (best of N), and say what"
                + " reward and length to expect when there are 1, 2, ... answers to pick from. Pruned records are"
                + " left out. Example: winnow bon --rank adjusted --out picks.jsonl")
final class BestOfNCommand implements Callable<Integer> {

    private static final String NAME = "bon";

    private static final String METHOD = "Expected over all choices of N of the answers of a prompt; mean over the"
            + " prompts that have as many, with Student's interval of 95 %. Lengths in characters.";

    @Mixin
    private ScopeOptions scope = new ScopeOptions();

    @Option(
            names = "--rank",
            paramLabel = "raw|adjusted",
            converter = RankingName.class,
            description = "raw: pick by reward. adjusted: by reward without what length and markdown of the answer"
                    + " explain. Default: raw.")
    private RankingChoice ranking = new RankingChoice.Raw();

    @Option(
            names = "--max-n",
            paramLabel = "N",
            converter = Numbers.PositiveInt.class,
            description = "Up to so many answers to pick from in the table. Default: 128.")
    private int most = 128;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the picks: JSON lines with dataset, record, candidate, of (how many there were),"
                    + " reward, value (what the pick went by), answer, conversation and media.")
    private Optional<Path> out = Optional.empty();

    private final WinnowCommand winnow;

    BestOfNCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    @Override
    public Integer call() throws IOException, ScoringException {
        return winnow.inWorkspace(session -> {
            OptionalLong dataset = scope.dataset(winnow, NAME, session);
            OptionalLong runId = scope.run(winnow, NAME, session);
            if (runId.isEmpty()) {
                String note = "Nothing was scored yet, so there is nothing to pick by. Score first: winnow score";
                return answer(runId, new BestOfNService.Report(0, 0, 0, 0, List.of()), note);
            }
            BestOfNService.Report report = pick(session, dataset, runId.getAsLong());
            String note = report.picks() > 0
                    ? ""
                    : "No prompt has two answers or more with a reward in run " + runId.getAsLong()
                            + ", so nothing was picked.";
            return answer(runId, report, note);
        });
    }

    private BestOfNService.Report pick(Session session, OptionalLong dataset, long runId) throws IOException {
        try (TerminalProgress progress = winnow.progress("Reading answers")) {
            return session.bestOfN()
                    .run(new BestOfNService.Request(runId, dataset, ranking, most, out), progress, winnow.cancel());
        }
    }

    private Answer answer(OptionalLong runId, BestOfNService.Report report, String note) {
        boolean none = report.picks() == 0;
        Map<String, Object> json = Json.object(
                "run", runId.isPresent() ? runId.getAsLong() : null,
                "rank", ranking.id(),
                "prompts", report.prompts(),
                "picks", report.picks(),
                "unscored", report.unscored(),
                "pruned", report.pruned(),
                "over_n", report.overN().stream().map(BestOfNCommand::json).toList(),
                "out", none ? null : out.map(Path::toString).orElse(null),
                "method", METHOD);
        if (none) {
            json.put("note", note);
            return new Answer(Answer.DONE, json, List.of(note));
        }
        return new Answer(Answer.DONE, json, lines(runId.getAsLong(), report));
    }

    private List<String> lines(long runId, BestOfNService.Report report) {
        List<String> lines = new ArrayList<>();
        lines.add(report.picks() + " of " + report.prompts() + " prompts have several scored answers; picked by "
                + (ranking instanceof RankingChoice.Raw ? "reward" : "adjusted reward") + " of run "
                + runId + ".");
        if (report.unscored() > 0) {
            lines.add(report.unscored() + " answers have no reward and were not looked at.");
        }
        if (report.pruned() > 0) {
            lines.add(report.pruned() + " records are pruned and were left out.");
        }
        Table table = new Table("N", "prompts", "reward", "95 % interval", "length", "95 % interval");
        report.overN().forEach(each -> row(table, each));
        lines.addAll(table.lines());
        lines.add(METHOD);
        out.ifPresent(file -> lines.add("Picks written to " + file + "."));
        return lines;
    }

    private static Map<String, Object> json(BestOfN best) {
        return Json.object(
                "n", best.n(),
                "prompts", best.prompts(),
                "reward", json(best.reward()),
                "length", json(best.length()));
    }

    private static Map<String, Object> json(Estimate estimate) {
        return Json.object("mean", estimate.value(), "interval", interval(estimate));
    }

    private static @Nullable List<Double> interval(Estimate estimate) {
        return Double.isNaN(estimate.low()) ? null : List.of(estimate.low(), estimate.high());
    }

    private static void row(Table table, BestOfN best) {
        table.row(
                best.n(),
                best.prompts(),
                String.format(Locale.ROOT, "%.4f", best.reward().value()),
                span(best.reward(), "%.4f to %.4f"),
                String.format(Locale.ROOT, "%.1f", best.length().value()),
                span(best.length(), "%.1f to %.1f"));
    }

    private static String span(Estimate estimate, String format) {
        return Double.isNaN(estimate.low()) ? "" : String.format(Locale.ROOT, format, estimate.low(), estimate.high());
    }

    /** The two rankings picks go by. */
    static final class RankingName implements ITypeConverter<RankingChoice> {
        @Override
        public RankingChoice convert(String name) {
            return switch (name) {
                case "raw" -> new RankingChoice.Raw();
                case "adjusted" -> new RankingChoice.Adjusted();
                default -> throw new TypeConversionException("must be raw or adjusted, was \"" + name + "\"");
            };
        }
    }
}
