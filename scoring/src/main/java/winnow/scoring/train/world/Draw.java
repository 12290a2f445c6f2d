package winnow.scoring.train.world;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Random choices, each of equal probability. */
final class Draw {

    private static final int DARKEST = 228;

    private Draw() {}

    /** One of many. */
    static <T> T one(T[] all, RandomGenerator random) {
        return all[random.nextInt(all.length)];
    }

    /** One of many. */
    static <T> T one(List<T> all, RandomGenerator random) {
        return all.get(random.nextInt(all.size()));
    }

    /** One of many that is not a given one. */
    static <T> T other(List<T> all, T but, RandomGenerator random) {
        return one(all.stream().filter(each -> !each.equals(but)).toList(), random);
    }

    /** All in any order. */
    static <T> List<T> shuffled(List<T> all, RandomGenerator random) {
        List<T> order = new ArrayList<>(all);
        for (int i = order.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            T moved = order.get(i);
            order.set(i, order.get(j));
            order.set(j, moved);
        }
        return order;
    }

    /** A light grey. */
    static int background(RandomGenerator random) {
        return random.nextInt(DARKEST, 256) * 0x010101;
    }
}
