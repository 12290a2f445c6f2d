package winnow.viewer.table;

import java.util.Arrays;
import javafx.collections.ObservableListBase;

/** The samples of a queue in their order, as the list that a {@code ListView} wants, without an object for each row. */
final class OrderView extends ObservableListBase<Long> {

    private final long[] sampleIds;

    OrderView(long[] sampleIds) {
        this.sampleIds = sampleIds.clone();
    }

    @Override
    public Long get(int index) {
        return sampleIds[index];
    }

    @Override
    public int size() {
        return sampleIds.length;
    }

    /** The samples from {@code from} to before {@code to}, both within the list. */
    long[] range(int from, int to) {
        return Arrays.copyOfRange(sampleIds, from, to);
    }
}
