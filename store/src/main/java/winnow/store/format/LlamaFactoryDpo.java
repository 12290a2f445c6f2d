package winnow.store.format;

import com.google.auto.service.AutoService;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;

/** LLaMA-Factory ranking: a conversation or an instruction, with a better and a worse answer. */
@AutoService({DatasetReader.class, DatasetWriter.class})
public final class LlamaFactoryDpo extends RecordFormat {

    /** For {@link java.util.ServiceLoader}. */
    public LlamaFactoryDpo() {
        super("llamafactory-dpo", "Pairs of LLaMA-Factory: a conversation, or an instruction, with two answers");
    }

    @Override
    int claims(Fields record) {
        if (!record.has("chosen", "rejected")) {
            return 0;
        }
        boolean talk = record.hasAny("conversations", "messages")
                && record.get("chosen").isObject();
        return talk ? 94 : record.has("instruction") && record.get("chosen").isTextual() ? 76 : 0;
    }

    @Override
    List<Talk> talks(Fields record) throws ParseException {
        Conversation asked =
                new Conversation(record).system(record.find("system")).history("history");
        Optional<String> list = record.first("conversations", "messages");
        if (list.isPresent()) {
            asked.messages(list.get());
            return List.of(
                    asked.copy().messages("chosen").talk(),
                    asked.copy().messages("rejected").talk());
        }
        asked.user(Alpaca.question(record));
        return asked.answers(List.of(record.text("chosen"), record.text("rejected")));
    }
}
