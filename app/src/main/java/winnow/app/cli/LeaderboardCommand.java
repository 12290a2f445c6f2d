package winnow.app.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import winnow.app.service.Leaderboard;
import winnow.app.service.Leaderboard.Covariate;
import winnow.app.service.Leaderboard.From;
import winnow.app.service.Leaderboard.Standing;
import winnow.app.service.LeaderboardService;
import winnow.app.service.LeaderboardService.Intervals;
import winnow.app.service.Session;
import winnow.scoring.ScoringException;
import winnow.scoring.rank.BradleyTerry.Duels;
import winnow.scoring.rank.Estimate;

/** {@code winnow leaderboard}: how strong the models are that wrote the answers of pairs. */
@Command(
        name = "leaderboard",
        description = "Show how strong the models are that wrote the answers of pairs and groups, where records name"
                + " them: the model of Bradley and Terry with ties as Davidson has them; \"both bad\" is no tie and"
                + " counts apart. Pruned records are left out. Example: winnow leaderboard --from labels"
                + " --covariates length,style --intervals bootstrap")
final class LeaderboardCommand implements Callable<Integer> {

    private static final String NAME = "leaderboard";
    private static final String METHOD = "Strength: logarithm of the odds against the mean of the models (Bradley and"
            + " Terry 1952, Davidson 1970), intervals of 95 %: {how}. Share of wins: ties as half, without \"both"
            + " bad\", Wilson's interval. Effects are for a difference of one standard deviation of the logarithm"
            + " of the ratio.";

    @Option(
            names = "--from",
            paramLabel = "votes|labels|reward",
            converter = FromName.class,
            description = "What says which answer is better: annotators, the file, or the higher reward of a run."
                    + " Default: votes where there are some, else labels.")
    private @Nullable From from;

    @Option(
            names = "--covariates",
            paramLabel = "length,style",
            split = ",",
            converter = CovariateName.class,
            description = "Fit along what length and markdown of the answers do, so that strengths are what is left.")
    private List<Covariate> covariates = List.of();

    @Option(
            names = "--intervals",
            paramLabel = "sandwich|bootstrap",
            converter = IntervalsName.class,
            description = "sandwich: from the curvature, votes on one prompt going together. bootstrap: drawing"
                    + " prompts again, 500 times. Default: sandwich.")
    private Intervals intervals = Intervals.SANDWICH;

    @Mixin
    private ScopeOptions scope = new ScopeOptions();

    private final WinnowCommand winnow;

    LeaderboardCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    @Override
    public Integer call() throws IOException, ScoringException {
        return winnow.inWorkspace(this::board);
    }

