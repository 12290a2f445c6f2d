package winnow.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import winnow.app.service.Models;
import winnow.app.service.ScoreCases;
import winnow.scoring.RewardModels;
import winnow.scoring.ScoringException;

/** {@code winnow score-cases}: cases computed by the official code against a snapshot. */
@Command(
        name = "score-cases",
        description = "Score every case of a folder and compare with the scores the official code gave. Needs no"
                + " workspace.")
final class ScoreCasesCommand implements Callable<Integer> {

    @Mixin
    private ModelArguments arguments = new ModelArguments();

    @Option(
            names = "--cases",
            paramLabel = "DIR",
            required = true,
            description = "Folder of the case files: every JSON file that has \"conversations\".")
    private Path cases = Path.of("");

    @Option(
            names = "--inputs",
            paramLabel = "DIR",
            required = true,
            description = "Folder of their pictures and videos. For X.mp4 the frames in X_frames are used where they"
                    + " are there.")
    private Path inputs = Path.of("");

    @Option(
            names = "--tolerance",
            paramLabel = "X",
            converter = Numbers.Finite.class,
            description = "Largest difference of a score. Default: what the cases name, else 0.0002 (0.15 in half"
                    + " precision).")
    private Optional<Double> tolerance = Optional.empty();

    private final WinnowCommand winnow;

    ScoreCasesCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    /** Exit code 3 when a case fails. */
    @Override
    public Integer call() throws IOException, ScoringException {
        List<ScoreCases.Result> results;
        try (TerminalProgress progress = winnow.progress("Scoring cases")) {
            ScoreCases.Request request = new ScoreCases.Request(
                    new Models(winnow.settings()).folder(arguments.model()),
                    cases,
                    inputs,
                    tolerance.map(OptionalDouble::of).orElse(OptionalDouble.empty()),
                    arguments.options(winnow));
            results = new ScoreCases(new RewardModels()).run(request, progress, winnow.cancel());
        }
        return winnow.print(answer(results));
    }

    private static Answer answer(List<ScoreCases.Result> results) {
        List<Map<String, Object>> listed = new ArrayList<>();
        Table table = new Table("", "case", "difference", "reason");
        int failed = 0;
        for (ScoreCases.Result result : results) {
            Map<String, Object> json = Json.object(
                    "name", result.name(),
                    "expected", result.expected(),
                    "got", result.got(),
                    "max_difference", difference(result),
                    "pass", result.pass());
            if (!result.pass()) {
                failed++;
                json.put("reason", result.reason());
            }
            listed.add(json);
            Object difference = difference(result);
            table.row(
                    result.pass() ? "ok" : "FAILED",
                    result.name(),
                    difference == null ? "" : difference,
                    result.reason());
        }
        List<String> lines = new ArrayList<>(table.lines());
        lines.add(results.size() - failed + " passed, " + failed + " failed.");
        Map<String, Object> json = Json.object("cases", listed, "passed", results.size() - failed, "failed", failed);
        return new Answer(failed == 0 ? Answer.DONE : Answer.PARTLY, json, lines);
    }

    private static @Nullable Object difference(ScoreCases.Result result) {
        return result.maxDifference().isPresent() ? result.maxDifference().getAsDouble() : null;
    }
}
