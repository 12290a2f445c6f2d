package winnow.app.service;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import winnow.app.service.AgreementReport.AgainstLabel;
import winnow.app.service.AgreementReport.AgainstModel;
import winnow.app.service.AgreementReport.Figures;
import winnow.app.service.AgreementReport.Hits;
import winnow.app.service.AgreementReport.Person;
import winnow.app.service.AgreementReport.Source;
import winnow.scoring.rank.OrderEffect;
import winnow.store.data.Comparison.Choice;
import winnow.store.data.Comparison.Dimension;
import winnow.store.data.Comparison.Pair;
import winnow.store.data.Conflict;
import winnow.store.data.Dataset;
import winnow.store.data.Verdict;
import winnow.store.db.AgreementTable;
import winnow.store.db.AgreementTable.Margins;
import winnow.store.db.AgreementTable.SpokenVerdict;
import winnow.store.db.AgreementTable.SpokenVote;
import winnow.store.db.Snapshot;
import winnow.store.db.Workspace;
import winnow.store.job.CancelToken;

/**
 * Says how far annotators agree with a model and with each other, and a model with the labels of files. What stands
 * counts: the last word of each annotator. Blocks, so not on the JavaFX thread.
 */
public final class AgreementService {

    /** What a vote says of the lower candidate: better, as good, worse, or both are bad. */
    private static final int VOTES = 4;

    private static final List<Verdict> VERDICTS = List.of(Verdict.KEEP, Verdict.PRUNE, Verdict.UNSURE);
    private static final Margins NO_LABEL = new Margins(0, 0, 0, 0);

    private final Workspace workspace;
    private final Formats formats;

    AgreementService(Workspace workspace, Formats formats) {
        this.workspace = workspace;
        this.formats = formats;
    }

    /** What was read of one dataset. */
    private record Read(Dataset dataset, List<SpokenVote> votes, List<SpokenVerdict> verdicts, Margins margins) {}

    /**
     * Compares.
     *
     * @param datasetId the only dataset that counts; empty for all
     * @param runId whose rewards stand for the model; empty before the first run
     * @throws IllegalArgumentException if there is no such dataset or run
     * @throws java.util.concurrent.CancellationException when asked to stop
     */
    public AgreementReport report(OptionalLong datasetId, OptionalLong runId, CancelToken cancel) {
        try (Snapshot now = workspace.snapshot()) {
            if (runId.isPresent() && now.run(runId.getAsLong()).isEmpty()) {
                throw new IllegalArgumentException("There is no run " + runId.getAsLong() + " in this workspace");
            }
            List<Source> sources = new ArrayList<>();
            List<Read> all = read(now, datasetId, runId, cancel);
            for (Read one : all) {
                cancel.check();
                Figures figures = figures(List.of(one));
                if (!figures.isEmpty()) {
                    sources.add(new Source(one.dataset(), figures));
                }
            }
            cancel.check();
            Figures together = sources.size() == 1 ? sources.get(0).figures() : figures(all);
            List<SpokenVote> votes =
                    all.stream().flatMap(one -> one.votes().stream()).toList();
            return new AgreementReport(
                    runId.isPresent() ? now.run(runId.getAsLong()) : Optional.empty(),
                    together,
                    sources,
                    dimensions(votes),
                    people(now, all, votes));
        }
    }

    /** Pairs on which annotators differ and nobody settled it. */
    public List<Conflict> conflicts() {
        return workspace.conflicts().votes();
    }

    private static Map<Dimension, BetweenAnnotators> dimensions(List<SpokenVote> votes) {
        Map<Dimension, BetweenAnnotators> dimensions = new EnumMap<>(Dimension.class);
        for (Dimension dimension : Dimension.values()) {
            List<SpokenVote> named = votes.stream()
                    .filter(vote -> vote.reasons().contains(dimension))
                    .toList();
            if (!named.isEmpty()) {
                dimensions.put(dimension, BetweenAnnotators.of(byPair(named).values(), VOTES));
            }
        }
        return dimensions;
    }

    private static List<Person> people(Snapshot now, List<Read> all, List<SpokenVote> votes) {
        Set<Long> datasets = all.stream().map(one -> one.dataset().id()).collect(Collectors.toSet());
        return new People(
                        votes,
                        now.agreement().repeated().stream()
                                .filter(each -> datasets.contains(each.datasetId()))
                                .toList(),
                        now.agreement().votedAt().stream()
                                .filter(each -> datasets.contains(each.datasetId()))
                                .toList())
                .all();
    }

