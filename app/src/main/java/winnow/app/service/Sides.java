package winnow.app.service;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import winnow.store.data.Comparison.Pair;

/** Chance that can be repeated: which answer stands on which side, and in which order records come. */
final class Sides {

    private final long seed;
    private final String annotator;

    /**
     * The chance of one annotator.
     *
     * @param seed recorded with every vote
     * @param annotator others see other sides
     */
    Sides(long seed, String annotator) {
        this.seed = seed;
        this.annotator = annotator;
    }

    /** The pair with its answers on the sides they stand on: for the same seed, annotator and data always the same. */
    Pair shuffled(String sha256, Pair pair) {
        String text =
                seed + "\n" + annotator + "\n" + sha256 + "\n" + pair.record() + "\n" + pair.low() + "\n" + pair.high();
        boolean swapped = (hash(text) & 1) == 1;
        return new Pair(
                pair.datasetId(),
                pair.record(),
                swapped ? pair.high() : pair.low(),
                swapped ? pair.low() : pair.high());
    }

    /** The same pair the other way round, as it stands when it is asked a second time. */
    static Pair swapped(Pair pair) {
        return new Pair(pair.datasetId(), pair.record(), pair.b(), pair.a());
    }

    /** A number for a record that orders records at random. */
    long place(String sha256, long record) {
        return hash("place\n" + seed + "\n" + annotator + "\n" + sha256 + "\n" + record);
    }

    /** The same for an answer of a record. */
    long place(String sha256, long record, int candidate) {
        return hash("answer\n" + seed + "\n" + annotator + "\n" + sha256 + "\n" + record + "\n" + candidate);
    }

    private static long hash(String text) {
        MessageDigest digest = Hashes.digest();
        return ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }
}
