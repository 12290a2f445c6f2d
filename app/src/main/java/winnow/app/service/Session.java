package winnow.app.service;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import winnow.store.data.Dataset;
import winnow.store.data.ScoringRun;
import winnow.store.job.Lanes;
import winnow.store.media.MediaRoots;

/** One open workspace and the services on it: what the window and every command start from. Thread-safe. */
public final class Session implements AutoCloseable {

    /**
     * Opens a workspace, making it first where there is none.
     *
     * @param lanes threads; stay the caller's
     * @throws winnow.store.db.StoreException if the file is damaged, locked, newer than this program, or no workspace
     */
    public static Session open(Path file, SettingsFile settings, Lanes lanes) {
        throw new IllegalStateException("skeleton");
    }

    /** The workspace file, absolute. */
    public Path file() {
        throw new IllegalStateException("skeleton");
    }

    /** All datasets, in order of import. */
    public List<Dataset> datasets() {
        throw new IllegalStateException("skeleton");
    }

    /** All runs, oldest first. */
    public List<ScoringRun> runs() {
        throw new IllegalStateException("skeleton");
    }

    /** The run that was started or resumed last. */
    public Optional<ScoringRun> latestRun() {
        throw new IllegalStateException("skeleton");
    }

    /** Where the media of a dataset are. */
    public MediaRoots media(long datasetId) {
        throw new IllegalStateException("skeleton");
    }

    /** Brings data in. */
    public ImportService imports() {
        throw new IllegalStateException("skeleton");
    }

    /** Scores. */
    public ScoringService scoring() {
        throw new IllegalStateException("skeleton");
    }

    /** The queue and the decisions. */
    public ReviewService review() {
        throw new IllegalStateException("skeleton");
    }

    /** Numbers. */
    public ReportService reports() {
        throw new IllegalStateException("skeleton");
    }

    /** Writes what is kept. */
    public ExportService exports() {
        throw new IllegalStateException("skeleton");
    }

    /** Finds and loads models. */
    public Models models() {
        throw new IllegalStateException("skeleton");
    }

    @Override
    public void close() {
        throw new IllegalStateException("skeleton");
    }
}
