package winnow.app.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import winnow.scoring.ModelOptions;
import winnow.scoring.RewardModel;
import winnow.scoring.ScoringException;
import winnow.scoring.judge.JudgeModel;
import winnow.scoring.rank.Calibration;
import winnow.store.data.Comparison;
import winnow.store.data.Dataset;
import winnow.store.data.Media;
import winnow.store.data.StoredSample;
import winnow.store.data.WholeRecord;
import winnow.store.data.WholeRecord.Candidate;
import winnow.store.data.WholeRecord.Judged;
import winnow.store.data.WholeRecord.Preference;
import winnow.store.db.Snapshot;
import winnow.store.db.Workspace;
import winnow.store.format.DatasetLayout;
import winnow.store.format.LayoutFile;
import winnow.store.job.CancelToken;
import winnow.store.job.Lanes;
import winnow.store.job.Progress;
import winnow.store.media.MediaFolder;

/** Makes preference pairs of what a workspace holds and writes them as one file. */
public final class PairsService {

    /**
     * What is asked for.
     *
     * @param rules how pairs are made
     * @param layout name of the layout of the file
     * @param out the file; appears when all is done
     * @param runId whose rewards; empty before the first run
     * @param datasetId only this dataset; empty for all
     * @param judge who compares answers, where a judge does
     * @param votes whether votes, margin and probability are written beside each pair
     */
    public record Request(
            PairRules rules,
            String layout,
            Path out,
            OptionalLong runId,
            OptionalLong datasetId,
            Optional<JudgeRequest> judge,
            boolean votes) {

        /** Pairs alone. */
        public Request(
                PairRules rules,
                String layout,
                Path out,
                OptionalLong runId,
                OptionalLong datasetId,
                Optional<JudgeRequest> judge) {
            this(rules, layout, out, runId, datasetId, judge, false);
        }
    }

    /**
     * What came of it.
     *
     * @param pairs how many were written
     * @param dropped why others were dropped, and how many
     * @param before lengths before the rule of length and the limit by prompt
     * @param after lengths of what the rules left
     * @param notes what users should know of how records were written, and of how many
     */
    public record Report(
            long pairs, Map<String, Long> dropped, PairLengths before, PairLengths after, Map<String, Long> notes) {}

    private final Workspace workspace;
    private final Formats formats;
    private final CalibrationService calibrations;
    private final Models models;
    private final Lanes lanes;

    PairsService(Workspace workspace, Formats formats, CalibrationService calibrations, Models models, Lanes lanes) {
        this.workspace = workspace;
        this.formats = formats;
        this.calibrations = calibrations;
        this.models = models;
        this.lanes = lanes;
    }

    /**
     * Makes pairs and writes them. A judge is asked for what it did not say before; called again, it goes on.
     *
     * @throws IOException if there is no such layout, no run or calibration where one is needed, the judge does not
     *     answer, or the file cannot be written
     * @throws ScoringException if there is no such judge
     */
    public Report build(Request request, Progress progress, CancelToken cancel) throws IOException, ScoringException {
        DatasetLayout layout = formats.layout(request.layout())
                .orElseThrow(() -> new IOException("There is no layout \"" + request.layout() + "\". Known are "
                        + String.join(", ", formats.layouts()) + "."));
        if (request.votes() && !layout.holdsPreferences()) {
            throw new IOException(formats.votesHaveNoPlace());
        }
        if (request.rules().basis() == PairRules.Basis.REWARD && request.runId().isEmpty()) {
            throw new IOException(
                    "Nothing was scored yet, so no reward says which answer is better." + " Score first: winnow score");
        }
        if (request.rules().basis() != PairRules.Basis.JUDGE) {
            return build(request, layout, PairVerdicts.NONE, progress, cancel);
        }
        JudgeRequest by = request.judge().orElseThrow(() -> new IllegalArgumentException("No judge was named"));
        ModelOptions options =
                by.offline() ? ModelOptions.DEFAULT.overriding(Map.of("offline", true)) : ModelOptions.DEFAULT;
        try (RewardModel model = models.load(by.folder(), options)) {
            if (!(model instanceof JudgeModel judge)) {
                throw new ScoringException(by.folder() + " is no judge. Name a folder with judge.json.");
            }
            JudgedPairs judged = new JudgedPairs(
                    workspace, judge, models.inspect(by.folder()).fingerprint());
            read(request, judged, Progress.SILENT, cancel);
            judged.ask(lanes.on(Lanes.Lane.ASK), by.parallel(), progress, cancel);
            return build(request, layout, judged, Progress.SILENT, cancel);
        }
    }

