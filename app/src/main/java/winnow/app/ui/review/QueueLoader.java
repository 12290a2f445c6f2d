package winnow.app.ui.review;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalLong;
import winnow.app.service.RankingChoice;
import winnow.app.service.ReviewService;
import winnow.app.service.Session;
import winnow.store.data.Counts;
import winnow.store.data.Histogram;
import winnow.store.data.ScoreColumns;
import winnow.store.data.ScoringRun;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;

/** Reads all the review screen needs to begin. Called on a background thread. */
public final class QueueLoader {

    /** Finds what nobody has decided on. */
    static final String UNDECIDED = "verdict:none";

    private static final int BINS = 80;

    /**
     * A queue.
     *
     * @param run whose rewards; empty while nothing was scored
     * @param order samples the search finds, the lowest of the ranking first
     * @param undecided all undecided samples of the workspace
     * @param counts how far the workspace has come
     * @param histogram the rewards of the run; empty while nothing was scored
     */
    @SuppressWarnings("ArrayRecordComponent") // eight bytes a sample, handed over once
    public record Loaded(
            Optional<ScoringRun> run, long[] order, long[] undecided, Counts counts, Optional<Histogram> histogram) {

        /** Number of the run; empty while nothing was scored. */
        public OptionalLong runId() {
            return run.isPresent() ? OptionalLong.of(run.get().id()) : OptionalLong.empty();
        }
    }

    private final Session session;

    QueueLoader(Session session) {
        this.session = session;
    }

    /** Reads the queue of a search in the order of a ranking, as seen from the latest run. */
    Loaded load(String query, RankingChoice ranking, Progress progress, CancelToken cancel) {
        Optional<ScoringRun> run = session.latestRun();
        OptionalLong id = run.isPresent() ? OptionalLong.of(run.get().id()) : OptionalLong.empty();
        ReviewService reviews = session.review();
        long[] order = reviews.order(id, query);
        if (run.isPresent() && !(ranking instanceof RankingChoice.Raw)) {
            ScoreColumns columns = session.rankings().columns(run.get().id(), progress, cancel);
            order = session.rankings().rank(columns, ranking, cancel).sorted(order);
        }
        long[] undecided = reviews.order(id, UNDECIDED);
        Optional<Histogram> histogram = run.map(found -> reviews.histogram(found.id(), BINS));
        return new Loaded(run, order, undecided, reviews.counts(id), histogram);
    }

    /** How these samples were decided; nothing is said of scores. */
    Counts decided(long[] order) {
        return new Counts(order.length, 0, 0, among(order, "keep"), among(order, "prune"), among(order, "unsure"));
    }

    private long among(long[] order, String verdict) {
        BitSet with = new BitSet();
        for (long id : session.review().order(OptionalLong.empty(), "verdict:" + verdict)) {
            with.set(Math.toIntExact(id));
        }
        return Arrays.stream(order).filter(id -> with.get(Math.toIntExact(id))).count();
    }
}
