package winnow.app.service;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import winnow.store.data.Container;
import winnow.store.data.Dataset;
import winnow.store.data.Reject;
import winnow.store.db.Snapshot;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;
import winnow.store.media.MediaFolder;
import winnow.store.media.MediaRoots;

/** Writes the records of an export, page by page, so that a million need no more memory than a thousand. */
final class ExportWriter {

    private static final int PAGE = 200;

    private final Snapshot snapshot;
    private final ExportPlan plan;
    private final Progress progress;
    private final CancelToken cancel;
    private final JsonFactory json = new JsonFactory();
    private long done;

    ExportWriter(Snapshot snapshot, ExportPlan plan, Progress progress, CancelToken cancel) {
        this.snapshot = snapshot;
        this.plan = plan;
        this.progress = progress;
        this.cancel = cancel;
    }

    /** Writes the kept records of a dataset in its own format; returns how many. */
    long kept(ExportPlan.Part part, HashedFile out) throws IOException {
        Kept records = new Kept(part.dataset());
        Optional<Container> container = snapshot.container(part.dataset().id());
        if (container.isPresent()) {
            MediaRoots media = MediaFolder.roots(snapshot.file(), part.dataset().mediaRoots());
            part.writer().write(out.stream(), container.get(), records, media);
        } else {
            part.writer().write(out.writer(), records);
        }
        return records.count;
    }

    /**
     * How much was removed.
     *
     * @param records records that were left out
     * @param lines lines written, one a candidate
     */
    record Removed(long records, long lines) {}

    /** Writes what was removed from a dataset, one JSON object a line. */
    Removed removed(Dataset dataset, Writer out) throws IOException {
        long records = 0;
        long lines = 0;
        long after = -1;
        while (true) {
            cancel.check();
            List<Snapshot.Removed> page = snapshot.removed(dataset.id(), plan.cut(), after, PAGE);
            if (page.isEmpty()) {
                return new Removed(records, lines);
            }
            for (Snapshot.Removed removed : page) {
                records += removed.record() == after ? 0 : 1;
                after = removed.record();
                lines++;
                out.write(line(dataset, removed));
                out.write('\n');
            }
        }
    }

    /** Writes the records of a dataset that could not be read, one JSON object a line; returns how many. */
    long rejected(Dataset dataset, Writer out) throws IOException {
        long count = 0;
        long after = -1;
        while (true) {
            cancel.check();
            List<Reject> page = snapshot.rejects(dataset.id(), after, PAGE);
            if (page.isEmpty()) {
                return count;
            }
            for (Reject reject : page) {
                after = reject.record();
                count++;
                out.write(line(dataset, reject));
                out.write('\n');
            }
        }
    }

    private String line(Dataset dataset, Snapshot.Removed removed) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator line = json.createGenerator(text)) {
            line.writeStartObject();
            line.writeStringField("dataset", dataset.name());
            line.writeNumberField("dataset_id", dataset.id());
            line.writeNumberField("record", removed.record());
            line.writeNumberField("candidate", removed.candidate());
            line.writeNumberField("line", removed.line());
            line.writeFieldName("reward");
            if (removed.reward().isPresent()) {
                line.writeNumber(removed.reward().getAsDouble());
            } else {
                line.writeNull();
            }
            field(line, "failure", removed.failure());
            field(line, "verdict", removed.verdict().map(verdict -> verdict.toLowerCase(Locale.ROOT)));
            field(line, "reason", removed.reason());
            field(line, "note", removed.note());
            field(line, "annotator", removed.annotator());
            field(line, "decided_at", removed.decidedAt());
            line.writeFieldName("original");
            if (isJson(removed.raw())) {
                // between JSON tokens a line break means no more than a blank, and inside of them there is none
                line.writeRawValue(removed.raw().strip().replace('\n', ' ').replace('\r', ' '));
            } else {
                line.writeString(removed.raw());
            }
            line.writeEndObject();
        }
        return text.toString();
    }

    private String line(Dataset dataset, Reject reject) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator line = json.createGenerator(text)) {
            line.writeStartObject();
            line.writeStringField("dataset", dataset.name());
            line.writeNumberField("dataset_id", dataset.id());
            line.writeNumberField("record", reject.record());
            if (reject.line().isPresent()) {
                line.writeNumberField("line", reject.line().getAsLong());
            }
            line.writeStringField("reason", reject.reason());
            line.writeStringField("text", reject.raw());
            line.writeEndObject();
        }
        return text.toString();
    }

    private static void field(JsonGenerator line, String name, Optional<String> value) throws IOException {
        line.writeFieldName(name);
        if (value.isPresent()) {
            line.writeString(value.get());
        } else {
            line.writeNull();
        }
    }

    /** Whether a text is exactly one JSON value. */
    private boolean isJson(String text) throws IOException {
        try (JsonParser parser = json.createParser(text)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /** The kept records of a dataset, in file order. */
    private final class Kept implements Iterator<String> {

        private final Dataset dataset;
        private final Deque<Snapshot.RawRecord> page = new ArrayDeque<>();
        private long after = -1;
        private boolean ended;
        private long count;

        Kept(Dataset dataset) {
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
}
