package winnow.app.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import winnow.store.data.Dataset;
import winnow.store.data.Reject;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;

/**
 * Brings dataset files into the workspace. Shared by the window and the command line; blocks, so not on the JavaFX
 * thread.
 */
public final class ImportService {

    /**
     * What to import.
     *
     * @param file the dataset file; only ever read
     * @param mediaRoots folders its media are looked for in; empty for the file's own folder
     * @param format id of the reader; empty to guess
     */
    public record Request(Path file, List<Path> mediaRoots, Optional<String> format) {}

    /**
     * Reads a file into the workspace, in batches; what was imported when it is cancelled or fails is taken back. A
     * file whose content is in the workspace already is not imported twice: its dataset is returned as it is.
     *
     * @param progress in bytes of the file
     * @throws IOException if the file cannot be read, is of no known format, or holds no record at all
     * @throws java.util.concurrent.CancellationException when asked to stop
     */
    public Dataset run(Request request, Progress progress, CancelToken cancel) throws IOException {
        throw new IllegalStateException("skeleton");
    }

    /** The first {@code limit} records of a dataset that could not be read, in file order. */
    public List<Reject> rejects(long datasetId, int limit) {
        throw new IllegalStateException("skeleton");
    }

    /** Id of the format a file seems to be of; empty when no reader knows it. */
    public Optional<String> guess(Path file) throws IOException {
        throw new IllegalStateException("skeleton");
    }
}
