package winnow.app.service;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import winnow.store.data.Audit;
import winnow.store.data.Audit.Quality;
import winnow.store.data.Verdict;
import winnow.store.db.DecisionTable.Judgement;
import winnow.store.db.Workspace;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;
import winnow.store.query.Query;

/**
 * Proves a cut: draws samples below and above it at random, has them judged blind, says how precise the cut is, and
 * prunes it as one step. All is kept, with author and time. Blocks, so not on the JavaFX thread.
 */
public final class AuditService {

    /**
     * What to audit.
     *
     * @param run whose rewards
     * @param ranking how samples are ordered
     * @param cuts by dataset: samples with a lower value are below; datasets that are not named have nothing below
     * @param samples how many to draw, half of them below the cut where there are as many
     * @param seed of the draws
     * @param annotator who starts it
     */
    public record Request(
            long run, RankingChoice ranking, Map<Long, Double> cuts, int samples, long seed, String annotator) {
        public Request {
            cuts = Map.copyOf(cuts);
        }
    }

    /**
     * What to judge next, blind: neither score nor side.
     *
     * @param draw to be judged
     * @param sampleId the sample to show
     * @param judged draws that are judged
     * @param drawn draws in all
     */
    public record Next(UUID draw, long sampleId, int judged, int drawn) {}

    /**
     * What became of the judgements when the cut moved. All samples judged good or bad still count, each on the side it
     * is on now.
     *
     * @param below judged samples below the cut now
     * @param above judged samples above it now
     * @param crossed how many of those were on the other side before
     */
    public record Moved(int below, int above, int crossed) {}

    /** What is written with samples pruned by a cut. */
    public static final String REASON = "Below the cut";

    private final Workspace workspace;
    private final RankingService rankings;

    AuditService(Workspace workspace, RankingService rankings) {
        this.workspace = workspace;
        this.rankings = rankings;
    }

    /**
     * Starts an audit.
     *
     * @throws IllegalArgumentException if no sample is below the cut, or a value is not finite
     */
    public Audit start(Request request, Progress progress, CancelToken cancel) {
        Ranking ranking = rank(request.run(), request.ranking(), progress, cancel);
        Audit audit = new Audit(
                UUID.randomUUID(),
                request.run(),
                request.ranking().id(),
                request.seed(),
                request.annotator(),
                Instant.now().truncatedTo(ChronoUnit.MICROS)); // as it is kept
        Audit.Cut cut = cut(ranking, request.cuts());
        AuditBands bands = new AuditBands(ranking, List.of(cut), cut);
        workspace.audits().start(audit, cut, new AuditDraws(bands, request.seed()).draw(request.samples(), List.of()));
        return audit;
    }

    /** Where the lowest share of every source ends, for a cut; equal values at its edge stay above. */
    public Map<Long, Double> cutsAt(Ranking ranking, double share) {
        return new Spread(ranking).cutsAt(share);
    }

    /** All audits, oldest first. */
    public List<Audit> all() {
        return workspace.audits().all();
    }

    /** The audit of a run and a ranking that was started last. */
    public Optional<Audit> latest(long run, RankingChoice ranking) {
        return all().stream()
                .filter(audit -> audit.run() == run && audit.ranking().equals(ranking.id()))
                .reduce((before, after) -> after);
    }

    /** Where the cut of an audit stands. */
    public Audit.Cut cut(UUID audit) {
        List<Audit.Cut> cuts = workspace.audits().cuts(audit);
        return cuts.get(cuts.size() - 1);
    }

    /** Whether the rewards changed since the cut of an audit was made, so that it proves nothing any more. */
    public boolean isStale(Audit audit, Spread now) {
        return isStale(now, cut(audit.id()));
    }

    /** What to judge next; empty when all that was drawn is judged. */
    public Optional<Next> next(UUID audit) {
        return upcoming(audit, 1).stream().findFirst();
    }

    /** What to judge next and after that, at most so many. */
    public List<Next> upcoming(UUID audit, int most) {
        List<Audit.Judged> draws = workspace.audits().draws(audit);
        int judged = (int) draws.stream().filter(Audit.Judged::isJudged).count();
        return draws.stream()
                .filter(draw -> !draw.isJudged())
                .limit(most)
                .map(draw -> new Next(draw.draw().id(), draw.draw().sampleId(), judged, draws.size()))
                .toList();
    }

    /** How far the judging is. */
    public AuditResult.Progress progress(UUID audit) {
        return AuditDraws.progress(workspace.audits().draws(audit));
    }

    /**
     * Judges a draw; it is on disk when the call returns.
     *
     * @param reason why it is bad, where that is said
     * @throws IllegalArgumentException if there is no such draw
     */
    public void judge(UUID draw, String annotator, Quality quality, Optional<String> reason) {
        workspace.audits().judge(draw, annotator, quality, reason);
    }

