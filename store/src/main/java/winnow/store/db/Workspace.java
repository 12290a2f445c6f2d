package winnow.store.db;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteConfig;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;

/**
 * One open workspace file: the only way to everything that is kept. Thread-safe.
 *
 * <p>Two connections: decisions are committed to the disk one by one ({@code synchronous = FULL}), all else goes in
 * short batches over the other ({@code NORMAL}: a power cut may cost the last batches, never the file).
 */
public final class Workspace implements AutoCloseable {

    private static final int PAGE = 16_384; // bytes: a dozen records each, so that little is left empty

    private final Sql bulk;
    private final Sql deciding;
    private final MediaRootTable mediaRoots;
    private final DatasetTable datasets;
    private final SampleTable samples;
    private final RejectTable rejects;
    private final ImportWarningTable importWarnings;
    private final PromptTable prompts;
    private final ContainerTable containers;
    private final RunTable runs;
    private final ScoreTable scores;
    private final TraitTable traits;
    private final KeptRankings rankings;
    private final KnownInputTable knownInputs;
    private final RefinementTable refinements;
    private final StepTable steps;
    private final RemarkTable remarks;
    private final ViewTable views;
    private final DecisionTable decisions;
    private final AuditTable audits;
    private final ComparisonTable comparisons;
    private final CalibrationTable calibrations;
    private final MeasurementTable measurements;
    private final GenerationTable generations;
    private final JudgeVoteTable judgeVotes;
    private final Queue queue;

    private Workspace(Sql bulk, Sql deciding) {
        this.bulk = bulk;
        this.deciding = deciding;
        this.mediaRoots = new MediaRootTable(bulk);
        this.datasets = new DatasetTable(bulk);
        this.samples = new SampleTable(bulk);
        this.rejects = new RejectTable(bulk);
        this.importWarnings = new ImportWarningTable(bulk);
        this.prompts = new PromptTable(bulk);
        this.containers = new ContainerTable(bulk);
        this.runs = new RunTable(bulk);
        RewardCache rewards = new RewardCache(bulk);
        this.scores = new ScoreTable(bulk, rewards);
        this.traits = new TraitTable(bulk);
        this.rankings = new KeptRankings(bulk);
        this.knownInputs = new KnownInputTable(bulk);
        this.refinements = new RefinementTable(bulk);
        this.steps = new StepTable(deciding);
        this.decisions = new DecisionTable(deciding, steps);
        this.remarks = new RemarkTable(deciding, steps);
        this.views = new ViewTable(deciding);
        this.audits = new AuditTable(deciding, decisions);
        this.comparisons = new ComparisonTable(deciding, steps);
        this.calibrations = new CalibrationTable(deciding);
        this.measurements = new MeasurementTable(deciding);
        this.generations = new GenerationTable(deciding); // an answer was paid for: it is kept as a decision is
        this.judgeVotes = new JudgeVoteTable(deciding);
        this.queue = new Queue(bulk, rewards, rankings);
    }

    /**
     * Opens a workspace, making or upgrading it first where needed. What an import left over that was killed is taken
     * away.
     *
     * @throws StoreException if the file is damaged, locked, newer than this program, or no workspace; it is left as it
     *     is
     */
    public static Workspace open(Path file) {
        Path path = file.toAbsolutePath().normalize();
        FirstBytes.refuseOther(path);
        ReentrantLock writers = new ReentrantLock(true);
        Sql bulk = connect(path, writers);
        boolean opened = false;
        try {
            refuseForeign(bulk);
            Migrations.apply(bulk);
            bulk.list("PRAGMA journal_mode = WAL", row -> row.getString(1));
            bulk.execute("PRAGMA synchronous = NORMAL");
            bulk.list("PRAGMA journal_size_limit = " + Log.KEPT, row -> row.getLong(1));
            Sql deciding = connect(path, writers);
            deciding.execute("PRAGMA synchronous = FULL");
            Workspace workspace = new Workspace(bulk, deciding);
            opened = true;
            workspace.datasets.discardLeftOvers();
            return workspace;
        } finally {
            if (!opened) {
                bulk.close();
            }
        }
    }

    /**
     * Copies a workspace as it is now, whoever has it open; the copy is one file.
     *
     * @param to a file that does not exist yet
     * @throws StoreException if the file is damaged, locked, newer than this program, or no workspace; it is left as it
     *     is
     */
    public static void copy(Path file, Path to) {
        Path path = file.toAbsolutePath().normalize();
        FirstBytes.refuseOther(path);
        try (Sql sql = connect(path, new ReentrantLock())) {
            refuseForeign(sql);
            if (sql.number("PRAGMA user_version") == 0) {
                throw new StoreException(path.getFileName() + " is empty and no Winnow workspace.");
            }
            sql.execute("VACUUM INTO '" + to.toString().replace("'", "''") + "'");
        }
    }

    /**
     * Brings other workspaces into this one, which is new: a union of rows by their ids.
     *
     * @param copies files nobody else uses; brought up to the newest schema
     * @throws StoreException if they do not go together
     */
    public void unite(List<Path> copies, Progress progress, CancelToken cancel) {
        copies.forEach(copy -> open(copy).close());
        new Merge(bulk).run(copies, progress, cancel);
    }

    /** The workspace file, absolute. */
    public Path file() {
        return bulk.file();
    }

