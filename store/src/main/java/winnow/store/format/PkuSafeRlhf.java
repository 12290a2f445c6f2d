package winnow.store.format;

import com.google.auto.service.AutoService;
import java.text.ParseException;
import java.util.List;

/** A prompt with two answers and which of them is better. */
@AutoService({DatasetReader.class, DatasetWriter.class})
public final class PkuSafeRlhf extends RecordFormat {

    /** For {@link java.util.ServiceLoader}. */
    public PkuSafeRlhf() {
        super("pku-saferlhf", "Pairs with a better and a safer answer (PKU-SafeRLHF)");
    }

    @Override
    public boolean betterFirst() {
        return true;
    }

    @Override
    int claims(Fields record) {
        return record.has("prompt", "response_0", "response_1", "better_response_id") ? 95 : 0;
    }

    @Override
    List<Talk> talks(Fields record) throws ParseException {
        int better = record.number("better_response_id", 0, 1);
        return new Conversation(record)
                .user(record.text("prompt"))
                .answers(List.of(record.text("response_" + better), record.text("response_" + (1 - better))));
    }
}
