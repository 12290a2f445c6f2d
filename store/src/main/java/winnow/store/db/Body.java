package winnow.store.db;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import winnow.store.data.Media;
import winnow.store.data.Turn;

/** What is said and shown, as the column {@code body} has it. */
record Body(List<Turn> turns, List<Media> media) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Body parse(String json) throws JsonProcessingException {
        return JSON.readValue(json, Body.class);
    }

    String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
