package winnow.app.service;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import winnow.scoring.ModelOptions;
import winnow.scoring.ScoringException;
import winnow.scoring.train.Planting;
import winnow.store.check.TextChecks;
import winnow.store.data.Dataset;
import winnow.store.data.Sample;
import winnow.store.data.ScoreColumns;
import winnow.store.data.StoredSample;
import winnow.store.db.MeasurementTable;
import winnow.store.db.Workspace;
import winnow.store.job.CancelToken;
import winnow.store.job.Lanes;
import winnow.store.job.Progress;
import winnow.store.media.MediaFolder;
import winnow.store.query.Query;

/**
 * Plants known faults into a copy of the user's data, scores it, and measures what finds them: the model, and rankings
 * that cost nothing. The copy is a workspace of its own that is taken away afterwards. Blocks, so not on the JavaFX
 * thread.
 */
public final class PlantService {

    /** What the model's ranking is called. */
    public static final String MODEL = "model";

    private static final String COPY = "planted";
    private static final int BATCH = 200;
    private static final int BEGINNING = 300; // characters of an answer that was missed

    /**
     * What is planted.
     *
     * @param samples most samples that are copied, drawn at random; 2 or more
     * @param share of the copies that get a fault, above 0 and below 1
     * @param seed of the draws
     * @param faults kinds that are planted, one at least
     */
    public record Draw(int samples, double share, long seed, Set<Planting.Fault> faults) {

        public Draw {
            faults = Set.copyOf(faults);
            if (samples < 2 || !(share > 0 && share < 1) || faults.isEmpty()) {
                throw new IllegalArgumentException(
                        samples + " samples with a share of " + share + " faults of the kinds " + faults);
            }
        }
    }

    /**
     * What to plant into, and what to measure.
     *
     * @param model folder of the snapshot
     * @param options how it is loaded and fed
     * @param dataset whose first answers are copied, but for those that are pruned
     * @param draw what is planted
     * @param force whether to score even with a model that failed its self-test
     */
    public record Request(Path model, ModelOptions options, long dataset, Draw draw, boolean force) {

        public Request {
            requireNonNull(model, "model");
            requireNonNull(options, "options");
            requireNonNull(draw, "draw");
        }
    }

    /**
     * What was found.
     *
     * @param scoring what scoring the copy came to
     * @param kept what was found in it; it is in the workspace now
     */
    public record Report(ScoringService.Report scoring, PlantReport kept) {

        public Report {
            requireNonNull(scoring, "scoring");
            requireNonNull(kept, "kept");
        }
    }

    private final Workspace workspace;
    private final PlantReports reports;
    private final Models models;
    private final Lanes lanes;

    PlantService(Workspace workspace, Models models, Lanes lanes) {
        this.workspace = workspace;
        this.reports = new PlantReports(workspace);
        this.models = models;
        this.lanes = lanes;
    }

    /** The reports that are kept. */
    public PlantReports reports() {
        return reports;
    }

    /**
     * Plants, scores and measures, and keeps the report.
     *
     * @param progress in samples
     * @throws IOException if the copy cannot be made, or the dataset has too few samples
     * @throws ScoringException if the model cannot be used
     * @throws java.util.concurrent.CancellationException when asked to stop; nothing of the copy is kept
     */
    public Report run(Request request, Progress progress, CancelToken cancel) throws IOException, ScoringException {
        Dataset dataset = workspace
                .datasets()
                .find(request.dataset())
                .orElseThrow(() -> new IllegalArgumentException("There is no dataset " + request.dataset()));
        List<Sample> pool = pool(request, cancel);
        if (pool.size() < 2) {
            throw new IOException(dataset.name() + " has " + pool.size()
                    + " samples, too few to plant faults between. Choose another dataset.");
        }
        Planting.Planted planted = Planting.into(
                pool,
                request.draw().faults(),
                request.draw().share(),
                request.draw().seed());
        if (planted.faults().isEmpty()) {
            throw new IOException(
                    "A share of " + Math.round(100 * request.draw().share()) + " % of " + pool.size()
                            + " samples is none. Plant more (--defects) or into more samples (--samples).");
        }
        Path folder = Files.createTempDirectory("winnow-plant");
        try {
            return measured(folder, dataset, new Copy(pool, planted), request, progress, cancel);
        } finally {
            delete(folder);
        }
    }

    /** The samples that were copied, and what was planted into the copies, in the same order. */
    private record Copy(List<Sample> pool, Planting.Planted planted) {

        /**
         * What a ranking missed.
         *
         * @param values of the ranking, lower is worse
         * @param records of the copy, in the same order
         */
        List<PlantReport.Missed> missed(double[] values, long[] records) {
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < values.length; i++) {
                order.add(i);
            }
            order.sort(Comparator.comparingDouble(i -> values[i]));
            List<PlantReport.Missed> missed = new ArrayList<>();
            for (int place = planted.faults().size(); place < order.size(); place++) {
                int record = Math.toIntExact(records[order.get(place)]);
                String kind = planted.faults().get((long) record);
                if (kind != null) {
                    String answer = planted.samples().get(record).answer();
                    missed.add(new PlantReport.Missed(pool.get(record).record(), kind, place + 1L, beginning(answer)));
                }
            }
            return missed;
        }

