package winnow.app.ui.review;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import winnow.app.service.Ranking;
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
     * @param histogram what the queue is ranked by; empty while nothing was scored
     * @param ranking where each sample stands; empty where that is by the raw reward, which the run knows
     */
    @SuppressWarnings("ArrayRecordComponent") // eight bytes a sample, handed over once
    public record Loaded(
            Optional<ScoringRun> run,
            long[] order,
            long[] undecided,
            Counts counts,
            Optional<Histogram> histogram,
            Optional<Ranking> ranking) {

        /** What a sample is ranked by; empty where that is its raw reward, or it has none. */
        public OptionalDouble value(long sampleId) {
            Optional<Ranking.Place> place = ranking.flatMap(found -> found.place(sampleId));
            return place.isPresent() ? OptionalDouble.of(place.get().value()) : OptionalDouble.empty();
        }

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
        Optional<Ranking> ranked = run.isPresent() && !(ranking instanceof RankingChoice.Raw)
                ? Optional.of(rank(run.get(), ranking, progress, cancel))
                : Optional.empty();
        if (ranked.isPresent() && reviews.asks(query, ranking)) {
            session.rankings().keep(ranked.get(), cancel);
        }
        long[] found = reviews.order(id, query);
        long[] order = ranked.map(by -> by.sorted(found)).orElse(found);
        long[] undecided = reviews.order(id, UNDECIDED);
        Optional<Histogram> histogram = ranked.isPresent()
                ? ranked.map(by -> Histogram.of(by.shown(), BINS))
                : run.map(by -> reviews.histogram(by.id(), BINS));
        return new Loaded(run, order, undecided, reviews.counts(id), histogram, ranked);
    }

    private Ranking rank(ScoringRun run, RankingChoice ranking, Progress progress, CancelToken cancel) {
        ScoreColumns columns = session.rankings().columns(run.id(), progress, cancel);
        return session.rankings().rank(columns, ranking, cancel);
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
