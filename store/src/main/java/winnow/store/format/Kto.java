package winnow.store.format;

import com.google.auto.service.AutoService;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;

/** One conversation and a label that says whether its answer is good; LLaMA-Factory and TRL have the same idea. */
@AutoService({DatasetReader.class, DatasetWriter.class})
public final class Kto extends RecordFormat {

    /** For {@link java.util.ServiceLoader}. */
    public Kto() {
        super("kto", "Answers labelled as good or bad, for KTO");
    }

    @Override
    int claims(Fields record) {
        boolean label = record.get("label").isBoolean() || record.get("kto_tag").isBoolean();
        return !label
                ? 0
                : record.hasAny("messages", "conversations") ? 93 : record.has("prompt", "completion") ? 92 : 0;
    }

    @Override
    List<Talk> talks(Fields record) throws ParseException {
        Conversation talk = new Conversation(record).system(record.find("system"));
        Optional<String> list = record.first("messages", "conversations");
        if (list.isPresent()) {
            return List.of(talk.messages(list.get()).talk());
        }
        return Trl.continued(Trl.started(record, talk), record, List.of("completion"));
    }
}
