package winnow.scoring.benchmark;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The first line of a file of scores: of what they are.
 *
 * @param benchmark that was scored
 * @param dataSha256 hash of its data file
 * @param model what the model is called
 * @param fingerprint hash of the model's files
 * @param settings what else changes rewards, in one line
 * @param groups how many items of the data each group has
 */
public record ScoreHeader(
        Benchmark benchmark,
        String dataSha256,
        String model,
        String fingerprint,
        String settings,
        Map<String, Long> groups) {

    public ScoreHeader {
        groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
    }

    /** How many items the data has. */
    public long items() {
        return groups.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether scores under both headers may stand in one file; the name of the model says nothing. */
    public boolean isSame(ScoreHeader other) {
        return benchmark == other.benchmark
                && dataSha256.equals(other.dataSha256)
                && fingerprint.equals(other.fingerprint)
                && settings.equals(other.settings)
                && groups.equals(other.groups);
    }
}
