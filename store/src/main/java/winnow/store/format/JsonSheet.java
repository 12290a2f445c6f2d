package winnow.store.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import winnow.store.data.WholeRecord;

/** A file of JSON records, in an array or one a line. What a record looks like is said by its {@link Shape}. */
final class JsonSheet implements LayoutFile {

    /** What the records of a layout look like. */
    interface Shape {

        /** Why the layout cannot hold a record, in one sentence; empty where it can. */
        Optional<String> unfit(WholeRecord record);

        /** Writes the fields of a record. */
        void fields(WholeRecord record, JsonFields out) throws IOException;
    }

    private static final int BUFFER = 1 << 16;

    private final Shape shape;
    private final boolean array;
    private final Writer out;
    private final JsonGenerator json;
    private final Map<String, Long> notes = new LinkedHashMap<>();
    private boolean started;

    private JsonSheet(OutputStream out, Shape shape, boolean array) throws IOException {
        this.shape = shape;
        this.array = array;
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), BUFFER);
        this.json = JsonFactory.builder()
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .build()
                .createGenerator(this.out)
                .setRootValueSeparator(new SerializedString(""));
    }

    static LayoutFile array(OutputStream out, Shape shape) throws IOException {
        return new JsonSheet(out, shape, true);
    }

    static LayoutFile lines(OutputStream out, Shape shape) throws IOException {
        return new JsonSheet(out, shape, false);
    }

    @Override
    public Optional<String> write(WholeRecord record) throws IOException {
        Optional<String> unfit = shape.unfit(record);
        if (unfit.isPresent()) {
            return unfit;
        }
        if (array) {
            json.writeRaw(started ? ",\n  " : "[\n  ");
        }
        started = true;
        json.writeStartObject();
        JsonFields fields = new JsonFields(json, notes);
        shape.fields(record, fields);
        if (record.preference().isPresent()) {
            fields.preference(record.preference().get());
        }
        json.writeEndObject();
        if (!array) {
            json.writeRaw('\n');
        }
        return Optional.empty();
    }

    @Override
    public void finish() throws IOException {
        if (array) {
            json.writeRaw(started ? "\n]\n" : "[]\n");
        }
        json.flush();
    }

    @Override
    public Map<String, Long> notes() {
        return notes;
    }
}
