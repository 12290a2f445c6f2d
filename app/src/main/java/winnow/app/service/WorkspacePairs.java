package winnow.app.service;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import winnow.scoring.train.Pair;
import winnow.scoring.train.PairSet;
import winnow.store.data.Comparison;
import winnow.store.data.Dataset;
import winnow.store.data.Sample;
import winnow.store.data.StoredSample;
import winnow.store.data.WholeRecord;
import winnow.store.db.Snapshot;
import winnow.store.db.Workspace;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;
import winnow.store.media.MediaFolder;

/**
 * The pairs of a workspace a model can learn from: those annotators voted on, and those of files that say which answer
 * is better. Where annotators voted on a pair, the file has no say, also not where the votes come to a tie.
 */
final class WorkspacePairs {

    private static final int PAGE = 200;
    private static final String NO_VOTE = "no_vote";
    private static final String SINGLE = "single_answer";

    /** Why a pair is left out, as the rules of {@link PairBuilder} call it and as people do. */
    private static final Map<String, String> REASONS = Map.of(
            "tie",
            "the votes come to a tie",
            "both_bad",
            "both answers were voted bad",
            NO_VOTE,
            "nobody voted on the answers to a prompt",
            SINGLE,
            "a prompt has a single answer",
            "same_answer",
            "both answers are the same",
            "pruned",
            "a record is pruned");

    /**
     * What was found.
     *
     * @param sets those with pictures and those without apart; none is empty
     * @param votes pairs that annotators decided
     * @param labels pairs that files decided
     * @param dropped pairs and records that were left out, by the reason
     */
    record Found(List<PairSet> sets, long votes, long labels, Map<String, Long> dropped) {

        Found {
            sets = List.copyOf(sets);
            dropped = Map.copyOf(dropped);
        }
    }

    private final Workspace workspace;
    private final Formats formats;
    private final CancelToken cancel;
    private final double lengths;
    private final Map<Dataset, List<Pair>> pairs = new LinkedHashMap<>();
    private final Map<String, Long> dropped = new TreeMap<>();

    /**
     * Over a workspace.
     *
     * @param lengths how many times as long as the rejected answer the chosen one may be; 0 for any length
     */
    WorkspacePairs(Workspace workspace, Formats formats, double lengths, CancelToken cancel) {
        this.workspace = workspace;
        this.formats = formats;
        this.lengths = lengths;
        this.cancel = cancel;
    }

    /** Reads all pairs of an origin. */
    Found read(PairOrigin from) {
        long votes = 0;
        long labels = 0;
        try (Snapshot now = workspace.snapshot()) {
            if (from != PairOrigin.LABELS) {
                votes = voted(now, from);
            }
            if (from != PairOrigin.VOTES) {
                labels = labelled(now, from);
            }
        }
        List<PairSet> sets = new ArrayList<>();
        pairs.forEach((dataset, all) -> all.stream()
                .collect(Collectors.partitioningBy(Pair::seen))
                .values()
                .forEach(some -> add(sets, dataset, some)));
        return new Found(sets, votes, labels, dropped);
    }

    private void add(List<PairSet> sets, Dataset dataset, List<Pair> some) {
        if (!some.isEmpty()) {
            sets.add(new PairSet(dataset.name(), some, MediaFolder.roots(workspace.file(), dataset.mediaRoots())));
        }
    }

    private long voted(Snapshot now, PairOrigin from) {
        PairBuilder builder = new PairBuilder(new PairRules(
                PairRules.Basis.VOTES,
                OptionalDouble.empty(),
                Integer.MAX_VALUE,
                new PairRules.LengthRule(OptionalDouble.empty(), OptionalInt.empty(), false)));
        List<Dataset> datasets = now.datasets();
        Map<List<Long>, List<Comparison>> votes = new HashMap<>();
        workspace
                .comparisons()
                .current()
                .forEach(vote -> votes.computeIfAbsent(
                                List.of(vote.pair().datasetId(), vote.pair().record()), key -> new ArrayList<>())
                        .add(vote));
        new PairSource(now, false).read(datasets, OptionalLong.empty(), votes, builder, Progress.SILENT, cancel);
        PairBuilder.Result result = builder.finish();
        result.dropped().forEach((why, count) -> {
            boolean labelled =
                    from == PairOrigin.BOTH && Set.of(NO_VOTE, SINGLE, "pruned").contains(why);
            if (!labelled) { // else the file may say which answer is better
                dropped.merge(REASONS.getOrDefault(why, why), count, Long::sum);
            }
        });
        Map<Long, Dataset> byId = datasets.stream().collect(Collectors.toMap(Dataset::id, each -> each));
        long taken = 0;
        for (int i = 0; i < result.pairs().size(); i += PAGE) {
            cancel.check();
            taken += load(
                    result.pairs().subList(i, Math.min(i + PAGE, result.pairs().size())), byId);
        }
        return taken;
    }

