package winnow.store.data;

/** An annotator's judgement of one sample. */
public enum Verdict {
    /** It stays. */
    KEEP,
    /** It is left out of the export; nothing is deleted. */
    PRUNE,
    /** The annotator cannot tell; it stays. */
    UNSURE,
    /** An earlier judgement was taken back. */
    NONE
}
