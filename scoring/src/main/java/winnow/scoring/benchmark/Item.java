package winnow.scoring.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a model made of one item. A chosen answer must have the strictly higher reward: a tie is an error.
 *
 * @param group it belongs to
 * @param right for each chosen answer, and in it for each rejected one, whether the chosen one was preferred; a single
 *     one where the item is a pair
 * @param number position in the data file, from 0; empty where the results do not tell
 * @param chosen rewards of the better answers; none where they are not known
 * @param rejected rewards of the worse answers; none where they are not known
 * @param failed whether the model could not judge it
 */
public record Item(
        String group,
        List<Boolean> right,
        OptionalLong number,
        List<Double> chosen,
        List<Double> rejected,
        boolean failed) {

    public Item {
        right = List.copyOf(right);
        chosen = List.copyOf(chosen);
        rejected = List.copyOf(rejected);
    }

    /** Compares rewards, all finite. */
    public static Item of(String group, List<Double> chosen, List<Double> rejected) {
        List<Boolean> right = new ArrayList<>();
        for (double better : chosen) {
            for (double worse : rejected) {
                right.add(better > worse);
            }
        }
        return new Item(group, right, OptionalLong.empty(), chosen, rejected, false);
    }

    /** An item of which nothing is known but what the model preferred. */
    public static Item of(String group, boolean right) {
        return new Item(group, List.of(right), OptionalLong.empty(), List.of(), List.of(), false);
    }

    /** An item the model could not judge: all of it is wrong. */
    public static Item failed(String group, Benchmark benchmark) {
        List<Boolean> wrong = Collections.nCopies(benchmark.styles() * benchmark.styles(), false);
        return new Item(group, wrong, OptionalLong.empty(), List.of(), List.of(), true);
    }

    /** The same, at a position of the data file. */
    Item at(long position) {
        return new Item(group, right, OptionalLong.of(position), chosen, rejected, failed);
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