    private long load(List<BuiltPair> some, Map<Long, Dataset> datasets) {
        List<Long> ids = some.stream()
                .flatMap(pair ->
                        List.of(pair.chosen().sampleId(), pair.rejected().sampleId()).stream())
                .distinct()
                .toList();
        Map<Long, StoredSample> samples =
                workspace.samples().load(ids).stream().collect(Collectors.toMap(StoredSample::id, each -> each));
        long taken = 0;
        for (BuiltPair pair : some) {
            StoredSample chosen = samples.get(pair.chosen().sampleId());
            StoredSample rejected = samples.get(pair.rejected().sampleId());
            Dataset dataset = datasets.get(pair.chosen().datasetId());
            if (chosen == null || rejected == null || dataset == null) {
                throw new IllegalStateException("The workspace lost an answer while it was read");
            }
            taken += take(dataset, new Pair(chosen.sample(), rejected.sample()));
        }
        return taken;
    }

    private long take(Dataset dataset, Pair pair) {
        Optional<String> why = pair.unfit(lengths);
        if (why.isPresent()) {
            dropped.merge(why.get(), 1L, Long::sum);
            return 0;
        }
        pairs.computeIfAbsent(dataset, key -> new ArrayList<>()).add(pair);
        return 1;
    }

    private long labelled(Snapshot now, PairOrigin from) {
        Set<Comparison.Pair> voted = from == PairOrigin.BOTH ? judged() : Set.of();
        long taken = 0;
        for (Dataset dataset : now.datasets()) {
            if (!formats.labelled().contains(dataset.format())) {
                continue;
            }
            Snapshot.Cut all = new Snapshot.Cut(OptionalLong.empty(), OptionalDouble.empty());
            List<WholeRecord> page = now.whole(dataset.id(), all, true, -1, PAGE);
            while (!page.isEmpty()) {
                cancel.check();
                for (WholeRecord record : page) {
                    taken += labelled(dataset, record, voted);
                }
                page = now.whole(
                        dataset.id(), all, true, page.get(page.size() - 1).record(), PAGE);
            }
        }
        return taken;
    }

    /** Pairs that annotators said something of, whatever it was. */
    private Set<Comparison.Pair> judged() {
        Set<Comparison.Pair> judged = new HashSet<>();
        workspace.comparisons().current().stream()
                .filter(vote -> vote.said().choice().judges())
                .map(Comparison::pair)
                .forEach(pair ->
                        judged.add(new Comparison.Pair(pair.datasetId(), pair.record(), pair.low(), pair.high())));
        return judged;
    }

    /** Candidate 0 is the better one; where there is none, the record does not say. */
    private long labelled(Dataset dataset, WholeRecord record, Set<Comparison.Pair> voted) {
        List<Sample> answers = record.candidates().stream()
                .filter(WholeRecord.Candidate::answered)
                .map(each -> new Sample(
                        record.record(), each.number(), record.line(), each.turns(), each.media(), record.raw()))
                .toList();
        if (answers.size() < 2 || answers.get(0).candidate() != 0) {
            dropped.merge("a record does not say which answer is better", 1L, Long::sum);
            return 0;
        }
        if (!record.kept()) {
            dropped.merge(REASONS.getOrDefault("pruned", ""), 1L, Long::sum);
            return 0;
        }
        long taken = 0;
        for (Sample other : answers.subList(1, answers.size())) {
            Comparison.Pair pair = new Comparison.Pair(dataset.id(), record.record(), 0, other.candidate());
            taken += voted.contains(pair) ? 0 : take(dataset, new Pair(answers.get(0), other));
        }
        return taken;
    }
}
