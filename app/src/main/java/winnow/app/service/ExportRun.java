package winnow.app.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import winnow.app.service.ExportManifest.Result;
import winnow.app.service.ExportService.MediaChoice;
import winnow.app.service.ExportService.MediaReport;
import winnow.app.service.ExportService.Report;
import winnow.app.service.ExportService.Written;
import winnow.store.data.Dataset;
import winnow.store.data.Histogram;
import winnow.store.data.Prompt;
import winnow.store.data.Reject;
import winnow.store.data.Sample;
import winnow.store.data.WholeRecord;
import winnow.store.db.Snapshot;
import winnow.store.format.DatasetLayout;
import winnow.store.format.SampleSink;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;

/** One export: writes all files beside their place, reads them back, and puts them there. */
final class ExportRun {

    private static final int BINS = 20;

    /** Writes one file, and says how many records that were. */
    private interface Content {
        long write(HashedFile out) throws IOException;
    }

    private final Snapshot snapshot;
    private final ExportPlan plan;
    private final Staging staging;
    private final ExportTarget target;
    private final CancelToken cancel;
    private final ExportWriter writer;
    private final ExportScores scores;
    private final List<Written> files = new ArrayList<>();

    ExportRun(Snapshot snapshot, ExportPlan plan, Staging staging, ExportTarget target, CancelToken cancel) {
        this.snapshot = snapshot;
        this.plan = plan;
        this.staging = staging;
        this.target = target;
        this.cancel = cancel;
        this.writer = new ExportWriter(snapshot, plan, cancel);
        this.scores = new ExportScores(
                plan.run().map(run -> snapshot.histogram(run.id(), BINS)).orElse(new Histogram(0, 0, List.of())));
    }

    Report run(Progress progress) throws IOException {
        Map<ExportPlan.Part, ExportKept.Result> kept;
        MediaReport media;
        if (plan.media() == MediaChoice.NONE) {
            media = new MediaReport(MediaChoice.NONE, 0, 0, 0, 0);
            kept = kept(Optional.empty(), progress);
        } else {
            List<String> taken = new ArrayList<>(ExportPlan.NAMES);
            taken.addAll(plan.names());
            ExportMediaNames names = new ExportMediaNames(taken);
            try (ExportMedia files = new ExportMedia(snapshot.file(), staging, plan.media(), names, cancel)) {
                kept = kept(Optional.of(files), progress);
                media = files.report();
                add(ExportPlan.MEDIA, files.finish(), files.lines());
            }
        }
        companion(kept);
        List<Result> results = theRest(kept);
        refuseLoss(results);
        refuseNothing(results);
        ExportCard card = new ExportCard(snapshot, plan, results, scores, media);
        text(ExportPlan.CARD, card.text());
        text(ExportPlan.MANIFEST, ExportManifest.of(snapshot, plan, results, media, files));
        write(ExportPlan.SUMS, this::sums);
        publish();
        progress.update(plan.records(), plan.records());
        return report(results, media);
    }

    private Map<ExportPlan.Part, ExportKept.Result> kept(Optional<ExportMedia> media, Progress progress)
            throws IOException {
        ExportKept kept = new ExportKept(snapshot, plan, media, staging, progress, cancel);
        Map<ExportPlan.Part, ExportKept.Result> results = new LinkedHashMap<>();
        List<Long> records = new ArrayList<>();
        try (LeftOut leftOut = new LeftOut()) {
            for (ExportPlan.Part part : plan.parts()) {
                long written = write(part.file(), out -> {
                    ExportKept.Result result = kept.write(part, out, leftOut);
                    results.put(part, result);
                    return result.written();
                });
                records.add(written);
            }
            leftOut.finish();
        }
        beside();
        for (int i = 0; i < records.size(); i++) {
            readBack(plan.parts().get(i), records.get(i));
        }
        return results;
    }

    private void beside() throws IOException {
        for (Map.Entry<String, Set<String>> file :
                new ExportBeside(snapshot, plan, cancel).lines().entrySet()) {
            write(file.getKey(), out -> {
                for (String line : file.getValue()) {
                    out.writer().write(line + "\n");
                }
                return file.getValue().size();
            });
        }
    }

    /** {@code left_out.jsonl}, made when the first record goes there. */
    private final class LeftOut implements ExportKept.LeftOut, AutoCloseable {

        private Optional<HashedFile> file = Optional.empty();
        private long lines;

        @Override
        public void add(Dataset dataset, WholeRecord record, String reason) throws IOException {
            if (file.isEmpty()) {
                file = Optional.of(new HashedFile(staging.file(ExportPlan.LEFT_OUT)));
            }
            writer.leftOut(dataset, record, reason, file.get().writer());
            lines++;
        }

        void finish() throws IOException {
            if (file.isPresent()) {
                ExportRun.this.add(ExportPlan.LEFT_OUT, file.get().finish(), lines);
            }
        }

        @Override
        public void close() throws IOException {
            if (file.isPresent()) {
                file.get().close();
            }
        }
    }

    private void companion(Map<ExportPlan.Part, ExportKept.Result> kept) throws IOException {
        List<DatasetLayout.Entry> entries = new ArrayList<>();
        kept.forEach((part, result) -> {
            if (part.form() instanceof ExportPlan.Form.Laid) {
                entries.add(new DatasetLayout.Entry(part.file(), part.dataset().name(), result.shown()));
            }
        });
        if (plan.layout().isPresent()) {
            Optional<DatasetLayout.Companion> companion = plan.layout().get().companion(entries);
            if (companion.isPresent()) {
                text(companion.get().name(), companion.get().text());
            }
        }
    }

