package winnow.store.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.auto.service.AutoService;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An instruction with the answers of several models, as a group in the order of the file. */
@AutoService({DatasetReader.class, DatasetWriter.class})
public final class UltraFeedback extends RecordFormat {

    /** For {@link java.util.ServiceLoader}. */
    public UltraFeedback() {
        super("ultrafeedback", "Groups of answers to an instruction (UltraFeedback)");
    }

    @Override
    int claims(Fields record) {
        return record.has("instruction") && record.get("completions").isArray() ? 95 : 0;
    }

    @Override
    List<Talk> talks(Fields record) throws ParseException {
        List<Talk> talks = new ArrayList<>();
        for (JsonNode completion : record.list("completions")) {
            String answer =
                    Fields.scalar(completion.path("response"), "The answer of completion " + (talks.size() + 1));
            talks.add(new Conversation(record)
                    .system(Optional.of(completion.path("custom_system_prompt").asText()))
                    .user(record.text("instruction"))
                    .assistant(answer)
                    .talk());
        }
        return talks;
    }

    @Override
    List<String> authors(Fields record) throws ParseException {
        List<String> models = new ArrayList<>();
        for (JsonNode completion : record.list("completions")) {
            models.add(completion.path("model").asText());
        }
        return models.contains("") ? List.of() : models;
    }
}
