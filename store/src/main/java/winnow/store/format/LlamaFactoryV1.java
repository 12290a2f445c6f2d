package winnow.store.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.auto.service.AutoService;
import java.text.ParseException;
import java.util.List;

/** LLaMA-Factory version 1: messages whose parts have a {@code value}, or two lists of such messages. */
@AutoService({DatasetReader.class, DatasetWriter.class})
public final class LlamaFactoryV1 extends RecordFormat {

    /** For {@link java.util.ServiceLoader}. */
    public LlamaFactoryV1() {
        super("llamafactory-v1", "LLaMA-Factory messages of version 1, with parts and pairs");
    }

    @Override
    public boolean betterFirst() {
        return true;
    }

    @Override
    int claims(Fields record) {
        if (record.has("chosen_messages", "rejected_messages")) {
            return 95;
        }
        JsonNode part = record.get("messages").path(0).path("content").path(0);
        return part.has("type") && part.has("value") ? 88 : 0;
    }

    @Override
    List<Talk> talks(Fields record) throws ParseException {
        if (record.has("messages")) {
            return List.of(new Conversation(record).messages("messages").talk());
        }
        return List.of(
                new Conversation(record).messages("chosen_messages").talk(),
                new Conversation(record).messages("rejected_messages").talk());
    }
}
