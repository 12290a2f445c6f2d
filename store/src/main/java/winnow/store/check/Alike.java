package winnow.store.check;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds what may be alike without comparing all with all: things that share a key. Each is compared with the first that
 * has the key. Keeps the keys only: 64 bytes and a little for a text. Confined to one thread at a time.
 */
public final class Alike {

    /** Compares two things for true. */
    @FunctionalInterface
    public interface Test {

        /** Whether {@code later} is nearly {@code earlier}; both count from 0 in the order added. */
        boolean alike(int earlier, int later);
    }

    private final List<Optional<long[]>> keys = new ArrayList<>();

    /** Adds the next thing; without keys it is like none. All have the same number of keys. */
    public void add(Optional<long[]> keysOfIt) {
        keys.add(keysOfIt);
    }

    /** The things that are like an earlier one. */
    public BitSet repeated(Test test) {
        BitSet repeated = new BitSet();
        int bands = keys.stream()
                .flatMap(Optional::stream)
                .findFirst()
                .map(k -> k.length)
                .orElse(0);
        for (int band = 0; band < bands; band++) {
            Map<Long, Integer> first = new HashMap<>();
            for (int i = 0; i < keys.size(); i++) {
                if (keys.get(i).isEmpty()) {
                    continue;
                }
                Integer earlier = first.putIfAbsent(keys.get(i).get()[band], i);
                if (earlier != null && !repeated.get(i) && test.alike(earlier, i)) {
                    repeated.set(i);
                }
            }
        }
        return repeated;
    }
}
