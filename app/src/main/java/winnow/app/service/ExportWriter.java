package winnow.app.service;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import winnow.store.data.Dataset;
import winnow.store.data.Reject;
import winnow.store.data.WholeRecord;
import winnow.store.db.Snapshot;
import winnow.store.job.CancelToken;

/** Writes what is not in an export and why, one JSON object a line, page by page. */
final class ExportWriter {

    private static final int PAGE = 200;

    private final Snapshot snapshot;
    private final ExportPlan plan;
    private final CancelToken cancel;
    private final JsonFactory json = new JsonFactory();

    ExportWriter(Snapshot snapshot, ExportPlan plan, CancelToken cancel) {
        this.snapshot = snapshot;
        this.plan = plan;
        this.cancel = cancel;
    }

    /**
     * How much was removed.
     *
     * @param records records that were left out
     * @param lines lines written, one a candidate
     */
    record Removed(long records, long lines) {}

    /** Writes what was removed from a dataset; {@code rewards} takes the rewards of it. */
    Removed removed(Dataset dataset, DoubleConsumer rewards, Writer out) throws IOException {
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
                removed.reward().ifPresent(rewards);
                out.write(line(dataset, removed));
                out.write('\n');
            }
        }
    }

    /** Writes the records of a dataset that could not be read; returns how many. */
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
            line.writeFieldName("tags");
            line.writeRawValue(removed.tags());
            field(line, "annotator", removed.annotator());
            field(line, "decided_at", removed.decidedAt());
            original(line, removed.raw());
            line.writeEndObject();
        }
        return text.toString();
    }

    /** Writes a record that stays and that the layout cannot hold. */
    void leftOut(Dataset dataset, WholeRecord record, String reason, Writer out) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator line = json.createGenerator(text)) {
            line.writeStartObject();
            line.writeStringField("dataset", dataset.name());
            line.writeNumberField("dataset_id", dataset.id());
            line.writeNumberField("record", record.record());
            line.writeNumberField("line", record.line());
            line.writeStringField("reason", reason);
            original(line, record.raw());
            line.writeEndObject();
        }
        out.write(text.append('\n').toString());
    }

    private void original(JsonGenerator line, String raw) throws IOException {
        line.writeFieldName("original");
        if (isJson(raw)) {
            // between JSON tokens a line break means no more than a blank, and inside of them there is none
            line.writeRawValue(raw.strip().replace('\n', ' ').replace('\r', ' '));
        } else {
            line.writeString(raw);
        }
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
}
