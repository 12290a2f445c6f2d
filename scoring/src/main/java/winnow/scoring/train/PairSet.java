package winnow.scoring.train;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import winnow.store.media.MediaRoots;

/**
 * The pairs of one file that are fit to learn from.
 *
 * @param name of the file
 * @param pairs in its order; a pair may stand there more than once
 * @param media where its pictures are
 */
public record PairSet(String name, List<Pair> pairs, MediaRoots media) {

    public PairSet {
        requireNonNull(name, "name");
        requireNonNull(media, "media");
        pairs = List.copyOf(pairs);
    }

    /** Whether it is drawn from when pictures are wanted, which its first pair decides (SPEC 12). */
    boolean seen() {
        return pairs.get(0).seen();
    }

    /** So many pairs of it: fewer drawn without putting back, more with random repeats (SPEC 12). */
    public PairSet sized(int count, long seed) {
        Random random = new Random(seed);
        List<Pair> drawn = new ArrayList<>(pairs);
        if (count < drawn.size()) {
            Collections.shuffle(drawn, random);
            return new PairSet(name, drawn.subList(0, count), media);
        }
        while (drawn.size() < count) {
            drawn.add(pairs.get(random.nextInt(pairs.size())));
        }
        return new PairSet(name, drawn, media);
    }
}
