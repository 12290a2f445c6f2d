package winnow.app.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import winnow.store.data.Container;
import winnow.store.data.Dataset;
import winnow.store.data.Media;
import winnow.store.data.WholeRecord;
import winnow.store.data.WholeRecord.Candidate;
import winnow.store.db.Snapshot;
import winnow.store.format.DatasetLayout;
import winnow.store.format.DatasetWriter;
import winnow.store.format.LayoutFile;
import winnow.store.format.MediaFiles;
import winnow.store.format.RecordPaths;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;
import winnow.store.media.MediaFolder;
import winnow.store.media.MediaRoots;

/** Writes the kept records of an export, page by page, so that a million need no more memory than a thousand. */
final class ExportKept {

    private static final int PAGE = 200;
    private static final String RENAMED =
            "The record names its media by new paths: the old ones lead nowhere in an export.";
    private static final String NOT_RENAMED =
            "The record names its media by old paths that lead out of the export: rows of a table stay as they are.";

    /** Takes the records that a layout cannot hold. */
    interface LeftOut {
        void add(Dataset dataset, WholeRecord record, String reason) throws IOException;
    }

    /**
     * What was written of a dataset.
     *
     * @param kept records that stay
     * @param written records in the file; fewer than stay where the layout cannot hold them all
     * @param leftOut why it cannot, and how many records
     * @param notes what users should know of how records were written, and of how many
     * @param shown what the written records show
     */
    record Result(long kept, long written, Map<String, Long> leftOut, Map<String, Long> notes, Set<Media.Kind> shown) {}

    private final Snapshot snapshot;
    private final ExportPlan plan;
    private final Optional<ExportMedia> media;
    private final Staging staging;
    private final Progress progress;
    private final CancelToken cancel;
    private final Optional<ExportPreferences> preferences;
    private long done;

    ExportKept(
            Snapshot snapshot,
            ExportPlan plan,
            Optional<ExportMedia> media,
            Staging staging,
            Progress progress,
            CancelToken cancel) {
        this.snapshot = snapshot;
        this.plan = plan;
        this.media = media;
        this.staging = staging;
        this.progress = progress;
        this.cancel = cancel;
        this.preferences = plan.votes()
                ? Optional.of(new ExportPreferences(snapshot, plan.cut().runId()))
                : Optional.empty();
    }

