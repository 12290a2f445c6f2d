package winnow.store.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.auto.service.AutoService;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;

/** Several questions about one picture or video, each with its answer: {@code "QA": [{"q": ..., "a": ...}]}. */
@AutoService({DatasetReader.class, DatasetWriter.class})
public final class VideoChat extends RecordFormat {

    /** For {@link java.util.ServiceLoader}. */
    public VideoChat() {
        super("videochat", "Questions and answers about one picture or video (VideoChat)");
    }

    @Override
    int claims(Fields record) {
        return record.get("QA").path(0).has("q") ? 95 : 0;
    }

    @Override
    List<Talk> talks(Fields record) throws ParseException {
        Conversation talk = new Conversation(record);
        for (JsonNode pair : record.list("QA")) {
            talk.system(Optional.of(pair.path("i").asText()));
            talk.user(Fields.scalar(pair.path("q"), "A question of field \"QA\""));
            talk.assistant(Fields.scalar(pair.path("a"), "An answer of field \"QA\""));
        }
        return List.of(talk.talk());
    }
}