    private Answer board(Session session) throws IOException {
        OptionalLong dataset = scope.dataset(winnow, NAME, session);
        OptionalLong run = scope.run(winnow, NAME, session);
        if (from == From.REWARD && run.isEmpty()) {
            throw new IOException(
                    "Nothing was scored yet, so no reward says which answer is better. Score first: winnow score");
        }
        try {
            Leaderboard board = board(session, from == null ? From.VOTES : from, dataset, run);
            return answer(from == null && board.isEmpty() ? board(session, From.LABELS, dataset, run) : board);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private Leaderboard board(Session session, From source, OptionalLong dataset, OptionalLong run) {
        return session.leaderboard()
                .board(
                        new LeaderboardService.Request(
                                source, dataset, run, List.copyOf(new LinkedHashSet<>(covariates)), intervals),
                        winnow.cancel());
    }

    private Answer answer(Leaderboard board) {
        board.run().filter(run -> !run.trained()).ifPresent(run -> winnow.note(ScoreCommand.UNTRAINED));
        List<String> notes = notes(board);
        Map<String, Object> json = Json.object(
                "from", name(board.from()),
                "run", board.run().map(run -> run.id()).orElse(null),
                "comparisons", board.counted().comparisons(),
                "both_bad", board.counted().bothBad(),
                "records", board.counted().records(),
                "unnamed", board.counted().unnamed(),
                "silent", board.counted().silent(),
                "models",
                        board.standings().stream().map(LeaderboardCommand::json).toList(),
                "tie_rate", board.tieRate(),
                "covariates",
                        board.effects().stream()
                                .map(effect -> Json.object(
                                        "name", name(effect.covariate()),
                                        "effect", effect.value().value(),
                                        "interval", interval(effect.value())))
                                .toList(),
                "matrix", matrix(board),
                "notes", notes,
                "method", method());
        return new Answer(Answer.DONE, json, lines(board, notes));
    }

    private String method() {
        return METHOD.replace(
                "{how}", intervals == Intervals.SANDWICH ? "sandwich over prompts" : "prompts drawn again, 500 times");
    }

    private static List<String> notes(Leaderboard board) {
        List<String> notes = new ArrayList<>();
        Leaderboard.Counted counted = board.counted();
        if (board.isEmpty()) {
            notes.add(
                    counted.silent() == 0
                            ? "Nothing to compare: no record names the models that wrote its answers, as WildVision,"
                                    + " VL-RewardBench, RewardBench and UltraFeedback do."
                            : "Nothing to compare: nothing says which answer is better. Vote on pairs, or take"
                                    + " --from labels or --from reward.");
            return notes;
        }
        long unknown = board.standings().stream()
                .filter(each -> each.strength().isEmpty())
                .count();
        if (unknown > 0) {
            notes.add("Of " + unknown + " models no strength can be said: they won or lost every comparison with the"
                    + " others, or have none. Compare them more.");
        }
        if (counted.unnamed() > 0) {
            notes.add(counted.unnamed() + " records with several answers do not name the models and were left out.");
        }
        if (counted.silent() > 0) {
            notes.add(counted.silent() + " pairs were left out: nothing says which answer is better.");
        }
        return notes;
    }

    private List<String> lines(Leaderboard board, List<String> notes) {
        List<String> lines = new ArrayList<>();
        if (!board.isEmpty()) {
            lines.add(board.counted().comparisons() + " comparisons by " + name(board.from()) + ", "
                    + board.counted().bothBad() + " of them both bad.");
            Table table = new Table(
                    "model", "strength", "95 % interval", "wins", "losses", "ties", "both bad", "share of wins");
            board.standings()
                    .forEach(each -> table.row(
                            each.model(),
                            each.strength()
                                    .map(found -> decimals(found.value(), 3))
                                    .orElse("-"),
                            each.strength().map(found -> span(found, 1, 3)).orElse(""),
                            each.wins(),
                            each.losses(),
                            each.ties(),
                            each.bothBad(),
                            decimals(100 * each.share().value(), 1) + " (" + span(each.share(), 100, 1) + ")"));
            lines.addAll(table.lines());
            board.effects()
                    .forEach(effect -> lines.add("Effect of " + name(effect.covariate()) + ": "
                            + decimals(effect.value().value(), 3) + " (" + span(effect.value(), 1, 3) + ")"));
            lines.add("");
            lines.addAll(matrixLines(board));
        }
        lines.addAll(notes);
        if (!board.isEmpty()) {
            lines.add(method());
        }
        return lines;
    }

    private static List<String> matrixLines(Leaderboard board) {
        List<String> heading = new ArrayList<>(List.of("share of wins against"));
        for (int i = 0; i < board.standings().size(); i++) {
            heading.add(String.valueOf(i + 1));
        }
        Table table = new Table(heading.toArray(String[]::new));
        for (int i = 0; i < board.duels().size(); i++) {
            List<Object> row = new ArrayList<>(
                    List.of((i + 1) + " " + board.standings().get(i).model()));
            for (Duels duel : board.duels().get(i)) {
                double share = duel.share().value();
                row.add(Double.isNaN(share) ? "" : decimals(100 * share, 1));
            }
            table.row(row.toArray());
        }
        return table.lines();
    }

    private static Map<String, Object> json(Standing each) {
        return Json.object(
                "model", each.model(),
                "strength", each.strength().map(Estimate::value).orElse(null),
                "interval", each.strength().map(LeaderboardCommand::interval).orElse(null),
                "n", each.n(),
                "wins", each.wins(),
                "losses", each.losses(),
                "ties", each.ties(),
                "both_bad", each.bothBad(),
                "win_share",
                        Double.isNaN(each.share().value())
                                ? null
                                : BenchAnswer.percent(each.share().value()),
                "win_share_interval",
                        List.of(
                                BenchAnswer.percent(each.share().low()),
                                BenchAnswer.percent(each.share().high())));
    }

    private static @Nullable List<Double> interval(Estimate estimate) {
        return Double.isNaN(estimate.low()) ? null : List.of(estimate.low(), estimate.high());
    }

    private static List<Object> matrix(Leaderboard board) {
        List<Object> rows = new ArrayList<>();
        for (int i = 0; i < board.duels().size(); i++) {
            for (int j = 0; j < board.duels().size(); j++) {
                Duels duel = board.duels().get(i).get(j);
                if (i != j && duel.wins() + duel.losses() + duel.ties() + duel.bothBad() > 0) {
                    rows.add(Json.object(
                            "model", board.standings().get(i).model(),
                            "against", board.standings().get(j).model(),
                            "wins", duel.wins(),
                            "losses", duel.losses(),
                            "ties", duel.ties(),
                            "both_bad", duel.bothBad()));
                }
            }
        }
        return rows;
    }

    private static String span(Estimate estimate, double times, int decimals) {
        return Double.isNaN(estimate.low())
                ? ""
                : decimals(times * estimate.low(), decimals) + " to " + decimals(times * estimate.high(), decimals);
    }

    private static String decimals(double value, int decimals) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static <T extends Enum<T>> T named(T[] all, String name) {
        for (T each : all) {
            if (name(each).equals(name)) {
                return each;
            }
        }
        List<String> names = Arrays.stream(all).map(LeaderboardCommand::name).toList();
        throw new TypeConversionException("must be " + String.join(" or ", names) + ", was \"" + name + "\"");
    }

    /** Names of what says which answer is better. */
    static final class FromName implements ITypeConverter<From> {
        @Override
        public From convert(String name) {
            return named(From.values(), name);
        }
    }

    /** Names of covariates. */
    static final class CovariateName implements ITypeConverter<Covariate> {
        @Override
        public Covariate convert(String name) {
            return named(Covariate.values(), name);
        }
    }

    /** Names of intervals. */
    static final class IntervalsName implements ITypeConverter<Intervals> {
        @Override
        public Intervals convert(String name) {
            return named(Intervals.values(), name);
        }
    }
}
