package winnow.store.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import winnow.store.data.Media;
import winnow.store.data.Sample;
import winnow.store.data.Turn;

/**
 * The runs of five characters of a conversation, as sorted hashes, and what must be equal for it to be nearly another:
 * media and numbers.
 */
public final class Shingles {

    private static final int LENGTH = 5;
    private static final int FEWEST = 40;
    private static final int BINS = 64;
    private static final int BANDS = 8;
    private static final Pattern NUMBER = Pattern.compile("\\p{N}+");
    private static final Pattern GAP = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final long[] sorted;
    private final String fixed;

    private Shingles(long[] sorted, String fixed) {
        this.sorted = sorted;
        this.fixed = fixed;
    }

    /** Those of a sample; empty when it is too short to be nearly like another. */
    public static Optional<Shingles> of(Sample sample) {
        String text = sample.turns().stream()
                .map(turn -> turn.role() + " " + turn.text())
                .collect(Collectors.joining("\n"));
        String said = GAP.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" ");
        long[] hashes = new long[Math.max(0, said.length() - LENGTH + 1)];
        for (int i = 0; i < hashes.length; i++) {
            long hash = 0;
            for (int j = i; j < i + LENGTH; j++) {
                hash = hash * 1_000_003 + said.charAt(j);
            }
            hashes[i] = mix(hash);
        }
        long[] sorted = Arrays.stream(hashes).sorted().distinct().toArray();
        return sorted.length < FEWEST ? Optional.empty() : Optional.of(new Shingles(sorted, fixed(sample)));
    }

    private static String fixed(Sample sample) {
        List<String> parts = new ArrayList<>();
        for (Media media : sample.media()) {
            parts.add(media.kind() + " " + media.path());
        }
        for (Turn turn : sample.turns()) {
            NUMBER.matcher(turn.text()).results().map(MatchResult::group).forEach(parts::add);
            parts.add(turn.role().name());
        }
        return String.join("\n", parts);
    }

    /** The share of shingles two conversations have in common, 0 to 1; 0 where media, numbers or roles differ. */
    public double likeness(Shingles other) {
        if (!fixed.equals(other.fixed)) {
            return 0;
        }
        int common = 0;
        int i = 0;
        int j = 0;
        while (i < sorted.length && j < other.sorted.length) {
            int order = Long.compare(sorted[i], other.sorted[j]);
            common += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        return (double) common / (sorted.length + other.sorted.length - common);
    }

    /**
     * Keys of which conversations with nine tenths of their shingles in common very likely share one: 64 minima by one
     * permutation, empty bins filled from the next full one, eight to a key.
     */
    public long[] keys() {
        long[] minima = new long[BINS];
        Arrays.fill(minima, Long.MAX_VALUE);
        for (long hash : sorted) {
            int bin = (int) (hash >>> 58);
            minima[bin] = Math.min(minima[bin], hash & (-1L >>> 6));
        }
        long[] keys = new long[BANDS];
        for (int bin = 0; bin < BINS; bin++) {
            int from = bin;
            while (minima[from % BINS] == Long.MAX_VALUE) {
                from++;
            }
            int band = bin / (BINS / BANDS);
            keys[band] = mix(keys[band] * 31 + minima[from % BINS] + (from - bin));
        }
        long same = mix(fixed.hashCode());
        Arrays.setAll(keys, band -> keys[band] ^ same);
        return keys;
    }

    /** Spreads the bits of a number over all of them (the last step of SplitMix64). */
    private static long mix(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