    /** Writes the kept records of a dataset. */
    Result write(ExportPlan.Part part, HashedFile out, LeftOut leftOut) throws IOException {
        try {
            return part.form() instanceof ExportPlan.Form.Laid laid
                    ? laid(part.dataset(), laid.layout(), out, leftOut)
                    : own(part.dataset(), ((ExportPlan.Form.Own) part.form()).writer(), out);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Result own(Dataset dataset, DatasetWriter writer, HashedFile out) throws IOException {
        Optional<Container> container = snapshot.container(dataset.id());
        Map<String, Long> notes = new LinkedHashMap<>();
        Raws raws = media.isPresent()
                ? new Placed(dataset, container.map(Container::kind).orElse(Container.Kind.LINES), notes)
                : new Untouched(dataset);
        if (container.isPresent()) {
            writer.write(out.stream(), container.get(), raws, roots(dataset));
        } else {
            writer.write(out.writer(), raws);
        }
        return new Result(raws.count, raws.count, Map.of(), notes, snapshot.shown(dataset.id()));
    }

    private Result laid(Dataset dataset, DatasetLayout layout, HashedFile out, LeftOut leftOut) throws IOException {
        Map<String, Long> reasons = new LinkedHashMap<>();
        Set<Media.Kind> shown = EnumSet.noneOf(Media.Kind.class);
        LayoutFile file = layout.start(
                out.stream(),
                new DatasetLayout.Context(
                        dataset.name(), snapshot.shown(dataset.id()), files(dataset), preferences.isPresent()));
        Pages pages = new Pages(dataset, layout.showsRemoved());
        long kept = 0;
        long written = 0;
        while (pages.hasNext()) {
            WholeRecord plain = placed(dataset, pages.next(), false);
            WholeRecord record =
                    preferences.map(known -> known.with(dataset, plain)).orElse(plain);
            kept += record.kept() ? 1 : 0;
            Optional<String> unfit = file.write(record);
            if (unfit.isEmpty()) {
                written++;
                record.candidates().get(0).media().forEach(each -> shown.add(each.kind()));
            } else if (record.kept()) {
                reasons.merge(unfit.get(), 1L, Long::sum);
                leftOut.add(dataset, record, unfit.get());
            }
        }
        file.finish();
        return new Result(kept, written, reasons, file.notes(), shown);
    }

    private MediaFiles files(Dataset dataset) {
        return media.isPresent()
                ? each -> staging.file(each.path())
                : each -> roots(dataset).resolve(each.path());
    }

    private MediaRoots roots(Dataset dataset) {
        return MediaFolder.roots(snapshot.file(), dataset.mediaRoots());
    }

    /**
     * The record with its media brought into the export, where that is asked for.
     *
     * @param inside whether media that stood inside of the source will stand inside of the written file
     */
    private WholeRecord placed(Dataset dataset, WholeRecord record, boolean inside) throws IOException {
        if (media.isEmpty() || !record.kept()) {
            return record;
        }
        List<Candidate> candidates = new ArrayList<>();
        for (Candidate candidate : record.candidates()) {
            List<Media> placed = new ArrayList<>();
            for (Media each : candidate.media()) {
                boolean stays = inside && MediaFolder.isName(each.path());
                placed.add(stays ? each : new Media(each.kind(), media.get().place(dataset, each)));
            }
            candidates.add(new Candidate(
                    candidate.sampleId(), candidate.number(), candidate.turns(), placed, candidate.judged()));
        }
        return new WholeRecord(
                record.record(), record.line(), record.raw(), record.kept(), candidates, record.preference());
    }

    /** The raw texts of the kept records of a dataset, in file order. */
    private abstract static class Raws implements Iterator<String> {
        long count;
    }

    /** As they came, and nothing else is read. */
    private final class Untouched extends Raws {

        private final Dataset dataset;
        private final Deque<Snapshot.RawRecord> page = new ArrayDeque<>();
        private long after = -1;
        private boolean ended;

        Untouched(Dataset dataset) {
            this.dataset = dataset;
        }

        @Override
        public boolean hasNext() {
            if (page.isEmpty() && !ended) {
                cancel.check();
                page.addAll(snapshot.kept(dataset.id(), plan.cut(), after, PAGE));
                ended = page.isEmpty();
                progress.update(done, plan.records());
            }
            return !page.isEmpty();
        }

        @Override
        public String next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Snapshot.RawRecord record = page.remove();
            after = record.record();
            count++;
            done++;
            return record.raw();
        }
    }

    /** With new paths for media that cannot have the old ones. */
    private final class Placed extends Raws {

        private final Dataset dataset;
        private final Container.Kind kind;
        private final Map<String, Long> notes;
        private final Pages pages;

        Placed(Dataset dataset, Container.Kind kind, Map<String, Long> notes) {
            this.dataset = dataset;
            this.kind = kind;
            this.notes = notes;
            this.pages = new Pages(dataset, false);
        }

        @Override
        public boolean hasNext() {
            return pages.hasNext();
        }

        @Override
        public String next() {
            WholeRecord record = pages.next();
            count++;
            try {
                Map<String, String> paths = changes(record, placed(dataset, record, kind == Container.Kind.PARQUET));
                if (paths.isEmpty()) {
                    return record.raw();
                }
                Optional<String> renamed = RecordPaths.renamed(record.raw(), kind, paths);
                notes.merge(renamed.isPresent() ? RENAMED : NOT_RENAMED, 1L, Long::sum);
                return renamed.orElse(record.raw());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Map<String, String> changes(WholeRecord before, WholeRecord after) {
            Map<String, String> changes = new HashMap<>();
            for (int c = 0; c < before.candidates().size(); c++) {
                List<Media> old = before.candidates().get(c).media();
                List<Media> placed = after.candidates().get(c).media();
                for (int i = 0; i < old.size(); i++) {
                    if (!old.get(i).path().equals(placed.get(i).path())) {
                        changes.put(old.get(i).path(), placed.get(i).path());
                    }
                }
            }
            return changes;
        }
    }

    /** The records of a dataset with all that is known of them, in file order. */
    private final class Pages implements Iterator<WholeRecord> {

        private final Dataset dataset;
        private final boolean removedToo;
        private final Deque<WholeRecord> page = new ArrayDeque<>();
        private long after = -1;
        private boolean ended;

        Pages(Dataset dataset, boolean removedToo) {
            this.dataset = dataset;
            this.removedToo = removedToo;
        }

        @Override
        public boolean hasNext() {
            if (page.isEmpty() && !ended) {
                cancel.check();
                page.addAll(snapshot.whole(dataset.id(), plan.cut(), removedToo, after, PAGE));
                ended = page.isEmpty();
                progress.update(done, plan.records());
            }
            return !page.isEmpty();
        }

        @Override
        public WholeRecord next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            WholeRecord record = page.remove();
            after = record.record();
            done++;
            return record;
        }
    }
}
