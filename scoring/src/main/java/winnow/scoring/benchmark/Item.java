package winnow.scoring.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a model made of one item. A chosen answer must have the strictly higher reward: a tie is an error.
 *
 * @param group it belongs to
 * @param right for each chosen answer, and in it for each rejected one, whether the chosen one was preferred; a single
 *     one where the item is a pair
 */
public record Item(String group, List<Boolean> right) {

    public Item {
        right = List.copyOf(right);
    }

    /** Compares rewards, all finite. */
    public static Item of(String group, List<Double> chosen, List<Double> rejected) {
        List<Boolean> right = new ArrayList<>();
        for (double better : chosen) {
            for (double worse : rejected) {
                right.add(better > worse);
            }
        }
        return new Item(group, right);
    }

    /** An item the model could not judge: all of it is wrong. */
    public static Item failed(String group, Benchmark benchmark) {
        return new Item(group, Collections.nCopies(benchmark.styles() * benchmark.styles(), false));
    }

    /** Share of its comparisons that are right. */
    double share() {
        return share((chosen, rejected) -> true);
    }

    /** The same among the comparisons of some styles. */
    double share(Styles which) {
        int styles = (int) Math.round(Math.sqrt(right.size()));
        int found = 0;
        int good = 0;
        for (int i = 0; i < right.size(); i++) {
            boolean counts = which.test(i / styles, i % styles);
            found += counts ? 1 : 0;
            good += counts && right.get(i) ? 1 : 0;
        }
        return (double) good / found;
    }

    /** Which comparisons count. */
    @FunctionalInterface
    interface Styles {
        /** Whether those of a chosen and a rejected answer of these styles do. */
        boolean test(int chosen, int rejected);
    }
}
