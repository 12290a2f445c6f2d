package winnow.app.cli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import winnow.app.service.RefineService.Quality;
import winnow.scoring.rank.RankCorrelation;

/** How far a cheap first pass can be relied on, for people and as JSON. */
final class RefineAnswer {

    private RefineAnswer() {}

    /** The answer with that added. */
    static Answer add(Answer answer, Quality quality) {
        Map<String, Object> json = new LinkedHashMap<>(answer.json());
        json.put("refine", json(quality));
        List<String> lines = new ArrayList<>(answer.lines());
        lines.addAll(lines(quality));
        return new Answer(answer.exitCode(), json, lines);
    }

    /** As JSON; {@code spearman} and {@code interval} are left out where there is no order to compare. */
    static Map<String, Object> json(Quality quality) {
        Map<String, Object> json = Json.object(
                "first_run", quality.refinement().firstRun(),
                "run", quality.refinement().run(),
                "share", quality.refinement().lowest().share(),
                "refined", quality.refinement().lowest().samples(),
                "control", quality.control(),
                "lowest", quality.lowest(),
                "caught", quality.caught());
        quality.correlation().ifPresent(found -> {
            json.put("spearman", found.rho());
            found.interval().ifPresent(interval -> json.put("interval", List.of(interval.low(), interval.high())));
        });
        return json;
    }

    /** For people. */
    static List<String> lines(Quality quality) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "Run %d went over the lowest %s %% of run %d again (%d samples).",
                quality.refinement().run(),
                percent(quality.refinement().lowest().share()),
                quality.refinement().firstRun(),
                quality.refinement().lowest().samples()));
        String alike = quality.correlation()
                .map(found -> "both rank alike with a Spearman correlation of " + number(found))
                .orElse("there is no order to compare");
        lines.add("On " + quality.control() + " samples drawn at random " + alike + "; of the " + quality.lowest()
                + " lowest of them at full resolution the first pass had " + quality.caught() + " in its share.");
        return lines;
    }

    private static String number(RankCorrelation found) {
        String interval = found.interval()
                .map(i -> String.format(Locale.ROOT, " (95 %% interval %.2f to %.2f)", i.low(), i.high()))
                .orElse("");
        return String.format(Locale.ROOT, "%.3f", found.rho()) + interval;
    }

    private static String percent(double share) {
        return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString();
    }
}