    private static Map<Pair, Map<String, Integer>> byPair(List<SpokenVote> votes) {
        Map<Pair, Map<String, Integer>> pairs = new LinkedHashMap<>();
        for (SpokenVote vote : votes) {
            Pair pair = lowFirst(vote.pair());
            pairs.computeIfAbsent(pair, key -> new LinkedHashMap<>()).put(vote.annotator(), category(vote));
        }
        return pairs;
    }

    private List<Read> read(Snapshot now, OptionalLong datasetId, OptionalLong runId, CancelToken cancel) {
        AgreementTable said = now.agreement();
        List<SpokenVote> votes = said.votes(runId);
        List<SpokenVerdict> verdicts = said.verdicts();
        List<Dataset> datasets = now.datasets().stream()
                .filter(dataset -> datasetId.isEmpty() || datasetId.getAsLong() == dataset.id())
                .toList();
        if (datasetId.isPresent() && datasets.isEmpty()) {
            throw new IllegalArgumentException("There is no dataset " + datasetId.getAsLong() + " in this workspace");
        }
        List<Read> read = new ArrayList<>();
        for (Dataset dataset : datasets) {
            cancel.check();
            boolean labelled = formats.labelled().contains(dataset.format());
            read.add(new Read(
                    dataset,
                    votes.stream()
                            .filter(vote -> vote.pair().datasetId() == dataset.id())
                            .toList(),
                    verdicts.stream()
                            .filter(verdict -> verdict.datasetId() == dataset.id())
                            .toList(),
                    labelled ? said.margins(dataset.id(), runId) : NO_LABEL));
        }
        return read;
    }

    private static Figures figures(List<Read> read) {
        List<SpokenVote> votes =
                read.stream().flatMap(one -> one.votes().stream()).toList();
        long left = votes.stream().filter(vote -> vote.choice().towardsA() > 0).count();
        long right = votes.stream().filter(vote -> vote.choice().towardsA() < 0).count();
        Map<Long, Map<String, Integer>> samples = new LinkedHashMap<>();
        for (Read one : read) {
            for (SpokenVerdict verdict : one.verdicts()) {
                samples.computeIfAbsent(verdict.sampleId(), key -> new LinkedHashMap<>())
                        .put(verdict.annotator(), VERDICTS.indexOf(verdict.verdict()));
            }
        }
        return new Figures(
                againstModel(votes),
                againstLabel(read),
                BetweenAnnotators.of(byPair(votes).values(), VOTES),
                BetweenAnnotators.of(samples.values(), VERDICTS.size()),
                OrderEffect.of(left, right));
    }

    private static AgainstModel againstModel(List<SpokenVote> votes) {
        long ties = votes.stream().filter(vote -> vote.choice() == Choice.TIE).count();
        long bothBad =
                votes.stream().filter(vote -> vote.choice() == Choice.BOTH_BAD).count();
        Set<Pair> pairs = new HashSet<>();
        long decided = 0;
        long right = 0;
        long equal = 0;
        long seen = 0;
        for (SpokenVote vote : votes) {
            int said = vote.choice().towardsA();
            if (said != 0 && vote.margin().isPresent()) {
                double margin = vote.margin().getAsDouble();
                pairs.add(lowFirst(vote.pair()));
                decided++;
                right += said * margin > 0 ? 1 : 0;
                equal += margin == 0 ? 1 : 0;
                seen += vote.blind() ? 0 : 1;
            }
        }
        long unscored = votes.size() - ties - bothBad - decided;
        return new AgainstModel(
                votes.size(), ties, bothBad, unscored, new Hits(right, equal, decided), seen, pairs.size());
    }

    private static AgainstLabel againstLabel(List<Read> read) {
        long pairs = 0;
        long higher = 0;
        long equal = 0;
        long scored = 0;
        for (Read one : read) {
            Margins margins = one.margins();
            pairs += margins.pairs();
            higher += margins.higher();
            equal += margins.equal();
            scored += margins.pairs() - margins.unscored();
        }
        return new AgainstLabel(pairs, new Hits(higher, equal, scored));
    }

    private static Pair lowFirst(Pair pair) {
        return new Pair(pair.datasetId(), pair.record(), pair.low(), pair.high());
    }

    /** What a vote says, whichever sides the answers stood on. */
    private static int category(SpokenVote vote) {
        if (vote.choice() == Choice.BOTH_BAD) {
            return 3;
        }
        int towardsA = vote.choice().towardsA();
        int towardsLow = vote.pair().a() < vote.pair().b() ? towardsA : -towardsA;
        return 1 - Integer.signum(towardsLow);
    }
}
