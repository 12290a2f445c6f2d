package winnow.store.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.auto.service.AutoService;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A prompt with a chosen and a rejected answer, each a text or a list of messages. Without a prompt both answers hold
 * the whole conversation.
 */
@AutoService({DatasetReader.class, DatasetWriter.class})
public final class Trl extends RecordFormat {

    /** For {@link java.util.ServiceLoader}. */
    public Trl() {
        super("trl", "TRL preferences: prompt, chosen and rejected, texts or messages");
    }

    @Override
    int claims(Fields record) {
        return !record.has("chosen", "rejected") ? 0 : record.has("prompt") ? 72 : 68;
    }

    @Override
    List<Talk> talks(Fields record) throws ParseException {
        Conversation asked = started(record, new Conversation(record).system(record.find("system")));
        return continued(asked, record, List.of("chosen", "rejected"));
    }

    /** Adds the prompt. */
    static Conversation started(Fields record, Conversation talk) throws ParseException {
        if (!record.has("prompt")) {
            return talk;
        }
        return record.get("prompt").isValueNode() ? talk.user(record.text("prompt")) : talk.messages("prompt");
    }

    /** Adds the answers under these names; a list of messages that asks first holds the prompt itself. */
    static List<Talk> continued(Conversation asked, Fields record, List<String> names) throws ParseException {
        List<Talk> talks = new ArrayList<>();
        for (String name : names) {
            JsonNode answer = record.get(name);
            if (answer.isValueNode()) {
                talks.add(asked.copy().assistant(record.text(name)).talk());
            } else {
                String first = answer.path(0)
                        .path("role")
                        .asText(answer.path(0).path("from").asText());
                boolean whole = Set.of("user", "human", "system").contains(first);
                Conversation talk = whole ? new Conversation(record) : asked.copy();
                talks.add(talk.messages(name).talk());
            }
        }
        return talks;
    }
}