    /** Writes what was removed and what could not be read. */
    private List<Result> theRest(Map<ExportPlan.Part, ExportKept.Result> kept) throws IOException {
        List<Result> results = new ArrayList<>();
        write(ExportPlan.REMOVED, out -> {
            long lines = 0;
            for (Map.Entry<ExportPlan.Part, ExportKept.Result> part : kept.entrySet()) {
                ExportWriter.Removed removed = writer.removed(part.getKey().dataset(), scores, out.writer());
                results.add(new Result(part.getKey(), part.getValue(), removed.records()));
                lines += removed.lines();
            }
            return lines;
        });
        if (plan.parts().stream().anyMatch(part -> part.dataset().rejected() > 0)) {
            write(ExportPlan.REJECTED, out -> {
                long lines = 0;
                for (ExportPlan.Part part : plan.parts()) {
                    lines += writer.rejected(part.dataset(), out.writer());
                }
                return lines;
            });
        }
        return results;
    }

    private void publish() throws IOException {
        cancel.check();
        List<String> names = files.stream()
                .map(file -> String.valueOf(file.path().getFileName()))
                .toList();
        names.forEach(target::expect);
        target.refuseOverwriting(); // someone may have put a file there meanwhile
        ExportMediaTarget media = new ExportMediaTarget(target, staging, plan.media() != MediaChoice.NONE);
        media.refuseOverwriting();
        media.publish();
        staging.publish(names);
        media.removeEarlier();
        target.removeEarlier(names);
    }

    private long write(String name, Content content) throws IOException {
        try (HashedFile file = new HashedFile(staging.file(name))) {
            long records = content.write(file);
            add(name, file.finish(), records);
            return records;
        }
    }

    private void text(String name, String text) throws IOException {
        write(name, out -> {
            out.writer().write(text);
            return 0;
        });
    }

    private void add(String name, String sha256, long records) throws IOException {
        if (!Hashes.of(staging.file(name), cancel).equals(sha256)) {
            throw new IOException(
                    name + " does not read back as it was written. Check the disk; nothing was exported.");
        }
        files.add(new Written(target.file(name), sha256, records));
    }

    /** Reads a written dataset with the reader of its format, and counts. */
    private void readBack(ExportPlan.Part part, long written) throws IOException {
        if (written == 0 || part.form().reader().isEmpty()) {
            return;
        }
        Counter counter = new Counter(cancel);
        part.form().reader().get().read(staging.file(part.file()), counter);
        if (counter.records != written || counter.rejected > 0) {
            throw new IOException(part.file() + " reads back as " + counter.records + " records and " + counter.rejected
                    + " unreadable ones instead of " + written + "; nothing was exported.");
        }
    }

    private static void refuseLoss(List<Result> results) throws IOException {
        for (Result result : results) {
            long kept = result.kept().kept();
            if (kept + result.pruned() != result.part().records()) {
                throw new IOException(
                        result.part().dataset().name() + " has " + result.part().records() + " records, but " + kept
                                + " are kept and " + result.pruned() + " removed; nothing was exported.");
            }
        }
    }

    /** A layout that holds none of the records was hardly meant. */
    private void refuseNothing(List<Result> results) throws IOException {
        long kept = results.stream().mapToLong(result -> result.kept().kept()).sum();
        long written =
                results.stream().mapToLong(result -> result.kept().written()).sum();
        if (kept > 0 && written == 0) {
            String why =
                    sum(results, ExportKept.Result::leftOut).keySet().iterator().next();
            throw new IOException(plan.layout().orElseThrow().id() + " can hold none of the " + kept
                    + " records that stay, for instance this way: " + why
                    + " Nothing was exported; choose another format.");
        }
    }

    private Report report(List<Result> results, MediaReport media) {
        return new Report(
                results.stream().mapToLong(result -> result.kept().kept()).sum(),
                results.stream().mapToLong(Result::pruned).sum(),
                List.copyOf(files),
                sum(results, ExportKept.Result::leftOut),
                sum(results, ExportKept.Result::notes),
                media);
    }

    private static Map<String, Long> sum(
            List<Result> results, java.util.function.Function<ExportKept.Result, Map<String, Long>> counts) {
        Map<String, Long> all = new LinkedHashMap<>();
        results.forEach(
                result -> counts.apply(result.kept()).forEach((reason, count) -> all.merge(reason, count, Long::sum)));
        return all;
    }

    /** As {@code sha256sum} writes it, media last. */
    private long sums(HashedFile out) throws IOException {
        for (Written file : files) {
            out.writer().write(sum(String.valueOf(file.path().getFileName()), file.sha256()));
        }
        if (plan.media() != MediaChoice.NONE) {
            Path list = staging.file(ExportPlan.MEDIA);
            ExportMediaFile.forEach(list, line -> out.writer().write(sum(line.path(), line.sha256())));
        }
        return 0;
    }

    /** Names with a backslash or a line break are escaped and marked. */
    private static String sum(String name, String sha256) {
        String escaped = name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
        return (escaped.equals(name) ? "" : "\\") + sha256 + "  " + escaped + "\n";
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
