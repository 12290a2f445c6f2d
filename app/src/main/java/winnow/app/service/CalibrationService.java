package winnow.app.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import winnow.app.service.CalibrationReport.LeftOut;
import winnow.scoring.rank.Calibration;
import winnow.scoring.rank.CalibrationFit;
import winnow.scoring.rank.CalibrationFit.Method;
import winnow.store.data.Comparison.Choice;
import winnow.store.data.Dataset;
import winnow.store.data.KeptCalibration;
import winnow.store.data.ScoringRun;
import winnow.store.db.AgreementTable.SpokenVote;
import winnow.store.db.Snapshot;
import winnow.store.db.Workspace;

/**
 * Makes probabilities of margins, fitted on the votes of annotators, and keeps them. Votes count that were given blind
 * and stand; those that settle a conflict as any other. Blocks, so not on the JavaFX thread.
 */
public final class CalibrationService {

    private static final int NAMED = 2; // datasets in a name

    /**
     * What is asked for.
     *
     * @param runId whose rewards
     * @param voter whose votes; empty for those of all
     * @param method empty for the better one
     */
    public record Request(long runId, Optional<String> voter, Optional<Method> method) {}

    /** The votes of a request, by pair, and what they come to. */
    private record Votes(
            List<List<Calibration.Vote>> pairs,
            List<Dataset> datasets,
            String sha256,
            CalibrationReport.Counted counted) {}

    private final Workspace workspace;

