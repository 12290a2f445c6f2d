package winnow.store.data;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * Faults were planted into a copy of a dataset and looked for. Only ever added, never edited; its report is read by
 * itself.
 *
 * @param id random
 * @param datasetId that was copied
 * @param model that was measured
 * @param samples in the copy
 * @param planted of them with a fault
 * @param seed of the draws
 * @param measuredAt when, UTC, microseconds
 */
public record Measurement(
        UUID id, long datasetId, String model, int samples, int planted, long seed, Instant measuredAt) {

    public Measurement {
        requireNonNull(id, "id");
        requireNonNull(model, "model");
        requireNonNull(measuredAt, "measuredAt");
        if (planted < 1 || planted > samples) {
            throw new IllegalArgumentException(planted + " faults in " + samples + " samples");
        }
    }
}
