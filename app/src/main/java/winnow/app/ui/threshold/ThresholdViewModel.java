package winnow.app.ui.threshold;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import winnow.app.service.AuditService;
import winnow.app.service.CutProof;
import winnow.app.service.Grouping;
import winnow.app.service.RankingChoice;
import winnow.app.service.Session;
import winnow.app.service.Spread;
import winnow.app.ui.job.Jobs;
import winnow.app.ui.ranking.ChosenRanking;
import winnow.store.data.Audit;
import winnow.store.data.Dataset;
import winnow.store.data.ScoreColumns;
import winnow.store.data.ScoringRun;
import winnow.store.job.CancelToken;
import winnow.store.job.Lanes.Lane;
import winnow.store.job.Progress;

/**
 * State and actions of the threshold screen. Knows no control; lives on the JavaFX thread. Nothing is written while
 * cuts are moved: where they stand is kept with the audit when judging or pruning begins.
 */
public final class ThresholdViewModel {

    /** Samples drawn when an audit begins. */
    static final int DRAWS = 100;

    /** The share that is cut to begin with. */
    static final double USUAL_SHARE = 0.05;

    private static final int FEWEST_MORE = 20;
    private static final int MOST_MORE = 200;

    /** What the screen shows. */
    public enum State {
        LOADING,
        NO_DATA,
        NO_SCORES,
        CUT
    }

    /**
     * What is cut.
     *
     * @param run whose rewards
     * @param spread the values of the ranking, by source
     * @param names of the sources, by dataset
     * @param audit the audit of this run and ranking that still holds; empty for none
     * @param stale whether there was an audit, but the rewards changed since
     */
    public record Seen(ScoringRun run, Spread spread, Map<Long, String> names, Optional<Audit> audit, boolean stale) {}

    /** What was read; {@code seen} is null without scores. */
    private record Read(
            boolean samples, @Nullable Seen seen, Map<Long, Double> cuts, Grouping usual, RankingChoice choice) {}

    /** Work on what is seen, with the cuts where they stood when it was asked for. */
    @FunctionalInterface
    private interface Work<T> {
        T run(Seen from, Map<Long, Double> at, Progress progress, CancelToken cancel);
    }

