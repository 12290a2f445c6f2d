package winnow.app.service;

import java.util.List;
import winnow.scoring.rank.BadCount;
import winnow.store.data.Audit;

/**
 * What an audit came to. Judgements that cannot tell are left out of the counts, as if those samples were not drawn.
 *
 * @param audit which
 * @param cut where the cut stands
 * @param below how many of the samples below the cut are bad: as a share, the precision of the prune
 * @param above how many of those above are: as a share, the rate of bad ones left in
 * @param sources both of every source
 * @param progress how far the judging is
 * @param stale whether the rewards changed since the cut was made, so that the draws are no random sample any more
 * @param pruned the cuts that were pruned, oldest first
 */
public record AuditResult(
        Audit audit,
        Audit.Cut cut,
        BadCount below,
        BadCount above,
        List<Source> sources,
        Progress progress,
        boolean stale,
        List<Audit.Pruned> pruned) {

    /** 5 points. */
    private static final double HALF_WIDTH = 0.05;

    public AuditResult {
        sources = List.copyOf(sources);
        pruned = List.copyOf(pruned);
    }

    /** About how many more judgements below the cut it takes until its precision is known to 5 points each way. */
    public long moreBelow() {
        return below.more(HALF_WIDTH);
    }

    /**
     * One source.
     *
     * @param datasetId which
     * @param below the samples below the cut
     * @param above those above
     */
    public record Source(long datasetId, BadCount below, BadCount above) {}

    /**
     * How far the judging is.
     *
     * @param drawn samples drawn, hidden repeats among them
     * @param judged how many of those were judged
     * @param unknown how many of those nobody could tell
     * @param repeated hidden repeats that were judged, as the first time or not
     * @param alike how many of those were judged as the first time
     */
    public record Progress(int drawn, int judged, int unknown, int repeated, int alike) {}
}
