package winnow.app.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;

/** Writes what is kept. Shared by the window and the command line; blocks, so not on the JavaFX thread. */
public final class ExportService {

    /**
     * What to export.
     *
     * @param out the folder to write into; made where it is missing
     * @param datasetId only this dataset; empty for all of the workspace
     * @param runId whose rewards stand in the files; empty for the latest
     * @param pruneBelow also leave out undecided samples with a lower reward than this
     */
    public record Request(Path out, OptionalLong datasetId, OptionalLong runId, OptionalDouble pruneBelow) {}

    /**
     * A file that was written.
     *
     * @param path where it is
     * @param sha256 64 hexadecimal digits
     * @param records how many records are in it
     */
    public record Written(Path path, String sha256, long records) {}

    /**
     * What an export came to.
     *
     * @param kept records that stay
     * @param pruned records that were left out, with score, verdict and reason in {@code removed.jsonl}
     * @param files what was written
     */
    public record Report(long kept, long pruned, List<Written> files) {}

    /**
     * Writes, for each dataset, the kept records in the format they came in; {@code removed.jsonl};
     * {@code rejected.jsonl} when records could not be read;
     * {@code manifest.json}, {@code SHA256SUMS} and {@code README.md}. Everything is
     * written beside and renamed into place at the end; nothing half-written is left by a failure.
     *
     * @param progress in records
     * @throws IOException if the folder cannot be written, or would overwrite a file that no export made
     * @throws java.util.concurrent.CancellationException when asked to stop; nothing is left behind
     */
    public Report run(Request request, Progress progress, CancelToken cancel) throws IOException {
        throw new IllegalStateException("skeleton");
    }
}