        private static String beginning(String answer) {
            return answer.length() <= BEGINNING
                    ? answer
                    : answer.substring(0, answer.offsetByCodePoints(0, BEGINNING / 2)) + "…";
        }
    }

    private Report measured(
            Path folder, Dataset dataset, Copy copied, Request request, Progress progress, CancelToken cancel)
            throws IOException, ScoringException {
        Planting.Planted planted = copied.planted();
        Path file = folder.resolve(COPY + ".winnow");
        List<Path> roots =
                MediaFolder.roots(workspace.file(), dataset.mediaRoots()).folders();
        try (Workspace copy = Workspace.open(file)) {
            fill(copy, planted.samples(), roots);
        }
        try (Session session = Session.open(file, new Formats(), models, lanes)) {
            ScoringService.Request all = new ScoringService.Request(
                    request.model(),
                    request.options(),
                    OptionalLong.empty(),
                    ScoringService.BATCH,
                    request.force(),
                    false,
                    0);
            ScoringService.Report scoring = session.scoring().run(all, progress, cancel);
            ScoreColumns columns = session.rankings().columns(scoring.run().id(), Progress.SILENT, cancel);
            long id = session.datasets().get(0).id();
            Map<String, Ranking> rankings = new LinkedHashMap<>();
            rankings.put(MODEL, session.rankings().rank(columns, new RankingChoice.Raw(), cancel));
            rankings.putAll(baselines(
                    session, columns, id, planted.samples(), request.draw().seed()));
            TruthReport truth = session.truth().measure(rankings, id, new TruthFile(file, planted.faults()));
            long[] records = session.records(id, columns);
            Map<String, List<PlantReport.Missed>> missed = new LinkedHashMap<>();
            rankings.forEach((name, ranking) -> missed.put(name, copied.missed(ranking.valuesByPlace(), records)));
            MeasurementTable.Planted what = new MeasurementTable.Planted(
                    planted.samples().size(),
                    planted.faults().size(),
                    request.draw().seed());
            PlantReport kept = reports.keep(dataset, scoring.run().model(), what, truth, missed);
            return new Report(scoring, kept);
        }
    }

    /** First answers of the dataset that are not pruned, as many as are wanted, in the order of the workspace. */
    private List<Sample> pool(Request request, CancelToken cancel) {
        long[] ids = workspace.queue().order(OptionalLong.empty(), Query.parse("-verdict:prune"));
        List<Long> drawn = new ArrayList<>();
        for (long id : ids) {
            drawn.add(id);
        }
        Collections.sort(drawn);
        Collections.shuffle(drawn, new Random(request.draw().seed()));
        List<StoredSample> pool = new ArrayList<>();
        for (int from = 0; from < drawn.size() && pool.size() < request.draw().samples(); from += BATCH) {
            cancel.check();
            List<Long> batch = drawn.subList(from, Math.min(drawn.size(), from + BATCH));
            workspace.samples().load(batch).stream()
                    .filter(s ->
                            s.datasetId() == request.dataset() && s.sample().candidate() == 0)
                    .forEach(pool::add);
        }
        return pool.stream()
                .limit(request.draw().samples())
                .sorted(Comparator.comparingLong(StoredSample::id))
                .map(StoredSample::sample)
                .toList();
    }

    private static void fill(Workspace copy, List<Sample> samples, List<Path> roots) {
        long id = copy.datasets().begin(COPY, copy.file(), COPY, COPY);
        for (int from = 0; from < samples.size(); from += BATCH) {
            copy.samples().add(id, samples.subList(from, Math.min(samples.size(), from + BATCH)));
        }
        copy.mediaRoots().choose(id, roots);
        copy.datasets().publish(id, samples.size(), samples.size(), 0);
    }

    /** Rankings of the scored samples that need no model. */
    private static Map<String, Ranking> baselines(
            Session session, ScoreColumns columns, long datasetId, List<Sample> samples, long seed) {
        long[] records = session.records(datasetId, columns);
        TextChecks checks = new TextChecks(CheckService.DEFAULT_MAX_CHARS);
        Random random = new Random(seed);
        double[] lengths = new double[records.length];
        double[] rules = new double[records.length];
        double[] dice = new double[records.length];
        for (int i = 0; i < records.length; i++) {
            Sample sample = samples.get(Math.toIntExact(records[i]));
            lengths[i] = sample.answer().length();
            rules[i] = -checks.of(sample).size();
            dice[i] = random.nextDouble();
        }
        Map<String, Ranking> rankings = new LinkedHashMap<>();
        rankings.put("length", ranking(columns, lengths));
        rankings.put("rules", ranking(columns, rules));
        rankings.put("random", ranking(columns, dice));
        return rankings;
    }

    private static Ranking ranking(ScoreColumns columns, double[] values) {
        return new Ranking(new RankingChoice.Raw(), columns, values);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