    private Report build(
            Request request, DatasetLayout layout, PairVerdicts verdicts, Progress progress, CancelToken cancel)
            throws IOException {
        PairBuilder builder = builder(request, verdicts);
        List<Dataset> datasets = read(request, builder, progress, cancel);
        PairBuilder.Result result = builder.finish();
        try (Snapshot snapshot = workspace.snapshot()) {
            return written(request, layout, result, new Shown(snapshot, datasets), cancel);
        }
    }

    /** Shows all prompts of the datasets that were asked for, which it returns. */
    private List<Dataset> read(Request request, PairSource.Prompts prompts, Progress progress, CancelToken cancel) {
        try (Snapshot snapshot = workspace.snapshot()) {
            List<Dataset> datasets = snapshot.datasets().stream()
                    .filter(dataset ->
                            request.datasetId().isEmpty() || request.datasetId().getAsLong() == dataset.id())
                    .toList();
            new PairSource(snapshot, request.rules().basis() == PairRules.Basis.VERIFIER)
                    .read(datasets, request.runId(), votes(), prompts, progress, cancel);
            return datasets;
        }
    }

    private PairBuilder builder(Request request, PairVerdicts verdicts) throws IOException {
        if (request.rules().minProbability().isEmpty()) {
            return new PairBuilder(request.rules(), PairBuilder.CERTAIN, verdicts);
        }
        Optional<Calibration> calibration =
                request.runId().isPresent() ? calibrations.ofRun(request.runId().getAsLong()) : Optional.empty();
        return new PairBuilder(
                request.rules(),
                calibration.orElseThrow(() -> new IOException("No calibration says how probable it is that an answer is"
                        + " better. Fit one on votes first: winnow calibrate")),
                verdicts);
    }

    /** What annotators say now, by dataset and record. */
    private Map<List<Long>, List<Comparison>> votes() {
        Map<List<Long>, List<Comparison>> votes = new HashMap<>();
        workspace
                .comparisons()
                .current()
                .forEach(vote -> votes.computeIfAbsent(
                                List.of(vote.pair().datasetId(), vote.pair().record()), key -> new ArrayList<>())
                        .add(vote));
        return votes;
    }

    /** The datasets pairs are made of, and the one whose media are looked for now. */
    private static final class Shown {

        private final Snapshot snapshot;
        private final Map<Long, Dataset> datasets = new HashMap<>();
        private Optional<Dataset> now = Optional.empty();

        Shown(Snapshot snapshot, List<Dataset> datasets) {
            this.snapshot = snapshot;
            datasets.forEach(dataset -> this.datasets.put(dataset.id(), dataset));
        }

        Path file(Media media) throws IOException {
            return MediaFolder.roots(snapshot.file(), now.orElseThrow().mediaRoots())
                    .resolve(media.path());
        }

        Set<Media.Kind> kinds() {
            Set<Media.Kind> kinds = new HashSet<>();
            datasets.keySet().forEach(id -> kinds.addAll(snapshot.shown(id)));
            return kinds;
        }

        void look(long datasetId) {
            now = Optional.ofNullable(datasets.get(datasetId));
        }
    }

    private Report written(
            Request request, DatasetLayout layout, PairBuilder.Result result, Shown shown, CancelToken cancel)
            throws IOException {
        Map<String, Long> dropped = new TreeMap<>(result.dropped());
        long pairs = 0;
        Optional<ExportPreferences> told = request.votes()
                ? Optional.of(new ExportPreferences(shown.snapshot, request.runId()))
                : Optional.empty();
        try (WholeFile out = new WholeFile(request.out())) {
            LayoutFile file = layout.start(
                    out.file().stream(), new DatasetLayout.Context(out.name(), shown.kinds(), shown::file));
            for (BuiltPair pair : result.pairs()) {
                cancel.check();
                shown.look(pair.chosen().datasetId());
                Optional<String> unfit = file.write(record(pair, told.map(preferences -> preferences.of(pair))));
                pairs += unfit.isEmpty() ? 1 : 0;
                unfit.ifPresent(reason -> dropped.merge(reason, 1L, Long::sum));
            }
            file.finish();
            out.finish();
            return new Report(pairs, dropped, result.before(), result.after(), file.notes());
        }
    }

    private WholeRecord record(BuiltPair pair, Optional<Preference> told) {
        List<StoredSample> samples = workspace
                .samples()
                .load(List.of(pair.chosen().sampleId(), pair.rejected().sampleId()));
        StoredSample chosen = samples.get(0);
        return new WholeRecord(
                chosen.sample().record(),
                chosen.sample().line(),
                chosen.sample().raw(),
                true,
                List.of(candidate(chosen, 0), candidate(samples.get(1), 1)),
                told);
    }

    private static Candidate candidate(StoredSample sample, int number) {
        return new Candidate(
                OptionalLong.of(sample.id()),
                number,
                sample.sample().turns(),
                sample.sample().media(),
                Judged.NOT);
    }
}
