package winnow.store.format;

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
 * Messages with {@code role} and {@code content}, a text or a list of parts; media in parts or in fields of their
 * own.
 */
@AutoService({DatasetReader.class, DatasetWriter.class, DatasetLayout.class})
public final class OpenAiMessages extends RecordFormat implements DatasetLayout {

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

    @Override
    public String ending() {
        return ".jsonl";
    }

    /** Writes the first answer of each record; questions without an answer too. */
    @Override
    public LayoutFile start(OutputStream out, Context context) throws IOException {
        return JsonSheet.lines(out, new Shape(context.shown()));
    }

    @Override
    public Optional<Companion> companion(List<Entry> entries) {
        return DatasetInfo.of(
                entries,
                false,
                List.of("messages", "messages"),
                List.of(
                        "role_tag",
                        "role",
                        "content_tag",
                        "content",
                        "user_tag",
                        "user",
                        "assistant_tag",
                        "assistant",
                        "system_tag",
                        "system"));
    }

    private record Shape(Set<Media.Kind> shown) implements JsonSheet.Shape {

        @Override
        public Optional<String> unfit(WholeRecord record) {
            return Optional.empty();
        }

        @Override
        public void fields(WholeRecord record, JsonFields out) throws IOException {
            out.id(record);
            out.turns("messages", out.tagged(record, true), JsonFields.Words.ROLE_CONTENT);
            out.lists(record.candidates().get(0).media(), shown);
        }
    }
}
