package winnow.store.format;

import com.google.auto.service.AutoService;
import java.text.ParseException;
import java.util.List;

/** A prompt with a chosen and a rejected answer and the models that gave them, or the part of the benchmark. */
@AutoService({DatasetReader.class, DatasetWriter.class})
public final class RewardBench extends RecordFormat {

    /** For {@link java.util.ServiceLoader}. */
    public RewardBench() {
        super("rewardbench", "Pairs of RewardBench");
    }

    @Override
    public boolean betterFirst() {
        return true;
    }

    @Override
    int claims(Fields record) {
        boolean texts =
                record.get("chosen").isTextual() && record.get("rejected").isTextual() && record.has("prompt");
        return texts && (record.has("chosen_model", "rejected_model") || record.has("subset")) ? 79 : 0;
    }

    @Override
    List<Talk> talks(Fields record) throws ParseException {
        return new Conversation(record)
                .user(record.text("prompt"))
                .answers(List.of(record.text("chosen"), record.text("rejected")));
    }

    @Override
    List<String> authors(Fields record) throws ParseException {
        return record.has("chosen_model", "rejected_model")
                ? List.of(record.text("chosen_model"), record.text("rejected_model"))
                : List.of();
    }
}
