package winnow.viewer.table;

import java.util.List;
import java.util.function.Consumer;
import winnow.store.data.QueueRow;

/** Where a {@link QueueList} gets its rows from, a page at a time. */
@FunctionalInterface
public interface RowSource {

    /**
     * Fetches rows. Called on the JavaFX thread and returns at once.
     *
     * @param sampleIds the samples wanted
     * @param onRows called once, on the JavaFX thread, with the rows in any order; samples that are gone are left out
     */
    void request(List<Long> sampleIds, Consumer<List<QueueRow>> onRows);
}
