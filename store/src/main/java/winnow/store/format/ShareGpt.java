package winnow.store.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.auto.service.AutoService;
import java.io.IOException;
import java.io.OutputStream;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import winnow.store.data.Media;
import winnow.store.data.WholeRecord;

/**
 * Conversations with {@code from} and {@code value} that the LLaVA layout has not: with tools, a system field, or a
 * text identifier and nothing to show.
 */
@AutoService({DatasetReader.class, DatasetWriter.class, DatasetLayout.class})
public final class ShareGpt extends RecordFormat implements DatasetLayout {

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

    @Override
    public String ending() {
        return ".json";
    }

    /** Writes the first answer of each record, with lists of media as LLaMA-Factory wants them. */
    @Override
    public LayoutFile start(OutputStream out, Context context) throws IOException {
        return JsonSheet.array(out, new Shape(context.shown()));
    }

    @Override
    public Optional<Companion> companion(List<Entry> entries) {
        return DatasetInfo.of(entries, false, List.of("messages", "conversations"), List.of());
    }

    private record Shape(Set<Media.Kind> shown) implements JsonSheet.Shape {

        @Override
        public Optional<String> unfit(WholeRecord record) {
            return Fit.answered(record);
        }

        @Override
        public void fields(WholeRecord record, JsonFields out) throws IOException {
            out.id(record);
            out.turns("conversations", out.tagged(record, true), JsonFields.Words.FROM_VALUE);
            out.lists(record.candidates().get(0).media(), shown);
        }
    }
}
