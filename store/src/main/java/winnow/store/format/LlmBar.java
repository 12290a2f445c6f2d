package winnow.store.format;

import com.google.auto.service.AutoService;
import java.text.ParseException;
import java.util.List;

/** An input with two outputs and the number of the better one. */
@AutoService({DatasetReader.class, DatasetWriter.class})
public final class LlmBar extends RecordFormat {

    /** For {@link java.util.ServiceLoader}. */
    public LlmBar() {
        super("llmbar", "Pairs of outputs with the number of the better (LLMBar)");
    }

    @Override
    public boolean betterFirst() {
        return true;
    }

    @Override
    int claims(Fields record) {
        return record.has("input", "output_1", "output_2", "label") ? 95 : 0;
    }

    @Override
    List<Talk> talks(Fields record) throws ParseException {
        int better = record.number("label", 1, 2);
        return new Conversation(record)
                .user(record.text("input"))
                .answers(List.of(record.text("output_" + better), record.text("output_" + (3 - better))));
    }
}
