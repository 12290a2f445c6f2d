package winnow.scoring.benchmark;

import java.util.List;

/**
 * A further line of a file of scores: the rewards of an item, or why there are none.
 *
 * @param item position in the data file, from 0
 * @param group it belongs to
 * @param chosen rewards of the better answers; none for an item that failed
 * @param rejected rewards of the worse answers; none for an item that failed
 * @param reason why the item failed; empty when it did not
 */
public record ScoreLine(long item, String group, List<Double> chosen, List<Double> rejected, String reason) {

    public ScoreLine {
        chosen = List.copyOf(chosen);
        rejected = List.copyOf(rejected);
    }

    /** An item that could not be judged. */
    public static ScoreLine failed(long item, String group, String reason) {
        return new ScoreLine(item, group, List.of(), List.of(), reason);
    }

    /** Whether the item could not be judged. */
    public boolean isFailed() {
        return !reason.isEmpty();
    }

    /** What it comes to in the table. */
    Item result(Benchmark benchmark) {
        Item judged = isFailed() ? Item.failed(group, benchmark) : Item.of(group, chosen, rejected);
        return judged.at(item);
    }
}
