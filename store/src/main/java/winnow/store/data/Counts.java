package winnow.store.data;

/**
 * How far a workspace has come.
 *
 * @param samples all samples
 * @param scored samples with a reward in the run that was asked for
 * @param failed samples with a reason instead of a reward in that run
 * @param kept samples whose current decision is {@link Verdict#KEEP}
 * @param pruned samples whose current decision is {@link Verdict#PRUNE}
 * @param unsure samples whose current decision is {@link Verdict#UNSURE}
 */
public record Counts(long samples, long scored, long failed, long kept, long pruned, long unsure) {

    /** Samples with a current decision. */
    public long decided() {
        return kept + pruned + unsure;
    }

    /** Samples without one. */
    public long undecided() {
        return samples - decided();
    }
}
