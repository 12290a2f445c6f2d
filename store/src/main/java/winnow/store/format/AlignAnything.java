package winnow.store.format;

import com.google.auto.service.AutoService;
import java.text.ParseException;
import java.util.List;

/** A question with a better and a worse answer. */
@AutoService({DatasetReader.class, DatasetWriter.class})
public final class AlignAnything extends RecordFormat {

    /** For {@link java.util.ServiceLoader}. */
    public AlignAnything() {
        super("align-anything", "Pairs of a better and a worse answer (Align-Anything)");
    }

    @Override
    public boolean betterFirst() {
        return true;
    }

    @Override
    int claims(Fields record) {
        return record.has("question", "better_response", "worse_response") ? 95 : 0;
    }

    @Override
    List<Talk> talks(Fields record) throws ParseException {
        return new Conversation(record)
                .user(record.text("question"))
                .answers(List.of(record.text("better_response"), record.text("worse_response")));
    }
}