    /** Where media are looked for. */
    public MediaRootTable mediaRoots() {
        return mediaRoots;
    }

    /** Imported files. */
    public DatasetTable datasets() {
        return datasets;
    }

    /** Conversations. */
    public SampleTable samples() {
        return samples;
    }

    /** Records that could not be read. */
    public RejectTable rejects() {
        return rejects;
    }

    /** What was odd about records that were imported all the same. */
    public ImportWarningTable importWarnings() {
        return importWarnings;
    }

    /** Records that ask and are not answered. */
    public PromptTable prompts() {
        return prompts;
    }

    /** How the records of imported files are strung together. */
    public ContainerTable containers() {
        return containers;
    }

    /** Scoring runs. */
    public RunTable runs() {
        return runs;
    }

    /** What scoring came to. */
    public ScoreTable scores() {
        return scores;
    }

    /** What rankings ask of samples beside their rewards. */
    public TraitTable traits() {
        return traits;
    }

    /** Rankings a query can ask for. */
    public KeptRankings rankings() {
        return rankings;
    }

    /** What models said of inputs. */
    public KnownInputTable knownInputs() {
        return knownInputs;
    }

    /** Runs that went over the lowest share of another. */
    public RefinementTable refinements() {
        return refinements;
    }

    /** What annotators did, step by step. */
    public StepTable steps() {
        return steps;
    }

    /**
     * Takes a step back, whatever it wrote, as a step of its own.
     *
     * @return that step
     * @throws IllegalArgumentException if there is no such step
     */
    public UUID takeBack(UUID step) {
        return steps.takeBack(step, List.of(decisions::takeBack, remarks::takeBack, comparisons::takeBack));
    }

    /** Tags and notes. */
    public RemarkTable remarks() {
        return remarks;
    }

    /** Searches that are kept. */
    public ViewTable views() {
        return views;
    }

    /** Who decided what. */
    public DecisionTable decisions() {
        return decisions;
    }

    /** Audits of cuts. */
    public AuditTable audits() {
        return audits;
    }

    /** Who found which answer better. */
    public ComparisonTable comparisons() {
        return comparisons;
    }

    /** Reports of faults that were planted and looked for. */
    public MeasurementTable measurements() {
        return measurements;
    }

    /** What rewards say of which answer is better. */
    public CalibrationTable calibrations() {
        return calibrations;
    }

    /** What chat models answered to prompts. */
    public GenerationTable generations() {
        return generations;
    }

    /** What judges said of two answers. */
    public JudgeVoteTable judgeVotes() {
        return judgeVotes;
    }

    /** The records with several answers as an annotator goes through them. */
    public PairQueue pairs() {
        return new PairQueue(bulk);
    }

    /** Where annotators differ. */
    public ConflictTable conflicts() {
        return new ConflictTable(bulk);
    }

    /** The samples as a reviewer goes through them. */
    public Queue queue() {
        return queue;
    }

    /** Finds texts without reading all of them. */
    public TextIndex textIndex() {
        return new TextIndex(bulk);
    }

    /** Counts by dataset and by reason. */
    public Tallies tallies() {
        return new Tallies(bulk);
    }

    /** Lets go of pages kept in memory; what is asked for next is read from the file again. */
    public void release() {
        bulk.execute("PRAGMA shrink_memory");
    }

    /** Looks after the log while a lot is written; to be closed when it is. */
    public Log log() {
        return new Log(bulk, deciding, connect(file(), new ReentrantLock()));
    }

    /** The workspace as it is now, whatever is written later; to be closed soon. */
    public Snapshot snapshot() {
        Sql sql = connect(file(), new ReentrantLock());
        sql.execute("PRAGMA query_only = ON");
        sql.execute("BEGIN");
        sql.number("SELECT count(*) FROM run"); // the first read is what fixes the view
        return new Snapshot(sql);
    }

    @Override
    public void close() {
        try {
            deciding.close();
        } finally {
            bulk.close();
        }
    }

    private static Sql connect(Path file, ReentrantLock writers) {
        try {
            SQLiteConfig config = new SQLiteConfig();
            config.setBusyTimeout(5_000);
            config.enforceForeignKeys(true);
            config.setCacheSize(-32_768); // KiB
            config.setPageSize(PAGE); // of new files; old ones keep what they have
            config.setTempStore(SQLiteConfig.TempStore.MEMORY);
            Connection connection = config.createConnection("jdbc:sqlite:" + file.toUri());
            return new Sql(file, connection, writers);
        } catch (SQLException e) {
            throw Sql.failure(file, e);
        }
    }

    private static void refuseForeign(Sql sql) {
        long application = sql.number("PRAGMA application_id");
        long version = sql.number("PRAGMA user_version");
        String name = String.valueOf(sql.file().getFileName());
        boolean blank = application == 0 && version == 0 && sql.number("SELECT count(*) FROM sqlite_schema") == 0;
        if (application != Migrations.APPLICATION && !blank) {
            throw new StoreException(
                    name + " is an SQLite file of another program, not a Winnow workspace; it was left as it is.");
        }
        if (version > Migrations.newest()) {
            throw new StoreException(name + " was written by a newer Winnow (schema " + version
                    + ", this one knows up to " + Migrations.newest() + "). Open it with that version.");
        }
    }
}
