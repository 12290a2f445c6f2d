package winnow.store.data;

import static java.util.Objects.requireNonNull;

/**
 * A sample and where it is kept.
 *
 * @param id its number in the workspace, unique over all datasets
 * @param datasetId the dataset it came with
 * @param sample the conversation
 */
public record StoredSample(long id, long datasetId, Sample sample) {

    public StoredSample {
        requireNonNull(sample, "sample");
    }
}