    /**
     * Takes the last judgement of an annotator back, so that it is asked for again.
     *
     * @return the draw; empty when there is nothing to take back
     */
    public Optional<UUID> undo(UUID audit, String annotator) {
        Optional<UUID> last = workspace.audits().lastJudged(audit, annotator);
        last.ifPresent(draw -> workspace.audits().judge(draw, annotator, Quality.NONE, Optional.empty()));
        return last;
    }

    /**
     * Draws more samples for an audit.
     *
     * @return how many were drawn, hidden repeats among them; fewer than asked for when all others were drawn before
     * @throws IllegalStateException if the rewards changed since the cut was made
     */
    public int more(Audit audit, int samples, Progress progress, CancelToken cancel) {
        List<Audit.Cut> cuts = workspace.audits().cuts(audit.id());
        Ranking ranking = rank(audit.run(), RankingChoice.of(audit.ranking()), progress, cancel);
        Audit.Cut last = cuts.get(cuts.size() - 1);
        refuseStale(ranking, last);
        AuditBands bands = bands(audit, ranking, cuts, last);
        List<Audit.Judged> before = workspace.audits().draws(audit.id());
        List<Audit.Draw> draws = new AuditDraws(bands, audit.seed())
                .draw(samples, before.stream().map(Audit.Judged::draw).toList());
        workspace.audits().draw(audit.id(), last.id(), draws);
        return draws.size();
    }

    /**
     * Puts the cut somewhere else. What was judged stays.
     *
     * @param cuts as in {@link Request}
     * @throws IllegalArgumentException if no sample is below the cut, or a value is not finite
     * @throws IllegalStateException if the rewards changed since the cut was made
     */
    public Moved move(Audit audit, Map<Long, Double> cuts, String annotator, Progress progress, CancelToken cancel) {
        Ranking ranking = rank(audit.run(), RankingChoice.of(audit.ranking()), progress, cancel);
        List<Audit.Cut> before = workspace.audits().cuts(audit.id());
        Audit.Cut last = before.get(before.size() - 1);
        refuseStale(ranking, last);
        AuditBands old = new AuditBands(ranking, List.of(), last);
        Audit.Cut cut = cut(ranking, cuts);
        Set<Long> wasBelow = new HashSet<>(old.below());
        Set<Long> isBelow = new HashSet<>(new AuditBands(ranking, List.of(), cut).below());
        workspace.audits().move(audit.id(), cut, annotator);
        int below = 0;
        int above = 0;
        int crossed = 0;
        for (Map.Entry<Long, Quality> one :
                judged(workspace.audits().draws(audit.id())).entrySet()) {
            if (one.getValue() != Quality.UNKNOWN) {
                below += isBelow.contains(one.getKey()) ? 1 : 0;
                above += isBelow.contains(one.getKey()) ? 0 : 1;
                crossed += isBelow.contains(one.getKey()) != wasBelow.contains(one.getKey()) ? 1 : 0;
            }
        }
        return new Moved(below, above, crossed);
    }

    /** What the audit came to so far. */
    public AuditResult result(Audit audit, Progress progress, CancelToken cancel) {
        Ranking ranking = rank(audit.run(), RankingChoice.of(audit.ranking()), progress, cancel);
        return result(audit, new Spread(ranking), cut(audit.id()));
    }

    private AuditResult result(Audit audit, Spread spread, Audit.Cut standing) {
        List<Audit.Cut> cuts = workspace.audits().cuts(audit.id());
        AuditBands bands = bands(audit, spread.ranking(), cuts, standing);
        List<Audit.Judged> draws = workspace.audits().draws(audit.id());
        Map<Long, Quality> judged = judged(draws);
        List<AuditResult.Source> sources = bands.datasets().stream()
                .map(id -> new AuditResult.Source(
                        id, bands.count(List.of(id), true, judged), bands.count(List.of(id), false, judged)))
                .toList();
        return new AuditResult(
                audit,
                standing,
                bands.count(bands.datasets(), true, judged),
                bands.count(bands.datasets(), false, judged),
                sources,
                AuditDraws.progress(draws),
                isStale(spread, cuts.get(cuts.size() - 1)),
                workspace.audits().pruned(audit.id()));
    }

