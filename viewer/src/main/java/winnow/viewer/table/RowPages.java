package winnow.viewer.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import winnow.store.data.QueueRow;

/**
 * The rows near the ones on the screen: pages of {@value #PAGE}, fetched when first asked for, the {@value #KEPT} used
 * last are kept. A page that arrives after the order has changed is dropped. On the JavaFX thread.
 */
final class RowPages {

    static final int PAGE = 100;
    private static final int KEPT = 40;

    /** What to do when rows {@code from} to before {@code to} have arrived. */
    interface Arrival {
        void arrived(int from, int to);
    }

    private final RowSource source;
    private final Arrival arrival;
    private final Map<Integer, Map<Long, QueueRow>> pages = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Map<Long, QueueRow>> eldest) {
            return size() > KEPT;
        }
    };
    /** Decisions made while their page was under way, which then carries older rows. */
    private final Map<Long, QueueRow> replaced = new HashMap<>();

    private final List<Integer> underWay = new ArrayList<>();
    private OrderView order = new OrderView(new long[0]);
    /** Counts the orders, so that an answer to an older one is known. */
    private int generation;

    RowPages(RowSource source, Arrival arrival) {
        this.source = source;
        this.arrival = arrival;
    }

    void setOrder(OrderView newOrder) {
        order = newOrder;
        generation++;
        pages.clear();
        underWay.clear();
        replaced.clear();
    }

    /** The row at a place of the order, or empty while its page loads. */
    Optional<QueueRow> row(int index) {
        int page = index / PAGE;
        Map<Long, QueueRow> rows = pages.get(page);
        if (rows == null) {
            fetch(page);
            // A source that has its rows at hand has answered already.
            rows = pages.getOrDefault(page, Map.of());
        }
        return Optional.ofNullable(rows.get(order.get(index)));
    }

    void replace(QueueRow row) {
        if (!underWay.isEmpty()) {
            replaced.put(row.sampleId(), row);
        }
        pages.values().forEach(rows -> rows.replace(row.sampleId(), row));
    }

    private void fetch(int page) {
        if (underWay.contains(page)) {
            return;
        }
        underWay.add(page);
        int from = page * PAGE;
        int to = Math.min(order.size(), from + PAGE);
        int asked = generation;
        source.request(Arrays.stream(order.range(from, to)).boxed().toList(), rows -> {
            if (asked == generation) {
                keep(page, rows);
                arrival.arrived(from, to);
            }
        });
    }

    private void keep(int page, List<QueueRow> rows) {
        Map<Long, QueueRow> byId = rows.stream()
                .map(row -> replaced.getOrDefault(row.sampleId(), row))
                .collect(Collectors.toMap(QueueRow::sampleId, row -> row, (first, second) -> second));
        pages.put(page, byId);
        underWay.remove(Integer.valueOf(page));
        if (underWay.isEmpty()) {
            replaced.clear();
        }
    }
}
