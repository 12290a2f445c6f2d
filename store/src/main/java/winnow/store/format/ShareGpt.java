package winnow.store.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.auto.service.AutoService;
import java.text.ParseException;
import java.util.List;
import java.util.Set;

/**
 * Conversations with {@code from} and {@code value} that the LLaVA layout has not: with tools, a system field, or a
 * text identifier and nothing to show.
 */
@AutoService({DatasetReader.class, DatasetWriter.class})
public final class ShareGpt extends RecordFormat {

    /** For {@link java.util.ServiceLoader}. */
    public ShareGpt() {
        super("sharegpt", "ShareGPT conversations, with tools or without media");
    }

    @Override
    int claims(Fields record) {
        if (!record.get("conversations").isArray() || record.hasAny("chosen", "rejected", "label", "kto_tag")) {
            return 0;
        }
        for (JsonNode turn : record.get("conversations")) {
            if (!turn.isObject() || !turn.has("from")) {
                return 0;
            }
            if (!LLAVA.contains(turn.path("from").asText())) {
                return 94;
            }
        }
        if (record.hasAny("tools", "system")) {
            return 94;
        }
        boolean media = record.hasAny("image", "images", "video", "videos");
        return record.get("id").isTextual() && !media ? 91 : 0;
    }

    @Override
    List<Talk> talks(Fields record) throws ParseException {
        return List.of(new Conversation(record)
                .system(record.find("system"))
                .messages("conversations")
                .talk());
    }

    private static final Set<String> LLAVA = Set.of("human", "user", "gpt", "bot", "assistant", "model", "system");

    /** Text-only conversations are of this format only if there is no record with something to show beside them. */
    @Override
    int claims(Head head) {
        boolean all = head.records().stream().allMatch(record -> takes(record.value()) && claims(record) > 0);
        int most = super.claims(head);
        return all || most > 91 ? most : 0;
    }
}
