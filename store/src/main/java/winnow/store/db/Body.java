package winnow.store.db;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import winnow.store.data.Media;
import winnow.store.data.Turn;

/** What is said and shown, as the column {@code body} has it. */
record Body(List<Turn> turns, List<Media> media) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TYPICAL = 1_000;

    static Body parse(String json) throws JsonProcessingException {
        return JSON.readValue(json, Body.class);
    }

    /** Writes by hand what Jackson would make of this record: an import spends its time here. */
    String toJson() {
        StringWriter text = new StringWriter(TYPICAL);
        try (JsonGenerator out = JSON.createGenerator(text)) {
            out.writeStartObject();
            out.writeArrayFieldStart("turns");
            for (Turn turn : turns) {
                out.writeStartObject();
                out.writeStringField("role", turn.role().name());
                out.writeStringField("text", turn.text());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeArrayFieldStart("media");
            for (Media one : media) {
                out.writeStartObject();
                out.writeStringField("kind", one.kind().name());
                out.writeStringField("path", one.path());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
