package winnow.scoring;

import static java.util.Objects.requireNonNull;

/**
 * How a model computes its scores. Changes none of them beyond rounding, so it is no part of a run.
 *
 * @param placement where the weights are
 * @param plain whether every sample is computed by itself from its first token on, as the official code does; otherwise
 *     what samples of a batch have in common is computed once (SPEC 17)
 */
public record Computing(Placement placement, boolean plain) {

    /** Wherever the weights fit, nothing computed twice. */
    public static final Computing DEFAULT = new Computing(Placement.AUTO, false);

    public Computing {
        requireNonNull(placement, "placement");
    }
}
