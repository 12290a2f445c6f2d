package winnow.app.service;

import java.util.function.DoubleConsumer;
import winnow.store.data.Histogram;

/** How the rewards of a run are spread, and those of what an export removes. Confined to one thread. */
final class ExportScores implements DoubleConsumer {

    private final Histogram all;
    private final long[] removed;

    ExportScores(Histogram all) {
        this.all = all;
        this.removed = new long[all.counts().size()];
    }

    /** A sample with this reward is removed. */
    @Override
    public void accept(double reward) {
        if (removed.length > 0) {
            double share = (reward - all.low()) / (all.high() - all.low());
            removed[(int) Math.max(0, Math.min(removed.length - 1.0, Math.floor(share * removed.length)))]++;
        }
    }

    /** How many bins there are; none when nothing was scored. */
    int bins() {
        return removed.length;
    }

    /** Left edge of a bin. */
    double from(int bin) {
        return all.low() + (all.high() - all.low()) * bin / removed.length;
    }

    /** Samples of a bin. */
    long scored(int bin) {
        return all.counts().get(bin);
    }

    /** Removed samples of a bin. */
    long removed(int bin) {
        return removed[bin];
    }
}