    private final Session session;
    private final Jobs jobs;
    private final String annotator;
    private final ChosenRanking ranking;
    private final Runnable onChange;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.LOADING);
    private final ReadOnlyObjectWrapper<@Nullable Seen> seen = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Map<Long, Double>> cuts = new ReadOnlyObjectWrapper<>(Map.of());
    private final ReadOnlyObjectWrapper<@Nullable CutProof> proof = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper working = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private CancelToken reading = new CancelToken();
    private CancelToken counting = new CancelToken();

    /**
     * The screen of one workspace; nothing is loaded until {@link #refresh}.
     *
     * @param ranking by what samples are ranked
     * @param onChange told when samples were pruned
     */
    public ThresholdViewModel(Session session, Jobs jobs, String annotator, ChosenRanking ranking, Runnable onChange) {
        this.session = session;
        this.jobs = jobs;
        this.annotator = annotator;
        this.ranking = ranking;
        this.onChange = onChange;
    }

    /** What the screen shows. */
    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** What is cut; null until it was read. What was seen before stays until it is replaced in one go. */
    public ReadOnlyObjectProperty<@Nullable Seen> seenProperty() {
        return seen.getReadOnlyProperty();
    }

    /** Where the cuts stand, by dataset: values below are cut. Sources that are not named are not cut. */
    public ReadOnlyObjectProperty<Map<Long, Double>> cutsProperty() {
        return cuts.getReadOnlyProperty();
    }

    /** What is known of the cuts; null while it is found out. */
    public ReadOnlyObjectProperty<@Nullable CutProof> proofProperty() {
        return proof.getReadOnlyProperty();
    }

    /** Whether samples are being drawn or pruned. */
    public ReadOnlyBooleanProperty workingProperty() {
        return working.getReadOnlyProperty();
    }

    /** What went wrong last, in one sentence; empty when nothing did. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    // ---- reading

    /** Reads everything anew; cuts of the same ranking stay where they are. */
    public void refresh() {
        reading.cancel();
        RankingChoice choice = ranking.choiceProperty().get();
        reading = jobs.start("Ranking", Lane.BULK, (progress, cancel) -> read(choice, progress, cancel), this::arrived);
    }

    private Read read(RankingChoice choice, Progress progress, CancelToken cancel) {
        List<Dataset> datasets = session.datasets();
        Optional<ScoringRun> run = session.latestRun();
        ScoreColumns columns = run.isPresent()
                ? session.rankings().columns(run.get().id(), progress, cancel)
                : new ScoreColumns.Builder().build();
        if (run.isEmpty() || columns.size() == 0) {
            return new Read(!datasets.isEmpty(), null, Map.of(), Grouping.SOURCE, choice);
        }
        Spread spread = new Spread(session.rankings().rank(columns, choice, cancel));
        Optional<Audit> audit = session.audits().latest(run.get().id(), choice);
        boolean stale =
                audit.filter(one -> session.audits().isStale(one, spread)).isPresent();
        Optional<Audit> holding = stale ? Optional.empty() : audit;
        Map<Long, Double> at =
                holding.map(one -> values(session.audits().cut(one.id()))).orElseGet(() -> spread.cutsAt(USUAL_SHARE));
        Map<Long, String> names = datasets.stream().collect(Collectors.toMap(Dataset::id, Dataset::name));
        return new Read(
                true,
                new Seen(run.get(), spread, names, holding, stale),
                at,
                session.rankings().usualGrouping(columns),
                choice);
    }

    private static Map<Long, Double> values(Audit.Cut cut) {
        Map<Long, Double> values = new TreeMap<>();
        cut.sources().forEach((dataset, source) -> values.put(dataset, source.value()));
        return values;
    }

    private void arrived(Read result) {
        if (!result.choice().equals(ranking.choiceProperty().get())) {
            return; // something else was chosen meanwhile
        }
        ranking.suggest(result.usual());
        Seen before = seen.get();
        Seen now = result.seen();
        boolean same = before != null
                && now != null
                && before.run().id() == now.run().id()
                && before.spread().ranking().choice().equals(result.choice())
                && before.spread().datasets().equals(now.spread().datasets());
        if (!same) {
            cuts.set(result.cuts());
        }
        proof.set(null);
        state.set(now != null ? State.CUT : result.samples() ? State.NO_SCORES : State.NO_DATA);
        seen.set(now);
        count();
    }

    /** Finds out what is known of the cuts as they stand. */
    public void count() {
        Seen from = seen.get();
        if (from == null) {
            return;
        }
        counting.cancel();
        Map<Long, Double> at = cuts.get();
        counting = jobs.start(
                "Counting",
                Lane.DISK,
                (progress, cancel) -> session.audits().proof(from.spread(), at, from.audit(), cancel),
                found -> {
                    if (at.equals(cuts.get()) && from.equals(seen.get())) {
                        proof.set(found);
                    }
                });
    }

    // ---- moving the cuts

    /** Puts the cut of a source somewhere; {@link #count} says what that comes to. */
    public void cut(long dataset, double value) {
        Double before = cuts.get().get(dataset);
        if (Double.isFinite(value) && (before == null || before != value)) {
            Map<Long, Double> moved = new HashMap<>(cuts.get());
            moved.put(dataset, value);
            move(moved);
        }
    }

    /** Cuts the lowest share of every source. */
    public void cutShare(double share) {
        Seen from = seen.get();
        if (from != null) {
            move(from.spread().cutsAt(share));
        }
    }

    /** What was known of the cuts does not hold where they are now. */
    private void move(Map<Long, Double> to) {
        if (!to.equals(cuts.get())) {
            counting.cancel();
            proof.set(null);
            cuts.set(Map.copyOf(to));
        }
    }

    /** How many samples are below the cuts. */
    public long below() {
        Seen from = seen.get();
        return from == null ? 0 : from.spread().below(cuts.get());
    }

    // ---- judging and pruning

    /** Goes on with the audit, or begins one: {@code then} is given the audit when there is something to judge. */
    public void judge(Consumer<Audit> then) {
        CutProof known = proof.get();
        long more = known == null || known.audit().isEmpty() ? DRAWS : 2 * known.more();
        work(
                "Drawing samples",
                (from, at, progress, cancel) -> {
                    Audit audit = standing(from, at, DRAWS, progress, cancel);
                    if (session.audits().next(audit.id()).isEmpty()) {
                        int draws = (int) Math.max(FEWEST_MORE, Math.min(MOST_MORE, more));
                        session.audits().more(audit, draws, progress, cancel);
                    }
                    return audit;
                },
                audit -> begun(audit, then));
    }

    /** Begins another audit of the cuts as they stand, of other samples. */
    public void judgeAnew(Consumer<Audit> then) {
        work(
                "Drawing samples",
                (from, at, progress, cancel) -> start(from, at, DRAWS, progress, cancel),
                audit -> begun(audit, then));
    }

    private void begun(Audit audit, Consumer<Audit> then) {
        Seen from = seen.get();
        if (from != null) {
            seen.set(new Seen(from.run(), from.spread(), from.names(), Optional.of(audit), false));
        }
        then.accept(audit);
    }

    /** Prunes what is below the cuts, as one step kept with its audit; {@code done} is told how many that were. */
    public void prune(LongConsumer done) {
        work(
                "Pruning",
                (from, at, progress, cancel) ->
                        session.audits().prune(standing(from, at, 0, progress, cancel), annotator, progress, cancel),
                changed -> {
                    done.accept(changed);
                    onChange.run();
                    refresh();
                });
    }

    private <T> void work(String title, Work<T> what, Consumer<T> then) {
        Seen from = seen.get();
        Map<Long, Double> at = cuts.get();
        if (from == null || working.get()) {
            return;
        }
        working.set(true);
        problem.set("");
        jobs.start(
                title,
                Lane.DISK,
                (progress, cancel) -> what.run(from, at, progress, cancel),
                result -> {
                    working.set(false);
                    then.accept(result);
                },
                trouble -> {
                    working.set(false);
                    problem.set(String.valueOf(trouble.getMessage()));
                });
    }

    /** The audit of what is seen, with its cut where the cuts stand; one with so many samples where there is none. */
    private Audit standing(Seen from, Map<Long, Double> at, int draws, Progress progress, CancelToken cancel) {
        if (from.audit().isEmpty()) {
            return start(from, at, draws, progress, cancel);
        }
        Audit audit = from.audit().get();
        if (!values(session.audits().cut(audit.id())).equals(at)) {
            session.audits().move(audit, at, annotator, progress, cancel);
        }
        return audit;
    }

    private Audit start(Seen from, Map<Long, Double> at, int draws, Progress progress, CancelToken cancel) {
        int seed = session.audits().all().size() + 1;
        return session.audits()
                .start(
                        new AuditService.Request(
                                from.run().id(), from.spread().ranking().choice(), at, draws, seed, annotator),
                        progress,
                        cancel);
    }
}
