package winnow.app.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import winnow.scoring.ModelOptions;
import winnow.store.data.Counts;
import winnow.store.data.Dataset;
import winnow.store.data.ScoreColumns;
import winnow.store.data.ScoringRun;
import winnow.store.db.Snapshot;
import winnow.store.db.Workspace;
import winnow.store.job.CancelToken;
import winnow.store.job.Lanes;
import winnow.store.media.MediaFolder;
import winnow.store.media.MediaRoots;

/** One open workspace and the services on it: what the window and every command start from. Thread-safe. */
public final class Session implements AutoCloseable {

    private final Workspace workspace;
    private final Models models;
    private final ImportService imports;
    private final PreviewService previews;
    private final ScoringService scoring;
    private final RefineService refining;
    private final ReviewService review;
    private final ReportService reports;
    private final RankingService rankings;
    private final TruthService truth;
    private final OverviewService overview;
    private final AuditService audits;
    private final PlantService planting;
    private final TrainService training;
    private final CheckService checks;
    private final CompareService comparing;
    private final OrderService ordering;
    private final AgreementService agreement;
    private final CalibrationService calibrations;
    private final LeaderboardService leaderboard;
    private final PairsService pairs;
    private final CandidateService candidates;
    private final BestOfNService bestOfN;
    private final ExportService exports;
    private final TextIndexService texts;
    private final EvidenceService evidence;
    private final SimilarService similar;
    private final Lanes lanes;

    private Session(Workspace workspace, Formats formats, Models models, Lanes lanes) {
        this.workspace = workspace;
        this.models = models;
        this.imports = new ImportService(workspace, formats, lanes);
        this.previews = new PreviewService(imports);
        this.scoring = new ScoringService(workspace, models, lanes, this::media);
        this.refining = new RefineService(workspace, scoring);
        this.review = new ReviewService(workspace);
        this.reports = new ReportService(workspace, refining);
        this.rankings = new RankingService(workspace);
        this.truth = new TruthService(workspace);
        this.overview = new OverviewService(workspace, rankings);
        this.audits = new AuditService(workspace, rankings);
        this.planting = new PlantService(workspace, models, lanes);
        this.training = new TrainService(workspace, formats);
        this.checks = new CheckService(workspace);
        this.comparing = new CompareService(workspace, formats);
        this.ordering = new OrderService(workspace, comparing);
        this.agreement = new AgreementService(workspace, formats);
        this.calibrations = new CalibrationService(workspace);
        this.leaderboard = new LeaderboardService(workspace, formats);
        this.pairs = new PairsService(workspace, formats, calibrations, models, lanes);
        this.candidates = new CandidateService(workspace, imports, lanes);
        this.bestOfN = new BestOfNService(workspace, rankings);
        this.exports = new ExportService(workspace, formats);
        this.texts = new TextIndexService(workspace);
        this.evidence = new EvidenceService(models, this::media);
        this.similar = new SimilarService(workspace, this::media);
        this.lanes = lanes;
    }

    /**
     * Opens a workspace, making it first where there is none.
     *
     * @param settings where models and caches are; that this workspace was the last one used is for the caller to note
     * @param lanes threads; stay the caller's
     * @throws winnow.store.db.StoreException if the file is damaged, locked, newer than this program, or no workspace
     */
    public static Session open(Path file, SettingsFile settings, Lanes lanes) {
        return open(file, new Formats(), new Models(settings), lanes);
    }

    static Session open(Path file, Formats formats, Models models, Lanes lanes) {
        return new Session(Workspace.open(file), formats, models, lanes);
    }

    /** The workspace file, absolute. */
    public Path file() {
        return workspace.file();
    }

    /** All datasets, in order of import. */
    public List<Dataset> datasets() {
        return workspace.datasets().all();
    }

    /** All runs, oldest first. */
    public List<ScoringRun> runs() {
        return workspace.runs().all();
    }

    /** The runs of one model, the newest first, with what came of them. */
    public List<ModelRun> runsOf(String fingerprint) {
        List<ModelRun> found = new ArrayList<>();
        for (ScoringRun run : workspace.runs().all()) {
            if (run.fingerprint().equals(fingerprint)) {
                ModelOptions options = RunSettings.read(run.settings());
                Counts counts = workspace.queue().counts(OptionalLong.of(run.id()));
                found.add(
                        0,
                        new ModelRun(
                                run.id(),
                                options.hdNum(),
                                options.precision().id(),
                                RunSettings.isForced(run.settings()),
                                counts.scored(),
                                counts.failed()));
            }
        }
        return found;
    }

