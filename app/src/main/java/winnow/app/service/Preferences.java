package winnow.app.service;

import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * What the user set for how Winnow looks and works. Immutable.
 *
 * @param compact whether rows are lower and text is smaller
 * @param threads threads a model computes with where none are asked for, 0 to {@value #MOST_THREADS}; 0 leaves it to
 *     the library
 * @param cacheMb megabytes that features of pictures may take beside a workspace, 0 to {@value #MOST_CACHE_MB}; 0 keeps
 *     none
 * @param reasons the reasons to prune, at most nine, all different; the first has the digit 1. Empty for those that
 *     come with Winnow
 * @param keys what is written for the key a user gave a command, by the id of the command
 */
public record Preferences(boolean compact, int threads, int cacheMb, List<String> reasons, Map<String, String> keys) {

    /** Threads that can be set at most. */
    public static final int MOST_THREADS = 1024;

    /** Megabytes that can be set at most: a terabyte. */
    public static final int MOST_CACHE_MB = 1 << 20;

    /** One reason for each digit. */
    public static final int MOST_REASONS = 9;

    /** What is set before anything was. */
    public static final Preferences DEFAULT =
            new Preferences(false, 0, (int) (PictureFeatures.DEFAULT_BYTES >> 20), List.of(), Map.of());

    public Preferences {
        reasons = List.copyOf(reasons);
        keys = Map.copyOf(keys);
        if (threads < 0 || threads > MOST_THREADS) {
            throw new IllegalArgumentException(
                    "Threads must be 0 to " + MOST_THREADS + ", was " + threads + ". 0 leaves it to the library.");
        }
        if (cacheMb < 0 || cacheMb > MOST_CACHE_MB) {
            throw new IllegalArgumentException(
                    "Megabytes must be 0 to " + MOST_CACHE_MB + ", was " + cacheMb + ". 0 keeps nothing.");
        }
        if (reasons.size() > MOST_REASONS
                || new HashSet<>(reasons).size() < reasons.size()
                || reasons.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                    "There are at most " + MOST_REASONS + " reasons, none empty and none twice, but: " + reasons);
        }
    }

    /** The same with rows of this height. */
    public Preferences withCompact(boolean low) {
        return new Preferences(low, threads, cacheMb, reasons, keys);
    }

    /** The same with so many threads. */
    public Preferences withThreads(int count) {
        return new Preferences(compact, count, cacheMb, reasons, keys);
    }

    /** The same with so much room for features of pictures. */
    public Preferences withCacheMb(int megabytes) {
        return new Preferences(compact, threads, megabytes, reasons, keys);
    }

    /** The same with these reasons; none for those that come with Winnow. */
    public Preferences withReasons(List<String> others) {
        return new Preferences(compact, threads, cacheMb, others, keys);
    }

    /** The same with these keys of commands. */
    public Preferences withKeys(Map<String, String> others) {
        return new Preferences(compact, threads, cacheMb, reasons, others);
    }

    /** How much room features of pictures may take, in bytes. */
    public long cacheBytes() {
        return (long) cacheMb << 20;
    }
}
