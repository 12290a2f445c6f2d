package winnow.store.data;

import java.util.Locale;

/** Which records with several answers are asked about, and which first. */
public enum PairOrder {
    /** Some of each: disagreement, margin near zero, random. */
    MIXED,
    /** The file and the model disagree; the widest margin first. */
    DISAGREEMENT,
    /** The model hardly sees a difference; the narrowest margin first. */
    NEAR_ZERO,
    /** One answer is twice as long as another, or more; the most unequal first. */
    LENGTH,
    /** All, in random order: a control. */
    RANDOM,
    /** Nobody voted yet, in file order. */
    UNDECIDED,
    /** One other annotator voted: a second one is needed. */
    SECOND_ANNOTATOR,
    /** Annotators disagree. */
    CONFLICT;

    /** As the workspace and the command line write it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
