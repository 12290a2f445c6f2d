package winnow.app.service;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which pairs of a workspace a training learns from. */
public enum PairOrigin {
    /** Pairs that annotators voted on. */
    VOTES,
    /** Pairs of files that say which answer is better. */
    LABELS,
    /** All of these; where annotators voted, their votes count and not the file. */
    BOTH;

    /** As settings write it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one with that name. */
    public static Optional<PairOrigin> of(String id) {
        return Arrays.stream(values()).filter(each -> each.id().equals(id)).findFirst();
    }
}