    /** The run that was started or resumed last. */
    public Optional<ScoringRun> latestRun() {
        return workspace.runs().latest();
    }

    /**
     * What is kept of pictures beside the workspace.
     *
     * @throws java.io.IOException if its folder cannot be looked through
     */
    public KeptFeatures keptFeatures() throws IOException {
        return KeptFeatures.in(PictureFeatures.folder(workspace.file()));
    }

    /** Where the media of a dataset are. */
    public MediaRoots media(long datasetId) {
        return MediaFolder.roots(workspace.file(), dataset(datasetId).mediaRoots());
    }

    private Dataset dataset(long datasetId) {
        return workspace
                .datasets()
                .find(datasetId)
                .orElseThrow(
                        () -> new IllegalArgumentException("There is no dataset " + datasetId + " in this workspace"));
    }

    /**
     * Looks for the media of a dataset in one more folder from now on, after those there are.
     *
     * @param folder or a ZIP archive
     * @throws IOException if there is no such folder, or the archive is refused
     */
    public Dataset addMediaFolder(long datasetId, Path folder) throws IOException {
        List<Path> folders = new ArrayList<>(dataset(datasetId).mediaRoots());
        Path added = new MediaArchives(workspace.file()).folder(folder, new CancelToken());
        if (!folders.contains(added)) {
            folders.add(added);
            workspace.mediaRoots().choose(datasetId, folders);
        }
        return workspace.datasets().find(datasetId).orElseThrow();
    }

    /** Looks into files before they are brought in. */
    public PreviewService previews() {
        return previews;
    }

    /** Brings data in. */
    public ImportService imports() {
        return imports;
    }

    /** Brings scores of other programs in. */
    public OutsideScores outsideScores() {
        return new OutsideScores(workspace);
    }

    /** Scores. */
    public ScoringService scoring() {
        return scoring;
    }

    /** Goes over the lowest share of a cheap run again. */
    public RefineService refining() {
        return refining;
    }

    /** The queue and the decisions. */
    public ReviewService review() {
        return review;
    }

    /** Checks samples without a model. */
    public CheckService checks() {
        return checks;
    }

    /** Numbers. */
    public ReportService reports() {
        return reports;
    }

    /** Puts the samples of a run in order. */
    public RankingService rankings() {
        return rankings;
    }

    /** Looks at everything from above. */
    public OverviewService overview() {
        return overview;
    }

    /** Measures rankings where it is known what is bad. */
    public TruthService truth() {
        return truth;
    }

    /** Proves cuts. */
    public AuditService audits() {
        return audits;
    }

    /** Measures what finds known faults. */
    public PlantService planting() {
        return planting;
    }

    /** Trains models. */
    public TrainService training() {
        return training;
    }

    /** Records of the samples of some columns, in their order; -1 for samples of other datasets. */
    long[] records(long datasetId, ScoreColumns columns) {
        try (Snapshot now = workspace.snapshot()) {
            return now.records(datasetId, columns);
        }
    }

    /** Which of two answers is better. */
    public CompareService comparing() {
        return comparing;
    }

    /** Which of all answers of a record is best, second and so on. */
    public OrderService ordering() {
        return ordering;
    }

    /** How far annotators, models and labels agree. */
    public AgreementService agreement() {
        return agreement;
    }

    /** Makes probabilities of rewards. */
    public CalibrationService calibrations() {
        return calibrations;
    }

    /** How strong the models are that wrote the answers. */
    public LeaderboardService leaderboard() {
        return leaderboard;
    }

    /** Makes preference pairs. */
    public PairsService pairs() {
        return pairs;
    }

    /** Asks a chat model for answers. */
    public CandidateService candidates() {
        return candidates;
    }

    /** Picks the best of several answers. */
    public BestOfNService bestOfN() {
        return bestOfN;
    }

    /** Writes what is kept. */
    public ExportService exports() {
        return exports;
    }

    /** Makes searches for texts fast. */
    public TextIndexService texts() {
        return texts;
    }

    /** Finds samples that are like another one. */
    public SimilarService similar() {
        return similar;
    }

    /** Says why a sample got its reward. */
    public EvidenceService evidence() {
        return evidence;
    }

    /** Finds and loads models. */
    public Models models() {
        return models;
    }

    /** Downloads models into a cache of the hub. */
    public ModelPull downloads(HubCache cache) {
        return new ModelPull(models, cache, lanes, System.getenv());
    }

    @Override
    public void close() {
        if (!lanes.on(Lanes.Lane.GPU).isShutdown()) {
            lanes.on(Lanes.Lane.GPU).execute(evidence::letGo); // where the window has it find evidence
        }
        workspace.close();
    }
}
