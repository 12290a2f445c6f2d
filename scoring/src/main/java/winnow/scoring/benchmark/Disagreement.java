package winnow.scoring.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;

/**
 * An item of which a model prefers an answer that the benchmark calls worse, or finds both as good.
 *
 * @param item position in the data file, from 0; in a file of results that does not tell, position among its results
 * @param group it belongs to
 * @param wrong how many of its comparisons are wrong
 * @param comparisons how many it has: one where it is a pair
 * @param chosen rewards of the better answers; none where they are not known
 * @param rejected rewards of the worse answers; none where they are not known
 */
public record Disagreement(
        long item, String group, long wrong, int comparisons, List<Double> chosen, List<Double> rejected) {

    public Disagreement {
        chosen = List.copyOf(chosen);
        rejected = List.copyOf(rejected);
    }

    /** How much higher the best of the worse answers is than the worst of the better ones; empty where not known. */
    public OptionalDouble excess() {
        return chosen.isEmpty() || rejected.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Collections.max(rejected) - Collections.min(chosen));
    }

    /** Those of some results, in their order; items that failed are none. */
    public static List<Disagreement> of(Results results) {
        List<Disagreement> all = new ArrayList<>();
        for (int place = 0; place < results.items().size(); place++) {
            Item item = results.items().get(place);
            long wrong = item.right().stream().filter(right -> !right).count();
            if (wrong > 0 && !item.failed()) {
                all.add(new Disagreement(
                        item.number().orElse(place),
                        item.group(),
                        wrong,
                        item.right().size(),
                        item.chosen(),
                        item.rejected()));
            }
        }
        return List.copyOf(all);
    }
}
