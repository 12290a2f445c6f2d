package winnow.scoring.benchmark;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a model made of the items of a benchmark.
 *
 * @param benchmark they are of
 * @param items those there is a result of, the failed ones too
 * @param lost how many there is no result of, by group; no group without any
 * @param failed how many of the items the model could not judge
 * @param note what the reader must know about the file, in a sentence; empty when nothing
 */
public record Results(Benchmark benchmark, List<Item> items, Map<String, Long> lost, long failed, String note) {

    public Results {
        items = List.copyOf(items);
        lost = Collections.unmodifiableMap(new LinkedHashMap<>(lost));
    }
}
