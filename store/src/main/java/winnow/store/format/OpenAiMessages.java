package winnow.store.format;

import com.google.auto.service.AutoService;
import java.text.ParseException;
import java.util.List;

/**
 * Messages with {@code role} and {@code content}, a text or a list of parts; media in parts or in fields of their
 * own.
 */
@AutoService({DatasetReader.class, DatasetWriter.class})
public final class OpenAiMessages extends RecordFormat {

    /** For {@link java.util.ServiceLoader}. */
    public OpenAiMessages() {
        super("messages", "OpenAI messages, with images and videos");
    }

    @Override
    int claims(Fields record) {
        return record.get("messages").isArray()
                        && record.get("messages").path(0).isObject()
                ? 80
                : 0;
    }

    @Override
    List<Talk> talks(Fields record) throws ParseException {
        return List.of(new Conversation(record)
                .system(record.find("system"))
                .messages("messages")
                .talk());
    }
}
