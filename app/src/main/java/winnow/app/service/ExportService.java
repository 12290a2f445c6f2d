package winnow.app.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import winnow.store.db.Snapshot;
import winnow.store.db.Workspace;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;

/** Writes what is kept. Shared by the window and the command line; blocks, so not on the JavaFX thread. */
public final class ExportService {

    /** What becomes of pictures and videos. */
    public enum MediaChoice {
        /** They stay where they are; records name them as they did. */
        NONE,
        /** Copies come with the records. */
        COPY,
        /** Hard links come with the records: no disk space, but one file with two names. Copies between disks. */
        LINK
    }

    /**
     * What to export.
     *
     * @param out the folder to write into; made where it is missing
     * @param datasetId only this dataset; empty for all of the workspace
     * @param runId whose rewards stand in the files; empty for the latest
     * @param pruneBelow also leave out undecided samples with a lower reward than this
     * @param format the layout to write in; empty to keep each dataset as it came
     * @param media what becomes of pictures and videos
     * @param votes whether pairs tell their votes, the margin of their rewards and its probability, in layouts that
     *     have a place for them
     */
    public record Request(
            Path out,
            OptionalLong datasetId,
            OptionalLong runId,
            OptionalDouble pruneBelow,
            Optional<String> format,
            MediaChoice media,
            boolean votes) {

        /** Without votes. */
        public Request(
                Path out,
                OptionalLong datasetId,
                OptionalLong runId,
                OptionalDouble pruneBelow,
                Optional<String> format,
                MediaChoice media) {
            this(out, datasetId, runId, pruneBelow, format, media, false);
        }

        /** Everything as it came, without media. */
        public Request(Path out, OptionalLong datasetId, OptionalLong runId, OptionalDouble pruneBelow) {
            this(out, datasetId, runId, pruneBelow, Optional.empty(), MediaChoice.NONE);
        }
    }

    /**
     * What became of pictures and videos.
     *
     * @param choice what was asked for
     * @param copied files that were copied; with links those the system gave none for, as between disks
     * @param linked files that were linked
     * @param missing names in records that lead to no file in the media folders; the records stay as they are
     * @param bytes of all files
     */
    public record MediaReport(MediaChoice choice, long copied, long linked, long missing, long bytes) {}

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
     * @param pruned records that were removed, with score, verdict and reason in {@code removed.jsonl}
     * @param files what was written, media apart
     * @param leftOut why the layout cannot hold records that stay, and how many; they are in {@code left_out.jsonl}
     * @param notes what users should know of how records were written, and of how many
     * @param media what became of pictures and videos
     */
    public record Report(
            long kept,
            long pruned,
            List<Written> files,
            Map<String, Long> leftOut,
            Map<String, Long> notes,
            MediaReport media) {}

    private final Workspace workspace;
    private final Formats formats;
    private final List<Formats.Format> layouts;

    ExportService(Workspace workspace, Formats formats) {
        this.workspace = workspace;
        this.formats = formats;
        this.layouts = formats.all().stream().filter(Formats.Format::any).toList();
    }

    /** The layouts that records of any other one can be written in. */
    public List<Formats.Format> layouts() {
        return layouts;
    }

    /**
     * Writes, for each dataset, the kept records in the format they came in or in a layout; {@code removed.jsonl};
     * {@code rejected.jsonl} when records could not be read; {@code left_out.jsonl} when the layout cannot hold some;
     * {@code media.jsonl} and the media when they were asked for; {@code manifest.json}, {@code SHA256SUMS} and
     * {@code README.md}. A record goes when one of its answers was pruned, or all of them have too low a reward;
     * undecided and failed samples stay.
     *
     * <p>Everything is written beside, read back, and renamed into place at the end; nothing half-written is left by a
     * failure. Into a folder of an earlier export the new one takes its place. What annotators do meanwhile waits for
     * the next export.
     *
     * @param progress in records
     * @throws IOException if the folder cannot be written, or would overwrite a file that no export made
     * @throws IllegalArgumentException if there is no such dataset, run or format, a limit but no run, or votes and a
     *     layout without a place for them
     * @throws java.util.concurrent.CancellationException when asked to stop; nothing is left behind
     */
    public Report run(Request request, Progress progress, CancelToken cancel) throws IOException {
        Path out = request.out().toAbsolutePath().normalize();
        try (Snapshot snapshot = workspace.snapshot()) {
            ExportPlan plan = ExportPlan.of(snapshot, formats, request);
            ExportTarget target = new ExportTarget(out, snapshot.datasets());
            plan.names().forEach(target::expect);
            target.refuseOverwriting();
            try (Staging staging = new Staging(out)) {
                return new ExportRun(snapshot, plan, staging, target, cancel).run(progress);
            }
        }
    }
}
