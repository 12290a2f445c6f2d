package winnow.app.ui.review;

import java.util.Optional;
import winnow.store.data.Counts;
import winnow.store.data.Verdict;

/** Keeps count while decisions come in one by one, so that nothing has to be counted again. */
final class Tally {

    private Tally() {}

    /** The counts after a sample went from one verdict to another. */
    static Counts after(Counts counts, Optional<Verdict> before, Verdict now) {
        return new Counts(
                counts.samples(),
                counts.scored(),
                counts.failed(),
                counts.kept() + change(Verdict.KEEP, before, now),
                counts.pruned() + change(Verdict.PRUNE, before, now),
                counts.unsure() + change(Verdict.UNSURE, before, now));
    }

    private static int change(Verdict which, Optional<Verdict> before, Verdict now) {
        int left = before.filter(which::equals).isPresent() ? 1 : 0;
        return (now == which ? 1 : 0) - left;
    }
}
