package winnow.app.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import winnow.store.data.Prompt;
import winnow.store.data.Reject;
import winnow.store.data.Sample;
import winnow.store.db.Snapshot;
import winnow.store.db.Workspace;
import winnow.store.format.SampleSink;
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

    private final Workspace workspace;
    private final Formats formats;

    ExportService(Workspace workspace, Formats formats) {
        this.workspace = workspace;
        this.formats = formats;
    }

    /**
     * Writes, for each dataset, the kept records in the format they came in; {@code removed.jsonl};
     * {@code rejected.jsonl} when records could not be read; {@code manifest.json}, {@code SHA256SUMS} and
     * {@code README.md}. A record goes when one of its answers was pruned, or all of them have too low a reward;
     * undecided and failed samples stay.
     *
     * <p>Everything is written beside, read back, and renamed into place at the end; nothing half-written is left by a
     * failure. Into a folder of an earlier export the new one takes its place. What annotators do meanwhile waits for
     * the next export.
     *
     * @param progress in records
     * @throws IOException if the folder cannot be written, or would overwrite a file that no export made
     * @throws IllegalArgumentException if there is no such dataset or run, or a limit but no run
     * @throws java.util.concurrent.CancellationException when asked to stop; nothing is left behind
     */
    public Report run(Request request, Progress progress, CancelToken cancel) throws IOException {
        Path out = request.out().toAbsolutePath().normalize();
        try (Snapshot snapshot = workspace.snapshot()) {
            ExportPlan plan = ExportPlan.of(snapshot, formats, request);
            ExportTarget target = new ExportTarget(out, snapshot.datasets());
            plan.parts().forEach(part -> target.expect(part.file()));
            target.refuseOverwriting();
            try (Staging staging = new Staging(out)) {
                return write(new Work(snapshot, plan, staging, target, cancel), progress);
            }
        }
    }

    /** What belongs to one export. */
    private record Work(Snapshot snapshot, ExportPlan plan, Staging staging, ExportTarget target, CancelToken cancel) {}

    /** Writes one file, and says how many records that were. */
    private interface Content {
        long write(HashedFile out) throws IOException;
    }

    private Report write(Work work, Progress progress) throws IOException {
        ExportWriter writer = new ExportWriter(work.snapshot(), work.plan(), progress, work.cancel());
        List<Written> files = new ArrayList<>();
        List<ExportManifest.Result> results = new ArrayList<>();
        Map<ExportPlan.Part, Long> kept = new HashMap<>();
        for (ExportPlan.Part part : work.plan().parts()) {
            Written written = write(work, part.file(), out -> writer.kept(part, out));
            kept.put(part, written.records());
            files.add(written);
            readBack(work, part, written);
        }
        results.addAll(writeTheRest(work, writer, kept, files));
        refuseLoss(results);
        files.add(write(work, ExportPlan.CARD, text(ExportCard.of(work.snapshot(), work.plan(), results))));
        String manifest = ExportManifest.of(work.snapshot(), work.plan(), results, files);
        Written manifestFile = write(work, ExportPlan.MANIFEST, text(manifest));
        files.add(write(work, ExportPlan.SUMS, text(sums(files, manifestFile))));
        files.add(manifestFile);
        publish(work, files);
        progress.update(work.plan().records(), work.plan().records());
        return new Report(
                results.stream().mapToLong(ExportManifest.Result::kept).sum(),
                results.stream().mapToLong(ExportManifest.Result::pruned).sum(),
                files);
    }

    /** Writes what was removed and what could not be read. */
    private static List<ExportManifest.Result> writeTheRest(
            Work work, ExportWriter writer, Map<ExportPlan.Part, Long> kept, List<Written> files) throws IOException {
        List<ExportManifest.Result> results = new ArrayList<>();
        files.add(write(work, ExportPlan.REMOVED, out -> {
            long lines = 0;
            for (ExportPlan.Part part : work.plan().parts()) {
                ExportWriter.Removed removed = writer.removed(part.dataset(), out.writer());
                results.add(new ExportManifest.Result(part, kept.getOrDefault(part, 0L), removed.records()));
                lines += removed.lines();
            }
            return lines;
        }));
        if (work.plan().parts().stream().anyMatch(part -> part.dataset().rejected() > 0)) {
            files.add(write(work, ExportPlan.REJECTED, out -> {
                long lines = 0;
                for (ExportPlan.Part part : work.plan().parts()) {
                    lines += writer.rejected(part.dataset(), out.writer());
                }
                return lines;
            }));
        }
        return results;
    }

    private static void publish(Work work, List<Written> files) throws IOException {
        work.cancel().check();
        List<String> names = files.stream()
                .map(file -> String.valueOf(file.path().getFileName()))
                .toList();
        names.forEach(work.target()::expect);
        work.target().refuseOverwriting(); // someone may have put a file there meanwhile
        work.staging().publish(names);
        work.target().removeEarlier(names);
    }

    private static Written write(Work work, String name, Content content) throws IOException {
        Path path = work.staging().file(name);
        try (HashedFile file = new HashedFile(path)) {
            long records = content.write(file);
            String sha256 = file.finish();
            if (!Hashes.of(path, work.cancel()).equals(sha256)) {
                throw new IOException(
                        name + " does not read back as it was written. Check the disk; nothing was exported.");
            }
            return new Written(work.target().file(name), sha256, records);
        }
    }

    private static Content text(String text) {
        return out -> {
            out.writer().write(text);
            return 0;
        };
    }

    /** Reads a written dataset with the reader of its format, and counts. */
    private static void readBack(Work work, ExportPlan.Part part, Written written) throws IOException {
        if (written.records() == 0) {
            return;
        }
        Counter counter = new Counter(work.cancel());
        part.reader().read(work.staging().file(part.file()), counter);
        if (counter.records != written.records() || counter.rejected > 0) {
            throw new IOException(part.file() + " reads back as " + counter.records + " records and " + counter.rejected
                    + " unreadable ones instead of " + written.records() + "; nothing was exported.");
        }
    }

    private static void refuseLoss(List<ExportManifest.Result> results) throws IOException {
        for (ExportManifest.Result result : results) {
            if (result.kept() + result.pruned() != result.part().records()) {
                throw new IOException(
                        result.part().dataset().name() + " has " + result.part().records()
                                + " records, but " + result.kept() + " are kept and " + result.pruned()
                                + " removed; nothing was exported.");
            }
        }
    }

    /** As {@code sha256sum} writes it: names with a backslash or a line break are escaped and marked. */
    private static String sums(List<Written> files, Written manifest) {
        StringBuilder sums = new StringBuilder();
        Stream.concat(files.stream(), Stream.of(manifest)).forEach(file -> {
            String name = String.valueOf(file.path().getFileName());
            String escaped = name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
            sums.append(escaped.equals(name) ? "" : "\\")
                    .append(file.sha256())
                    .append("  ")
                    .append(escaped)
                    .append('\n');
        });
        return sums.toString();
    }

    private static final class Counter implements SampleSink {

        private final CancelToken cancel;
        private long last = -1;
        private long records;
        private long rejected;

        Counter(CancelToken cancel) {
            this.cancel = cancel;
        }

        @Override
        public void accept(Sample sample) {
            cancel.check();
            records += sample.record() == last ? 0 : 1;
            last = sample.record();
        }

        @Override
        public void prompt(Prompt prompt) {
            cancel.check();
            records++;
        }

        @Override
        public void reject(Reject reject) {
            rejected++;
        }
    }
}