    CalibrationService(Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * Fits without keeping anything.
     *
     * @throws IllegalArgumentException if there is no such run
     */
    public CalibrationReport look(Request request) {
        Votes votes = votes(request);
        Optional<CalibrationFit> fit = votes.counted().usable() < CalibrationFit.LEAST_PAIRS
                ? Optional.empty()
                : Optional.of(CalibrationFit.fit(votes.pairs(), request.method()));
        return report(request, votes, fit);
    }

    /**
     * Fits and keeps the fit: it counts for its run from now on.
     *
     * @param name what to call it; empty for one made of its data
     * @param annotator who asks
     * @throws IOException if there are too few votes; the message says how many are needed
     * @throws IllegalArgumentException if there is no such run
     */
    public CalibrationReport keep(Request request, Optional<String> name, String annotator) throws IOException {
        Votes votes = votes(request);
        long usable = votes.counted().usable();
        if (usable < CalibrationFit.LEAST_PAIRS) {
            throw new IOException("A calibration needs blind votes on " + CalibrationFit.LEAST_PAIRS
                    + " pairs whose answers have different rewards in run " + request.runId() + "; there are " + usable
                    + ". Vote on more pairs, or score them: winnow pairs vote, winnow score");
        }
        CalibrationFit fit = CalibrationFit.fit(votes.pairs(), request.method());
        workspace
                .calibrations()
                .add(
                        name.orElseGet(() -> name(request, votes)),
                        request.runId(),
                        Curves.write(fit),
                        new KeptCalibration.Votes(
                                request.voter(), votes.counted().votes(), votes.sha256()),
                        annotator);
        return report(request, votes, Optional.of(fit));
    }

    /** All that are kept, oldest first. */
    public List<KeptCalibration> all() {
        return workspace.calibrations().all();
    }

    /** How probable rewards of a run make it that an answer is better; empty where that was never fitted. */
    public Optional<Calibration> ofRun(long runId) {
        return workspace.calibrations().ofRun(runId).map(Curves::read);
    }

    private CalibrationReport report(Request request, Votes votes, Optional<CalibrationFit> fit) {
        return new CalibrationReport(
                run(request), votes.counted(), fit, workspace.calibrations().ofRun(request.runId()));
    }

    private ScoringRun run(Request request) {
        return workspace
                .runs()
                .find(request.runId())
                .orElseThrow(() ->
                        new IllegalArgumentException("There is no run " + request.runId() + " in this workspace"));
    }

    private Votes votes(Request request) {
        run(request);
        try (Snapshot now = workspace.snapshot()) {
            Collected collected = new Collected(now.datasets());
            now.agreement().votes(OptionalLong.of(request.runId())).stream()
                    .filter(vote ->
                            request.voter().isEmpty() || request.voter().get().equals(vote.annotator()))
                    .forEach(collected::add);
            return collected.votes();
        }
    }

    /** Votes, read one by one. */
    private static final class Collected {

        private final Map<Long, Dataset> datasets = new HashMap<>();
        private final Map<Long, Dataset> used = new TreeMap<>();
        private final Map<List<Long>, List<Calibration.Vote>> pairs = new LinkedHashMap<>();
        private final Map<LeftOut, Long> leftOut = new EnumMap<>(LeftOut.class);
        private final List<String> lines = new ArrayList<>();
        private long ties;

        Collected(List<Dataset> datasets) {
            datasets.forEach(dataset -> this.datasets.put(dataset.id(), dataset));
        }

        void add(SpokenVote vote) {
            Optional<LeftOut> why = whyLeftOut(vote);
            Dataset dataset = datasets.get(vote.pair().datasetId());
            if (why.isPresent()) {
                leftOut.merge(why.get(), 1L, Long::sum);
            } else if (dataset != null) {
                used.put(dataset.id(), dataset);
                lines.add(line(dataset, vote));
                pairs.computeIfAbsent(key(vote), key -> new ArrayList<>()).add(vote(vote));
                ties += vote.choice() == Choice.TIE ? 1 : 0;
            }
        }

        Votes votes() {
            List<List<Calibration.Vote>> byPair = List.copyOf(pairs.values());
            long usable = CalibrationFit.usable(byPair);
            return new Votes(
                    byPair,
                    List.copyOf(used.values()),
                    hash(lines),
                    new CalibrationReport.Counted(lines.size(), ties, byPair.size(), usable, leftOut));
        }
    }

    private static Optional<LeftOut> whyLeftOut(SpokenVote vote) {
        if (vote.choice() == Choice.BOTH_BAD) {
            return Optional.of(LeftOut.BOTH_BAD);
        }
        if (vote.margin().isEmpty()) {
            return Optional.of(LeftOut.UNSCORED);
        }
        return vote.blind() ? Optional.empty() : Optional.of(LeftOut.SEEN);
    }

    private static List<Long> key(SpokenVote vote) {
        return List.of(
                vote.pair().datasetId(),
                vote.pair().record(),
                (long) vote.pair().low(),
                (long) vote.pair().high());
    }

    private static Calibration.Vote vote(SpokenVote vote) {
        double first = (1 + Integer.signum(vote.choice().towardsA())) / 2.0;
        return new Calibration.Vote(vote.margin().orElseThrow(), first);
    }

    private static String line(Dataset dataset, SpokenVote vote) {
        return dataset.sha256()
                + ' '
                + vote.pair().record()
                + ' '
                + vote.pair().a()
                + ' '
                + vote.pair().b()
                + ' '
                + vote.choice()
                + ' '
                + vote.annotator();
    }

    /** The same for the same votes, whatever their numbers in this workspace. */
    private static String hash(List<String> lines) {
        MessageDigest digest = Hashes.digest();
        lines.stream().sorted().forEach(line -> digest.update((line + '\n').getBytes(StandardCharsets.UTF_8)));
        return Hashes.text(digest);
    }

    private static String name(Request request, Votes votes) {
        List<Dataset> datasets = votes.datasets();
        String names = datasets.stream().limit(NAMED).map(Dataset::name).collect(Collectors.joining(", "));
        String more = datasets.size() > NAMED ? " and " + (datasets.size() - NAMED) + " more" : "";
        return names + more + ": " + votes.counted().votes() + " votes"
                + request.voter().map(who -> " of " + who).orElse("");
    }
}
