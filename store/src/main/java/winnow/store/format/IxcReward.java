package winnow.store.format;

import com.google.auto.service.AutoService;
import java.text.ParseException;
import java.util.List;

/** Two conversations about the same media, the better first: {@code conversations_a} and {@code conversations_b}. */
@AutoService({DatasetReader.class, DatasetWriter.class})
public final class IxcReward extends RecordFormat {

    /** For {@link java.util.ServiceLoader}. */
    public IxcReward() {
        super("ixc-reward", "Pairs of conversations, as InternLM-XComposer rewards are trained");
    }

    @Override
    int claims(Fields record) {
        return record.has("conversations_a", "conversations_b") ? 95 : 0;
    }

    @Override
    List<Talk> talks(Fields record) throws ParseException {
        return List.of(
                new Conversation(record).messages("conversations_a").talk(),
                new Conversation(record).messages("conversations_b").talk());
    }
}