    /**
     * What is known of a cut that is only looked at: nothing is written, and the audit stays where it is.
     *
     * @param cuts as in {@link Request}
     * @param audit of the same run and ranking, if there is one
     */
    public CutProof proof(Spread spread, Map<Long, Double> cuts, Optional<Audit> audit, CancelToken cancel) {
        Ranking ranking = spread.ranking();
        List<Audit.Judged> draws =
                audit.map(one -> workspace.audits().draws(one.id())).orElse(List.of());
        Set<Long> staying = new HashSet<>();
        for (long id : workspace.queue().order(OptionalLong.empty(), Query.parse("decided:yes"))) {
            staying.add(id);
        }
        judged(draws).forEach((id, quality) -> {
            if (quality == Quality.GOOD) {
                staying.add(id);
            }
        });
        cancel.check();
        Set<Long> below = new HashSet<>();
        for (int rank = 0; rank < ranking.size(); rank++) {
            Double cut = cuts.get(ranking.dataset(rank));
            if (cut != null && ranking.value(rank) < cut) {
                below.add(ranking.id(rank));
            }
        }
        cancel.check();
        Map<String, Long> reasons = draws.stream()
                .filter(one -> one.quality() == Quality.BAD
                        && below.contains(one.draw().sampleId()))
                .filter(one -> one.draw().repeats().isEmpty())
                .collect(Collectors.groupingBy(one -> one.reason().orElse(""), TreeMap::new, Collectors.counting()));
        long pruned = below.stream().filter(id -> !staying.contains(id)).count();
        Optional<AuditResult> result = audit.map(one -> result(one, spread, counted(spread, cuts)));
        return new CutProof(result, result.map(AuditResult::moreBelow).orElse(0L), pruned, reasons);
    }

    /**
     * Prunes what is below the cut, as one step that undo takes back, kept with its audit. Samples somebody decided on
     * stay as they are, and those judged good stay in.
     *
     * @return how many samples were pruned
     * @throws IllegalStateException if the rewards changed since the cut was made
     */
    public long prune(Audit audit, String annotator, Progress progress, CancelToken cancel) {
        List<Audit.Cut> cuts = workspace.audits().cuts(audit.id());
        Ranking ranking = rank(audit.run(), RankingChoice.of(audit.ranking()), progress, cancel);
        Audit.Cut last = cuts.get(cuts.size() - 1);
        refuseStale(ranking, last);
        AuditBands bands = new AuditBands(ranking, List.of(), last);
        Map<Long, Quality> judged = judged(workspace.audits().draws(audit.id()));
        List<Long> ids = bands.below().stream()
                .filter(id -> judged.get(id) != Quality.GOOD)
                .toList();
        Judgement prune =
                new Judgement(annotator, Verdict.PRUNE, Optional.of(REASON), Optional.of("audit " + audit.id()));
        return workspace
                .audits()
                .prune(last.id(), prune, ids)
                .map(step -> workspace.decisions().changed(step))
                .orElse(0L);
    }

    private Ranking rank(long run, RankingChoice choice, Progress progress, CancelToken cancel) {
        return rankings.rank(rankings.columns(run, progress, cancel), choice, cancel);
    }

    private AuditBands bands(Audit audit, Ranking ranking, List<Audit.Cut> cuts, Audit.Cut standing) {
        Set<UUID> drawn = workspace.audits().drawnAt(audit.id());
        return new AuditBands(
                ranking, cuts.stream().filter(cut -> drawn.contains(cut.id())).toList(), standing);
    }

    private static Audit.Cut cut(Ranking ranking, Map<Long, Double> cuts) {
        for (double value : cuts.values()) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("A cut is a finite number, was " + value);
            }
        }
        Spread spread = new Spread(ranking);
        if (spread.below(cuts) == 0) {
            throw new IllegalArgumentException("No sample is below the cut. Put it higher.");
        }
        return counted(spread, cuts);
    }

    private static Audit.Cut counted(Spread spread, Map<Long, Double> cuts) {
        Map<Long, Audit.SourceCut> counted = new HashMap<>();
        cuts.forEach((dataset, value) ->
                counted.put(dataset, new Audit.SourceCut(value, spread.below(dataset, value), spread.size(dataset))));
        return new Audit.Cut(UUID.randomUUID(), counted);
    }

    private static boolean isStale(Spread now, Audit.Cut cut) {
        return cut.sources().entrySet().stream()
                .anyMatch(e -> now.below(e.getKey(), e.getValue().value())
                                != e.getValue().below()
                        || now.size(e.getKey()) != e.getValue().ranked());
    }

    private static void refuseStale(Ranking ranking, Audit.Cut cut) {
        if (isStale(new Spread(ranking), cut)) {
            throw new IllegalStateException(
                    "The rewards changed since this audit was drawn, so it proves nothing of the"
                            + " cut as it is now. Start a new audit.");
        }
    }

    /** What was said of every sample the first time it was asked about. */
    private static Map<Long, Quality> judged(List<Audit.Judged> draws) {
        Map<Long, Quality> judged = new HashMap<>();
        List<Audit.Judged> standing = new ArrayList<>(draws);
        standing.removeIf(one -> !one.isJudged() || one.draw().repeats().isPresent());
        standing.forEach(one -> judged.put(one.draw().sampleId(), one.quality()));
        return judged;
    }
}
