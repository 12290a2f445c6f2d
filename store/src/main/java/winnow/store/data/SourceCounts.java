package winnow.store.data;

import static java.util.Objects.requireNonNull;

/**
 * How far one dataset has come.
 *
 * @param datasetId its number in the workspace
 * @param name its name
 * @param samples all samples of it
 * @param images samples whose first medium is a picture
 * @param videos samples whose first medium is a video
 * @param failed samples with a reason instead of a reward in the run that was asked for
 * @param kept samples whose current decision is {@link Verdict#KEEP}
 * @param pruned samples whose current decision is {@link Verdict#PRUNE}
 * @param unsure samples whose current decision is {@link Verdict#UNSURE}
 */
public record SourceCounts(
        long datasetId,
        String name,
        long samples,
        long images,
        long videos,
        long failed,
        long kept,
        long pruned,
        long unsure) {

    public SourceCounts {
        requireNonNull(name, "name");
    }

    /** Samples with a current decision. */
    public long decided() {
        return kept + pruned + unsure;
    }
}
